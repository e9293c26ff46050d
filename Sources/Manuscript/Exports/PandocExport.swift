import Markdown

/// A format that pandoc makes of a Markdown text.
protocol PandocExport: Export {}

extension PandocExport {
    /// Returns the post as pandoc reads it: metadata in YAML, and the first sections at level 1.
    package static func text(of session: Session, as options: ExportOptions) -> String {
        var options = options
        (options.base, options.site) = (1, nil)
        var lines = ["title: \(JSONValue.string(Prose.title(session.topic)).compact)"]
        if let code = PageLanguage(session).code { lines.append("lang: \(JSONValue.string(code).compact)") }
        // Otherwise, pandoc makes up an identifier for each book.
        lines.append("identifier: \(JSONValue.string(session.id).compact)")
        let front = (["---"] + lines + ["---"]).joined(separator: "\n") + "\n\n"
        return front + MarkdownExport.page(of: session, as: options)
    }
}

/// The post for Word and LibreOffice.
package enum DocxExport: PandocExport {
    package static let format = "docx"
    package static let summary = "Word, through pandoc"
    package static let writer: String? = "docx"
}

/// The post as a book for readers.
package enum EpubExport: PandocExport {
    package static let format = "epub"
    package static let summary = "an e-book, through pandoc"
    package static let writer: String? = "epub3"
}

/// The post for printing.
package enum PDFExport: PandocExport {
    package static let format = "pdf"
    package static let summary = "PDF, through pandoc and one of its PDF programs"
    package static let writer: String? = "pdf"
}
