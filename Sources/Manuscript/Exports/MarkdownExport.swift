import Markdown

/// The post as Markdown: the topic as the title, and every heading once, in order and at its level; an imported post
/// as its file has it.
package enum MarkdownExport: Export {
    package static let format = "md"
    package static let aliases = ["markdown"]
    package static let summary = "Markdown"

    package static func text(of session: Session) -> String {
        ImportedExport(session)?.text ?? Self.text(title: session.topic, entries: session.outline.entries)
    }

    /// Returns the post without front matter, for a page.
    static func page(of session: Session) -> String {
        guard let export = ImportedExport(session) else { return text(of: session) }
        let title = session.imported?.heading.isEmpty == true ? heading(session.topic, level: 1) + "\n\n" : ""
        return title + export.page
    }

    /// Returns each section as it is exported, with its heading, in post order.
    static func exportedSections(of session: Session) -> [String] {
        ImportedExport(session)?.sections ?? sections(session.outline.entries)
    }

    /// Returns part of a post; if the title is nil, the post's own heading is left out.
    ///
    /// This is the only place that writes headings, and it takes them from the outline, so each occurs exactly once.
    /// With `keepsLabels`, each text keeps the labels of its own section.
    package static func text(title: String?, entries: [Outline.Entry], keepsLabels: Bool = false) -> String {
        var blocks: [String] = []
        if let title, !title.isEmpty { blocks.append(heading(title, level: 1)) }
        return (blocks + sections(entries, keepsLabels: keepsLabels)).joined(separator: "\n\n") + "\n"
    }

    /// Returns each section with its heading, ready to be joined into one text.
    ///
    /// Labels are unique, headings within a text are below the section's level, and nothing is left unclosed.
    package static func sections(_ entries: [Outline.Entry], keepsLabels: Bool = false) -> [String] {
        let bodies = keepsLabels ? entries.map { $0.section.text?.text ?? "" } : bodies(entries)
        return zip(entries, bodies).map { entry, body in
            let heading = heading(entry.section.title, level: entry.headingLevel)
            guard !body.isEmpty else { return heading }
            let lowered = Markdown.lowered(body, to: min(6, entry.headingLevel + 1))
            return heading + "\n\n" + Markdown.selfContained(lowered)
        }
    }

    /// Returns the texts of the sections with labels made unique; a section without a text gets an empty one.
    static func bodies(_ entries: [Outline.Entry]) -> [String] {
        UniqueLabels.texts(entries.map { $0.section.text?.text ?? "" })
    }

    /// Returns an ATX heading (CommonMark 4.2) that renders as exactly its title.
    package static func heading(_ title: String, level: Int) -> String {
        String(repeating: "#", count: level) + " " + Markdown.escaped(Prose.title(title))
    }
}
