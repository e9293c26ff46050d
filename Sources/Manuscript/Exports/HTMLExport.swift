import Markdown

/// The post as one self-contained HTML page; raw HTML in texts is left out.
package enum HTMLExport: Export {
    package static let format = "html"
    package static let aliases = ["htm"]
    package static let summary = "one HTML page"

    package static func text(of session: Session) -> String {
        let body = Markdown.html(MarkdownExport.page(of: session))
        let language = PageLanguage(session)
        return """
            <!DOCTYPE html>
            <html\(language.code.map { " lang=\"\(escaped($0))\"" } ?? "")\(language.isRightToLeft ? " dir=\"rtl\"" : "")>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(escaped(session.topic))</title>
            <style>
            body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 Georgia, serif; }
            h1, h2, h3, h4 { line-height: 1.25; font-family: system-ui, sans-serif; }
            pre, code { font-family: ui-monospace, monospace; font-size: 0.95em; }
            pre { overflow-x: auto; padding: 0.8rem; background: #f5f5f2; }
            table { border-collapse: collapse; } td, th { border: 1px solid #ccc; padding: 0.3rem 0.6rem; }
            blockquote { margin-inline-start: 0; padding-inline-start: 1rem; border-inline-start: 3px solid #ccc; }
            .footnotes { margin-top: 2rem; border-top: 1px solid #ccc; font-size: 0.9em; }
            </style>
            </head>
            <body>
            \(body)</body>
            </html>

            """
    }

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
