import Markdown

/// The post as plain text: numbered headings, targets of links, quotes, lists and aligned tables.
package enum TextExport: Export {
    package static let format = "txt"
    package static let aliases = ["text"]
    package static let summary = "plain text"

    package static func text(of session: Session) -> String { text(of: session, as: ExportOptions()) }

    package static func text(of session: Session, as options: ExportOptions) -> String {
        let lead = PlainPage(MarkdownExport.lead(of: session)).text
        var blocks = [lead, session.topic].filter { !$0.isEmpty }
        for (entry, body) in zip(session.outline.entries, MarkdownExport.bodies(session.outline.entries)) {
            if !entry.section.hasNoHeading { blocks.append(entry.name) }
            let plain = PlainPage(body).text
            // A text of comments or definitions alone has nothing to read.
            if !plain.isEmpty { blocks.append(plain) }
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }
}
