import Markdown

/// The post as one self-contained HTML page that loads nothing: contents, anchors, light and dark, print.
///
/// Harmless raw HTML is kept by an allow-list; see `MarkdownPage`.
package enum HTMLExport: Export {
    package static let format = "html"
    package static let aliases = ["htm"]
    package static let summary = "one HTML page"

    package static func text(of session: Session) -> String { text(of: session, as: ExportOptions()) }

    package static func text(of session: Session, as options: ExportOptions) -> String {
        let language = PageLanguage(session)
        let markdown = MarkdownExport.page(of: session, as: options)
        let page = MarkdownPage(markdown, isRightToLeft: language.isRightToLeft)
        let metadata = session.metadata
        let title = metadata.title.isEmpty ? Prose.title(session.topic) : metadata.title
        let description = metadata.description
        let lang = language.code.map { " lang=\"\(escaped($0))\"" } ?? ""
        return """
            <!DOCTYPE html>
            <html\(lang)\(language.isRightToLeft ? " dir=\"rtl\"" : "")>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(escaped(title.isEmpty ? "Post" : title))</title>
            \(description.isEmpty ? "" : "<meta name=\"description\" content=\"\(escaped(description))\">\n")<style>
            \(PageStyle.sheet)
            </style>
            </head>
            <body>
            <main>
            \(withContents(page, language.code))</main>
            </body>
            </html>

            """
    }

    // MARK: - Contents

    /// Returns the body with links at its headings, and the contents behind the title if there are several sections.
    private static func withContents(_ page: MarkdownPage, _ language: String?) -> String {
        var headings = page.headings[...]
        var html = page.html.replacing(/<\/h[1-6]>/) { match in
            guard let heading = headings.popFirst() else { return String(match.output) }
            return "<a class=\"anchor\" href=\"#\(heading.id)\" aria-label=\"#\">#</a>\(match.output)"
        }
        let contents = contents(of: page.headings.filter { !$0.isInner }, language)
        guard !contents.isEmpty else { return html }
        if let end = html.firstRange(of: "</h1>\n")?.upperBound, html.hasPrefix("<h1") {
            html.insert(contentsOf: contents, at: end)
        } else {
            html = contents + html
        }
        return html
    }

    /// Returns a list of the sections and their subsections; empty for a post of fewer than three sections.
    private static func contents(of headings: [MarkdownPage.Heading], _ language: String?) -> String {
        let listed =
            headings.first?.level == 1 && headings.filter({ $0.level == 1 }).count == 1
            ? headings.dropFirst() : headings[...]
        guard let top = listed.map(\.level).min() else { return "" }
        let tops = listed.filter { $0.level == top }
        guard tops.count > 2 else { return "" }
        var items: [(item: String, inner: [String])] = []
        for heading in listed where heading.level == top || heading.level == top + 1 {
            let link = "<a href=\"#\(heading.id)\">\(escaped(heading.title))</a>"
            if heading.level > top, !items.isEmpty {
                items[items.count - 1].inner.append("<li>\(link)</li>")
            } else {
                items.append((link, []))
            }
        }
        let list = items.map { item, inner in
            inner.isEmpty ? "<li>\(item)</li>" : "<li>\(item)\n<ul>\n\(inner.joined(separator: "\n"))\n</ul>\n</li>"
        }
        let name = names[String((language ?? "en").prefix { $0 != "-" })] ?? "Contents"
        return """
            <nav aria-label="\(name)">
            <details open>
            <summary>\(name)</summary>
            <ul>
            \(list.joined(separator: "\n"))
            </ul>
            </details>
            </nav>

            """
    }

    /// The word for the contents, by language.
    private static let names = [
        "de": "Inhalt", "fr": "Sommaire", "es": "Contenido", "it": "Indice", "pt": "Conteúdo", "nl": "Inhoud",
        "pl": "Spis treści", "ru": "Содержание", "uk": "Зміст", "ja": "目次", "zh": "目录", "ko": "차례", "ar": "المحتويات",
        "fa": "فهرست", "he": "תוכן העניינים",
    ]

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}
