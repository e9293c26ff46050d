/// The post as Markdown: the topic as the title, every heading once, at its level, in order.
package enum MarkdownExport: Export {
    package static let format = "md"
    package static let summary = "Markdown"

    package static func text(of session: Session) -> String {
        Self.text(title: session.topic, entries: session.outline.entries)
    }

    /// Part of a post; a nil title leaves the post's own heading out.
    ///
    /// Headings are made here and nowhere else, from the outline, so each stands exactly once.
    package static func text(title: String?, entries: [Outline.Entry]) -> String {
        var blocks: [String] = []
        if let title, !title.isEmpty { blocks.append(heading(title, level: 1)) }
        for entry in entries {
            blocks.append(heading(entry.section.title, level: entry.headingLevel))
            if let body = entry.section.text?.text, !body.isEmpty { blocks.append(Markdown.closed(body)) }
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    /// An ATX heading (CommonMark 4.2) that reads as its title and nothing else.
    package static func heading(_ title: String, level: Int) -> String {
        let line = Prose.title(title)
        let closing = line.reversed().prefix { $0 == "#" }.count
        let bare = line.dropLast(closing)
        let safe = closing > 0 && (bare.isEmpty || bare.hasSuffix(" ")) ? bare + "\\" + line.suffix(closing) : line[...]
        return String(repeating: "#", count: level) + " " + safe
    }
}
