import CMarkGFM

extension Markdown {
    /// Returns a text in which each paragraph is one line, apart from its hard breaks (CommonMark 6.7).
    ///
    /// A text that would read differently then stays as it is.
    package static func unwrapped(_ text: String) -> String {
        guard let tree = MarkdownTree(text, hasNotes: true) else { return text }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let paragraphs = tree.nodes(of: CMARK_NODE_PARAGRAPH).filter {
            $0.startLine > 0 && $0.endLine > $0.startLine && $0.endLine <= lines.count
        }
        for node in paragraphs.reversed() {
            var joined = [lines[node.startLine - 1]]
            for line in lines[node.startLine..<node.endLine] {
                let last = joined[joined.count - 1]
                if last.hasSuffix("  ") || last.hasSuffix("\\") {
                    joined.append(line)
                } else {
                    joined[joined.count - 1] = last.trimmedEnd + " " + line.drop { " \t>".contains($0) }
                }
            }
            lines.replaceSubrange(node.startLine - 1..<node.endLine, with: joined)
        }
        let result = lines.joined(separator: "\n")
        func words(_ text: String) -> [Substring] {
            (MarkdownTree(text, hasNotes: true)?.html ?? "").split(whereSeparator: \.isWhitespace)
        }
        return result == text || words(result) != words(text) ? text : result
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var rest = self[...]
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
