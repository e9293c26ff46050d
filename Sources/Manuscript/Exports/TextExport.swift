import Markdown

/// The post as plain text: numbered headings, no markup, one line per paragraph.
package enum TextExport: Export {
    package static let format = "txt"
    package static let summary = "plain text"

    package static func text(of session: Session) -> String {
        var blocks: [String] = session.topic.isEmpty ? [] : [session.topic]
        for (entry, body) in zip(session.outline.entries, MarkdownExport.bodies(session.outline.entries)) {
            blocks.append("\(entry.number) \(entry.section.title)")
            if !body.isEmpty { blocks.append(Markdown.plainText(body)) }
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }
}
