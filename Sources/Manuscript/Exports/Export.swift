/// A format for exporting a post; each has one file and one line in `Exports.all`.
package protocol Export: Sendable {
    /// The name as it is typed: "md".
    static var format: String { get }
    /// Other accepted names.
    static var aliases: [String] { get }
    /// A description for lists.
    static var summary: String { get }
    /// Returns the whole post in this format, ending in one line feed.
    static func text(of session: Session) throws -> String
}

extension Export {
    /// No other names.
    package static var aliases: [String] { [] }
}

/// The export formats.
package enum Exports {
    /// All formats, in display order.
    package static let all: [any Export.Type] = [
        MarkdownExport.self, HTMLExport.self, TextExport.self, JSONExport.self,
    ]

    /// Returns the format with this name; nil if there is none.
    package static func named(_ format: String) -> (any Export.Type)? {
        let wanted = format.lowercased()
        return all.first { $0.format == wanted || $0.aliases.contains(wanted) }
    }

    /// Returns true if a file with this ending would be taken for another kind of document.
    package static func isForeign(ending: String) -> Bool { foreignEndings.contains(ending.lowercased()) }

    private static let foreignEndings: Set = [
        "adoc", "azw3", "csv", "doc", "docx", "epub", "gdoc", "ipynb", "latex", "mobi", "odp", "ods", "odt", "pages",
        "pdf",
        "png", "ppt", "pptx", "ps", "rst", "rtf", "tex", "wpd", "xls", "xlsx", "xml", "yaml", "yml", "zip",
    ]
}
