import Markdown

/// The post as Markdown: the topic as the title, every heading once, at its level, in order.
package enum MarkdownExport: Export {
    package static let format = "md"
    package static let summary = "Markdown"

    package static func text(of session: Session) -> String {
        Self.text(title: session.topic, entries: session.outline.entries)
    }

    /// Part of a post; a nil title leaves the post's own heading out.
    ///
    /// Headings are made here and nowhere else, from the outline, so each stands exactly once. With `keepsLabels` each text
    /// has the labels of its own section.
    package static func text(title: String?, entries: [Outline.Entry], keepsLabels: Bool = false) -> String {
        var blocks: [String] = []
        if let title, !title.isEmpty { blocks.append(heading(title, level: 1)) }
        return (blocks + sections(entries, keepsLabels: keepsLabels)).joined(separator: "\n\n") + "\n"
    }

    /// Each section with its heading, fit to stand in one text: labels are unique, headings of a text are below the
    /// section's, and nothing is left open.
    package static func sections(_ entries: [Outline.Entry], keepsLabels: Bool = false) -> [String] {
        let bodies = keepsLabels ? entries.map { $0.section.text?.text ?? "" } : bodies(entries)
        return zip(entries, bodies).map { entry, body in
            let heading = heading(entry.section.title, level: entry.headingLevel)
            guard !body.isEmpty else { return heading }
            let lowered = Markdown.lowered(body, to: min(6, entry.headingLevel + 1))
            return heading + "\n\n" + Markdown.selfContained(lowered)
        }
    }

    /// The text of each section with labels that are unique over all of them; empty where there is none.
    static func bodies(_ entries: [Outline.Entry]) -> [String] {
        UniqueLabels.texts(entries.map { $0.section.text?.text ?? "" })
    }

    /// An ATX heading (CommonMark 4.2) that reads as its title and nothing else.
    package static func heading(_ title: String, level: Int) -> String {
        String(repeating: "#", count: level) + " " + Markdown.escaped(Prose.title(title))
    }
}
