/// A format for exporting a post; each has one file and one line in `Exports.all`.
package protocol Export: Sendable {
    /// The name as it is typed: "md".
    static var format: String { get }
    /// Other accepted names.
    static var aliases: [String] { get }
    /// A description for lists.
    static var summary: String { get }
    /// Returns the whole post in this format, ending in one line feed.
    static func text(of session: Session, as options: ExportOptions) throws -> String
    /// The writer of pandoc that makes the file of the text; nil if the text is the file.
    static var writer: String? { get }
}

extension Export {
    /// No other names.
    package static var aliases: [String] { [] }
    /// Nil.
    package static var writer: String? { nil }
}

/// The export formats.
package enum Exports {
    /// All formats, in display order.
    package static let all: [any Export.Type] = [
        MarkdownExport.self, CriticExport.self, HTMLExport.self, TextExport.self, JSONExport.self, DocxExport.self,
        EpubExport.self,
        PDFExport.self,
    ]

    /// Returns the format with this name; nil if there is none.
    package static func named(_ format: String) -> (any Export.Type)? {
        let wanted = format.lowercased()
        return all.first { $0.format == wanted || $0.aliases.contains(wanted) }
    }

    /// Returns true if a file with this ending would be taken for another kind of document.
    package static func isForeign(ending: String) -> Bool { foreignEndings.contains(ending.lowercased()) }

    private static let foreignEndings: Set = [
        "adoc", "azw3", "csv", "doc", "gdoc", "ipynb", "latex", "mobi", "odp", "ods", "odt", "pages",
        "png", "ppt", "pptx", "ps", "rst", "rtf", "tex", "wpd", "xls", "xlsx", "xml", "yaml", "yml", "zip",
    ]
}
