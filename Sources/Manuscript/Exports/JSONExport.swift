/// The post as JSON for other programs: title, words, and the sections in order with number, level and text.
package enum JSONExport: Export {
    package static let format = "json"
    package static let summary = "JSON for other programs"

    package static func text(of session: Session) -> String { text(of: session, as: ExportOptions()) }

    package static func text(of session: Session, as options: ExportOptions) -> String {
        value(of: session).plain + "\n"
    }

    /// Returns the post as a JSON value.
    package static func value(of session: Session) -> JSONValue {
        [
            "title": .string(session.topic),
            "words": .int(session.outline.words),
            "lead": session.imported.flatMap { $0.lead.isEmpty ? nil : .string($0.lead) } ?? .null,
            "sections": .array(
                zip(session.outline.entries, MarkdownExport.bodies(session.outline.entries)).map { value(of: $0, $1) }),
        ]
    }

    /// Returns one section as a JSON value.
    package static func value(of entry: Outline.Entry) -> JSONValue { value(of: entry, entry.section.text?.text ?? "") }

    /// Returns one section, with its text as adapted to the whole post.
    private static func value(of entry: Outline.Entry, _ text: String) -> JSONValue {
        [
            "number": .string(entry.number),
            "level": .int(entry.headingLevel),
            "id": .string(entry.section.id),
            "title": .string(entry.section.title),
            "text": entry.section.text == nil ? .null : .string(text),
            "words": .int(entry.section.text?.words ?? 0),
            "budget": entry.section.words.map { .int($0) } ?? .null,
        ]
    }
}
