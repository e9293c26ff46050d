extension Markdown {
    /// Closes the block that a text leaves open, so that a heading appended to it remains a heading.
    ///
    /// An unclosed code fence or HTML block would otherwise swallow the rest of the post.
    package static func closed(_ text: String) -> String {
        // Works on bytes, as cmark does: a mark followed by a combining character is a different Character, but still
        // opens a block.
        guard text.utf8.contains(where: { "`~<".utf8.contains($0) }) else { return text }
        let probe = "\n\n# end\n"
        guard let last = MarkdownTree(text + probe)?.root.children.last, last.kind != .heading else { return text }
        return text + "\n" + (last.fence?.closer ?? closer(ofHTML: last.rawLiteral.lowercased().trimmed))
    }

    private static func closer(ofHTML opening: String) -> String {
        for (start, end) in [("<!--", "-->"), ("<?", "?>"), ("<![cdata[", "]]>"), ("<!", ">")]
        where opening.utf8.starts(with: start.utf8) {
            return end
        }
        for tag in ["script", "pre", "style", "textarea"] where opening.utf8.starts(with: "<\(tag)".utf8) {
            return "</\(tag)>"
        }
        return ""
    }

    /// Returns a text with its open fence and raw HTML closed, so that they cannot swallow the text that follows; tags that
    /// never end become text.
    package static func selfContained(_ text: String) -> String {
        let text = closed(OpenHTML.finished(text))
        let closers = OpenHTML(text).closers
        return closers.isEmpty ? text : text + "\n\n" + closers.joined(separator: "\n")
    }

    /// Returns a text whose highest headings have the given level and whose deeper ones follow; those in quotes and
    /// lists stay.
    package static func lowered(_ text: String, to level: Int) -> String {
        let headings = headings(in: text)
        guard !headings.isEmpty else { return text }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let own = headings.filter { !$0.isInner && $0.lines.upperBound < lines.count }
        guard let highest = own.map(\.level).min(), highest != level else { return text }
        for heading in own.reversed() {
            let depth = min(6, heading.level - highest + level)
            let first = lines[heading.lines.lowerBound]
            let bare = first.drop { $0 == " " }
            if bare.hasPrefix("#") {
                lines[heading.lines.lowerBound] = String(repeating: "#", count: depth) + bare.drop { $0 == "#" }
            } else {
                // Setext headings have only two levels.
                let words = lines[heading.lines.lowerBound..<heading.lines.upperBound].map(\.trimmed).joined(
                    separator: " ")
                let end = words.hasSuffix("#") ? " #" : ""
                lines.replaceSubrange(heading.lines, with: [String(repeating: "#", count: depth) + " " + words + end])
            }
        }
        return lines.joined(separator: "\n")
    }
}
