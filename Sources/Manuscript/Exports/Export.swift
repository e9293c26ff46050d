/// A format that a post can be exported to; one file a format, one line in `Exports.all`.
package protocol Export: Sendable {
    /// As it is typed: "md".
    static var format: String { get }
    /// What it is, for lists.
    static var summary: String { get }
    /// The whole post in this format, ending in one line feed.
    static func text(of session: Session) throws -> String
}

/// The formats, in the order in which they are listed.
package enum Exports {
    /// Every format.
    package static let all: [any Export.Type] = [
        MarkdownExport.self, HTMLExport.self, TextExport.self, JSONExport.self,
    ]

    /// The format of this name; nil where there is none.
    package static func named(_ format: String) -> (any Export.Type)? {
        let wanted = ["markdown": "md", "htm": "html", "text": "txt"][format.lowercased()] ?? format.lowercased()
        return all.first { $0.format == wanted }
    }
}
