import Markdown
import Platform

/// The front matter of an exported post, and the escapes that its site generator needs in the text.
package enum SiteFrontMatter {
    /// Returns the front matter in YAML with an empty line behind it; empty for none.
    static func text(for session: Session, site: ExportOptions.Site) -> String {
        let metadata = session.metadata
        let title = metadata.title.isEmpty ? Prose.title(session.topic) : metadata.title
        let date = String((session.createdAt.formatted(.iso8601) as String).prefix(10))
        var lines: [String]
        switch site {
        case .bare: return ""
        case .hugo: lines = ["title: \(quoted(title))", "date: \(date)"]
        case .jekyll: lines = ["layout: post", "title: \(quoted(title))", "date: \(date)"]
        case .astro: lines = ["title: \(quoted(title))", "pubDate: \(date)"]
        }
        if !metadata.description.isEmpty { lines.append("description: \(quoted(metadata.description))") }
        if !metadata.tags.isEmpty { lines.append("tags: [\(metadata.tags.map(quoted).joined(separator: ", "))]") }
        if !metadata.slug.isEmpty { lines.append("slug: \(quoted(metadata.slug))") }
        return (["---"] + lines + ["---"]).joined(separator: "\n") + "\n\n"
    }

    /// Returns a string in double quotes, which YAML 1.2 and JSON read alike.
    private static func quoted(_ text: String) -> String { JSONValue.string(text).compact }

    // MARK: - Escapes

    /// Returns a text in which a site generator finds none of its own marks.
    static func escaped(_ text: String, for site: ExportOptions.Site) -> String {
        switch site {
        case .bare, .astro: text
        // Liquid, in every version, writes a string that is given to it.
        case .jekyll:
            withInnerMarkdown(SiteMarks.escaped(text, for: .kramdown)).replacing(/\{\{|\{%/) {
                "{{ \"\($0.output)\" }}"
            }
        case .hugo: hugo(SiteMarks.escaped(text, for: .goldmark))
        }
    }

    /// Returns a text without the escapes.
    package static func unescaped(_ text: String) -> String {
        let text = text.replacing(" markdown=\"1\">", with: ">")
        let plain = text.replacing(/\{\{ "(\{\{|\{%)" \}\}/) { String($0.1) }
        // A file has the escapes of one generator only.
        guard plain == text else { return SiteMarks.unescaped(plain) }
        let hugo = text.replacing(/\{\{([<%])\/\*(.*?)\*\/([>%])\}\}/) { "{{\($0.1)\($0.2)\($0.3)}}" }
            .replacing("{\u{200B}{", with: "{{")
        return SiteMarks.unescaped(hugo)
    }

    /// Returns a text in which kramdown reads the Markdown within HTML blocks, as GitHub does behind a blank line.
    private static func withInnerMarkdown(_ text: String) -> String {
        guard text.contains("<") else { return text }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var scanner = FenceScanner()
        for index in lines.indices {
            let line = lines[index]
            let tag = /<(details|div|section|article|aside|figure)(\s[^<>]*)?>/
            guard scanner.take(line) == .text, let match = line.prefixMatch(of: tag), !match.0.contains("markdown=")
            else { continue }
            let block = lines[index...].prefix { $0.contains { !$0.isWhitespace } }
            guard !block.contains(where: { $0.contains("</\(match.1)") }) else { continue }
            lines[index] = "<\(match.1)\(match.2 ?? "") markdown=\"1\">" + line[match.range.upperBound...]
        }
        return lines.joined(separator: "\n")
    }

    /// Escapes shortcodes as Hugo's documentation does; a mark without an end is parted by a space without width.
    private static func hugo(_ text: String) -> String {
        text.replacing(/\{\{([<%])(?:([^\n]*?)([>%])\}\})?/) { match in
            guard let inner = match.2, let end = match.3, (end == ">") == (match.1 == "<") else {
                return "{\u{200B}{\(match.1)\(match.2 ?? "")\(match.3.map { "\($0)}}" } ?? "")"
            }
            return "{{\(match.1)/*\(inner)*/\(end)}}"
        }
    }
}
