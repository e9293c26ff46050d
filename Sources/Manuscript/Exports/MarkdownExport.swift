import Markdown

/// The post as Markdown: the topic as the title, and every heading once, in order and at its level; an imported post
/// as its file has it.
package enum MarkdownExport: Export {
    package static let format = "md"
    package static let aliases = ["markdown"]
    package static let summary = "Markdown"

    package static func text(of session: Session) -> String { text(of: session, as: ExportOptions()) }

    package static func text(of session: Session, as options: ExportOptions) -> String {
        if let imported = ImportedExport(session), options.keepsForm { return imported.text }
        let body = page(of: session, as: options, hasTitle: !options.hasFront)
        // Marks of a site generator in an imported file are meant for it.
        guard let site = options.site, options.hasFront else { return body }
        let front = SiteFrontMatter.text(for: session, site: site)
        return front + (session.imported == nil ? SiteFrontMatter.escaped(body, for: site) : body)
    }

    /// Returns the post without front matter, for a page.
    static func page(of session: Session, as options: ExportOptions, hasTitle: Bool = true) -> String {
        let hasTitle = hasTitle && options.base != 1
        if options.keepsForm, let export = ImportedExport(session) {
            let isMissing = session.imported?.heading.isEmpty == true && hasTitle
            return lead(of: session) + (isMissing ? heading(session.topic, level: 1) + "\n\n" : "") + export.page
        }
        let title = hasTitle ? session.topic : nil
        return lead(of: session) + text(title: title, entries: session.outline.entries, as: options)
    }

    /// Returns the text that an imported post has above its title, with a blank line behind it; empty for others.
    static func lead(of session: Session) -> String {
        guard let lead = session.imported?.lead, !lead.isEmpty else { return "" }
        return Markdown.selfContained(lead) + "\n\n"
    }

    /// Returns each section as it is exported, with its heading, in post order.
    static func exportedSections(of session: Session) -> [String] {
        ImportedExport(session)?.sections ?? sections(session.outline.entries)
    }

    /// Returns part of a post; if the title is nil, the post's own heading is left out.
    ///
    /// This is the only place that writes headings, and it takes them from the outline, so each occurs exactly once.
    /// With `keepsLabels`, each text keeps the labels of its own section.
    package static func text(
        title: String?, entries: [Outline.Entry], keepsLabels: Bool = false, as options: ExportOptions? = nil
    ) -> String {
        var blocks: [String] = []
        if let title, !title.isEmpty { blocks.append(heading(title, level: 1)) }
        let sections = sections(entries, keepsLabels: keepsLabels, as: options)
        return (blocks + sections).joined(separator: "\n\n") + "\n"
    }

    /// Returns each section with its heading, ready to be joined into one text.
    ///
    /// Labels are unique, headings within a text are below the section's level, and nothing is left unclosed. With
    /// options, the text above the headings of an imported post has no heading.
    package static func sections(
        _ entries: [Outline.Entry], keepsLabels: Bool = false, as options: ExportOptions? = nil
    ) -> [String] {
        let bodies = keepsLabels ? entries.map { $0.section.text?.text ?? "" } : bodies(entries)
        let leads = options == nil ? 0 : entries.prefix(while: \.section.hasNoHeading).count
        return zip(entries, bodies).map { entry, body in
            let level = min(6, entry.headingLevel + (options?.base ?? 2) - 2)
            var path = entry.path
            path[0] -= leads
            let number = options?.isNumbered == true ? path.map(String.init).joined(separator: ".") + " " : ""
            let isBare = options != nil && entry.section.hasNoHeading
            let heading = isBare ? "" : heading(number + entry.section.title, level: level)
            guard !body.isEmpty else { return heading }
            let lowered = Markdown.selfContained(Markdown.lowered(body, to: min(6, level + 1)))
            let text = options?.isUnwrapped == true ? Markdown.unwrapped(lowered) : lowered
            return isBare ? text : heading + "\n\n" + text
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
