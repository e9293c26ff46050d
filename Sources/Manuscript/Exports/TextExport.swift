/// The post as plain text: numbered headings, no markup, one line a paragraph.
package enum TextExport: Export {
    package static let format = "txt"
    package static let summary = "plain text"

    package static func text(of session: Session) -> String {
        var blocks: [String] = session.topic.isEmpty ? [] : [session.topic]
        for entry in session.outline.entries {
            blocks.append("\(entry.number) \(entry.section.title)")
            if let body = entry.section.text?.text, !body.isEmpty { blocks.append(Markdown.plainText(body)) }
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }
}
