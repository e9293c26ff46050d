import CMarkGFM
import Platform

/// A text as plain text that keeps its meaning: targets of links, marks of quotes and lists, aligned tables.
package struct PlainPage {
    /// The plain text without line feeds at its ends.
    package let text: String

    /// Blocks nested deeper than this are rendered without their marks, so that hostile text cannot exhaust the stack.
    private static let deepest = 40

    /// Renders a text; notes stay as they are typed.
    package init(_ text: String) {
        // A note of one word would be read as a link definition.
        let math = MathSpans(LinkLabels.withPlainNotes(text) { _ in true })
        guard let tree = MarkdownTree(math.text) else {
            self.text = text
            return
        }
        RawHTML.keepHarmless(in: tree)
        let blocks = Self.blocks(tree.root, depth: 0).replacing(RawHTML.breakMark, with: " ")
        self.text = math.plain(blocks).trimmedLines
    }

    private static func blocks(_ node: MarkdownNode, depth: Int, isTight: Bool = false) -> String {
        node.children.map { block($0, depth: depth + 1) }.filter { !$0.isEmpty }
            .joined(separator: isTight ? "\n" : "\n\n")
    }

    private static func block(_ node: MarkdownNode, depth: Int) -> String {
        guard depth < deepest else { return node.plainText }
        switch node.kind {
        case .paragraph, .heading: return inline(node, depth: depth).trimmed
        case .codeBlock: return indented(node.plainText, by: "    ", first: "    ")
        case .htmlBlock: return ""
        case .thematicBreak: return "* * *"
        case .blockQuote:
            let inner = blocks(node, depth: depth)
            return inner.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")
        case .list: return list(node, depth: depth)
        case .table: return table(node, depth: depth)
        default: return blocks(node, depth: depth)
        }
    }

    private static func list(_ node: MarkdownNode, depth: Int) -> String {
        let isTight = cmark_node_get_list_tight(node.pointer) != 0
        let items = node.children.enumerated().map { index, item in
            let number = "\(node.firstNumber + index)\(node.isParenthesis ? ")" : ".") "
            let mark = node.isOrdered ? number : "- "
            let task = item.isDone.map { $0 ? "[x] " : "[ ] " } ?? ""
            let inner = blocks(item, depth: depth, isTight: isTight)
            return indented(inner, by: String(repeating: " ", count: mark.count), first: mark + task)
        }
        return items.joined(separator: isTight ? "\n" : "\n\n")
    }

    private static func indented(_ text: String, by blank: String, first: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
            index == 0 ? first + line : line.isEmpty ? "" : blank + line
        }.joined(separator: "\n")
    }

    // MARK: - Tables

    private static func table(_ node: MarkdownNode, depth: Int) -> String {
        let rows = node.children.map { row in
            row.children.map { inline($0, depth: depth).replacing("\n", with: " ").trimmed }
        }
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { $0.count > column ? width($0[column]) : 0 }.max() ?? 0
        }
        let alignments = node.alignments
        var lines = rows.map { row in
            row.enumerated().map { column, cell in
                let gap = widths[column] - width(cell)
                let before =
                    switch alignments.count > column ? alignments[column] : .left {
                    case .left: 0
                    case .center: gap / 2
                    case .right: gap
                    }
                return String(repeating: " ", count: before) + cell + String(repeating: " ", count: gap - before)
            }.joined(separator: "  ").trimmedEnd
        }
        if !lines.isEmpty {
            lines.insert(widths.map { String(repeating: "-", count: max(1, $0)) }.joined(separator: "  "), at: 1)
        }
        return lines.joined(separator: "\n")
    }

    private static func width(_ text: String) -> Int { text.reduce(0) { $0 + $1.displayWidth } }

    // MARK: - Phrases

    private static func inline(_ node: MarkdownNode, depth: Int) -> String {
        guard depth < deepest else { return node.plainText }
        return node.children.map { child in
            switch child.kind {
            case .text, .code: return child.literal
            case .softBreak, .lineBreak: return "\n"
            case .htmlInline: return ""
            case .link, .image: return link(child, depth: depth)
            default: return inline(child, depth: depth + 1)
            }
        }.joined()
    }

    private static func link(_ node: MarkdownNode, depth: Int) -> String {
        let (words, url) = (inline(node, depth: depth + 1), node.url)
        if url.isEmpty || url.hasPrefix("#") { return words }
        let isSame = [words, "http://\(words)", "https://\(words)", "mailto:\(words)"].contains(url)
        return words.isEmpty ? url : isSame ? words : "\(words) (\(url))"
    }
}

extension String {
    /// The text without empty lines at its start and white space at its end.
    fileprivate var trimmedLines: String { String(drop { $0 == "\n" }).trimmedEnd }

    fileprivate var trimmedEnd: String {
        var rest = self[...]
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
