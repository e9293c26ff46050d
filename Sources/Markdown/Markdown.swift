import CMarkGFM

/// The operations on Markdown that other rooms use.
package enum Markdown {
    /// A heading within a text.
    package struct Heading: Sendable, Equatable {
        /// The level, 1 to 6.
        package let level: Int
        /// The text without markup.
        package let title: String
        /// The lines of the heading, counted from 0.
        package let lines: ClosedRange<Int>
        /// True within a quote, a list or another block.
        package var isInner = false
    }

    /// The version of cmark-gfm, such as "0.29.0.gfm.6"; nil if the library does not say.
    package static var libraryVersion: String? { cmark_version_string().map { String(cString: $0) } }

    /// Returns all headings in text order, including those in quotes and lists.
    ///
    /// Lines are those of CommonMark (0.31, section 2.1): they end with a line feed, a carriage return, or both.
    package static func headings(in text: String) -> [Heading] {
        guard mayHaveHeadings(text), let tree = MarkdownTree(text) else { return [] }
        var lines: [Substring.UTF8View]?
        return tree.nodes(of: CMARK_NODE_HEADING).map { node in
            var start = max(node.startLine - 1, 0)
            var end = max(node.endLine - 1, start)
            if end > start {
                let known =
                    lines ?? withLineFeeds(text)[...].utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
                lines = known
                // cmark-gfm includes the line after a setext heading, unless the text ends there.
                end = (start + 1...end).first { $0 < known.count && isUnderline(known[$0]) } ?? end
                // It also counts definitions of links above the heading to it.
                while start + 1 < end, isDefinition(known[start]) { start += 1 }
            }
            return Heading(
                level: node.level, title: node.rawPlainText.trimmed, lines: start...end,
                isInner: cmark_node_parent(node.pointer) != tree.root.pointer)
        }
    }

    /// Returns false for most texts without headings; parsing costs many times as much as looking.
    private static func mayHaveHeadings(_ text: String) -> Bool {
        // The underline of a heading ends its line, whatever quotes and lists it is in.
        var last: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "#"): return true
            case 0x0A, 0x0D: if last == UInt8(ascii: "-") || last == UInt8(ascii: "=") { return true }
            case 0x20, 0x09: continue
            default: break
            }
            last = byte
        }
        return last == UInt8(ascii: "-") || last == UInt8(ascii: "=")
    }

    /// Returns true if a line can underline a heading, even within a quote.
    static func isUnderline(_ line: Substring.UTF8View) -> Bool {
        LineCursor(line.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }).isUnderline
    }

    /// Returns true if a line begins like the definition of a link (CommonMark 4.7).
    private static func isDefinition(_ line: Substring.UTF8View) -> Bool {
        Substring(line).contains(/^ {0,3}\[[^\]]+\]:/)
    }

    /// Returns the text with every line ended by a line feed alone.
    package static func withLineFeeds(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
        return text.split(separator: /\r\n|\r/, omittingEmptySubsequences: false).joined(separator: "\n")
    }

    /// Returns a text with its character references, such as `&amp;`, replaced.
    package static func decoded(_ text: String) -> String { RawHTML.decoded(text) }

    /// Returns the text without markup, one line per paragraph.
    package static func plainText(_ text: String) -> String {
        // A note of one word would be read as a link definition.
        guard let tree = MarkdownTree(LinkLabels.withPlainNotes(text) { _ in true }) else { return text }
        RawHTML.keepHarmless(in: tree)
        return tree.root.rawPlainText.replacing(RawHTML.breakMark, with: " ").trimmed
    }
}

extension StringProtocol {
    /// The text without leading and trailing whitespace.
    var trimmed: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
