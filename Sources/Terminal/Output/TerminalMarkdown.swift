import Markdown
import Platform

/// Markdown shown on a terminal, wrapped to the width, with styles if the styler is on and with its marks if not.
///
/// Only code blocks, whose lines never wrap, can be wider than the width. Untrusted text is safe: anything that could
/// control the terminal is removed, even if entities encode it.
package struct TerminalMarkdown {
    /// Content narrower than this is not indented further.
    private static let least = 6
    /// Blocks nested deeper are shown as plain text, so that hostile text cannot exhaust the stack.
    private static let deepest = 32

    private let styler: TextStyler
    let inline: InlineMarkdown
    private let blankLines: Set<Int>
    private var depth = 0

    private var deeper: TerminalMarkdown {
        var deeper = self
        deeper.depth += 1
        return deeper
    }

    /// Shows the nodes of a tree.
    init(_ tree: MarkdownTree, styler: TextStyler) {
        self.styler = styler
        inline = InlineMarkdown(showsMarks: !styler.isOn, hasLinks: styler.hasLinks)
        blankLines = tree.blankLines
    }

    /// Returns a text as lines for a terminal `width` columns wide (8 at least), without a final newline.
    ///
    /// Given the terminal's `columns`, the background of code blocks extends to the end of their lines.
    package static func render(_ markdown: String, width: Int, styler: TextStyler, columns: Int? = nil) -> String {
        guard let tree = MarkdownTree(PlainText.clean(markdown)) else { return PlainText.clean(markdown) }
        return TerminalMarkdown(tree, styler: styler).blocks(tree.root.children, width: max(width, 8))
            .map { $0.painted(styler, filling: columns) }.joined(separator: "\n")
    }

    /// Returns blocks one below the other, separated by blank lines; inside a list item, only where the source has
    /// blank lines.
    private func blocks(_ nodes: [MarkdownNode], width: Int, inItem: Bool = false) -> [[Glyph]] {
        var lines: [[Glyph]] = []
        for node in nodes {
            let block = block(node, width: width)
            guard !block.isEmpty else { continue }
            if !lines.isEmpty, !inItem || isApart(node) { lines.append([]) }
            lines += block
        }
        return lines
    }

    /// Returns true if the source has a blank line before the node.
    func isApart(_ node: MarkdownNode) -> Bool { blankLines.contains(node.startLine - 1) }

    /// Returns the lines of one block.
    func block(_ node: MarkdownNode, width: Int) -> [[Glyph]] {
        guard depth < TerminalMarkdown.deepest else { return plain(node, width: width) }
        return switch node.kind {
        case .heading: heading(node, width: width)
        case .codeBlock: code(node)
        case .htmlBlock: html(node, width: width)
        case .thematicBreak: [Glyph.glyphs(of: String(repeating: "─", count: width), styles: [.dim])]
        case .blockQuote: quote(node, width: width)
        case .list: list(node, node.children, from: node.firstNumber, width: width)
        case .table: TerminalTable(node, inline: inline).lines(width: width)
        default: inline.lines(of: node, width: width)
        }
    }

    private func plain(_ node: MarkdownNode, width: Int) -> [[Glyph]] {
        node.plainText.wrapped(width: width).map { Glyph.glyphs(of: $0) }
    }

    private func heading(_ node: MarkdownNode, width: Int) -> [[Glyph]] {
        let mark = Glyph.glyphs(of: String(repeating: "#", count: node.level) + " ", styles: [.dim])
        let room = width - mark.width
        guard room >= TerminalMarkdown.least else { return inline.lines(of: node, width: width, styles: [.heading]) }
        let blank = Glyph.glyphs(of: String(repeating: " ", count: mark.width))
        return indented(inline.lines(of: node, width: room, styles: [.heading]), first: mark, rest: blank)
    }

    /// Returns the lines of code unchanged; with a background they begin at the margin, so that copying yields the
    /// exact code.
    private func code(_ node: MarkdownNode) -> [[Glyph]] {
        var lines = node.literal.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if lines.last?.isEmpty == true { lines.removeLast() }
        let isOnBackground = styler.background != nil
        return lines.map { line in
            if line.isEmpty { return isOnBackground ? [Glyph(text: "", width: 0, styles: [.block])] : [] }
            let text = (isOnBackground ? "" : "    ") + line.replacing("\t", with: "    ")
            return Glyph.glyphs(of: text, styles: [.block])
        }
    }

    private func html(_ node: MarkdownNode, width: Int) -> [[Glyph]] {
        var text = node.literal
        while text.last?.isNewline == true { text.removeLast() }
        return text.wrapped(width: width).map { Glyph.glyphs(of: $0, styles: [.dim]) }
    }

    private func quote(_ node: MarkdownNode, width: Int) -> [[Glyph]] {
        let bar = Glyph.glyphs(of: "│ ", styles: [.dim])
        guard width - bar.width >= TerminalMarkdown.least else {
            return deeper.blocks(node.children, width: width)
        }
        return indented(
            deeper.blocks(node.children, width: width - bar.width), first: bar, rest: bar)
    }

    /// Returns list items numbered from `number`; no item's appearance depends on those after it.
    func list(_ node: MarkdownNode, _ items: [MarkdownNode], from number: Int, width: Int) -> [[Glyph]] {
        let delimiter = node.isParenthesis ? ")" : "."
        var lines: [[Glyph]] = []
        for (index, item) in items.enumerated() {
            var mark = node.isOrdered ? "\(number + index)\(delimiter) " : "• "
            if let isDone = item.isDone { mark += isDone ? "[x] " : "[ ] " }
            if !lines.isEmpty, isApart(item) { lines.append([]) }
            lines += self.item(item, mark: mark, width: width)
        }
        return lines
    }

    private func item(_ node: MarkdownNode, mark: String, width: Int) -> [[Glyph]] {
        let first = Glyph.glyphs(of: mark, styles: [.accent])
        let room = width - first.width
        guard room >= TerminalMarkdown.least else {
            return first.lines(width: width) + deeper.blocks(node.children, width: width, inItem: true)
        }
        let blank = Glyph.glyphs(of: String(repeating: " ", count: first.width))
        var content = deeper.blocks(node.children, width: room, inItem: true)
        if content.isEmpty { content = [[]] }
        return indented(content, first: first, rest: blank)
    }

    private func indented(_ lines: [[Glyph]], first: [Glyph], rest: [Glyph]) -> [[Glyph]] {
        lines.enumerated().map { index, line in
            let prefix = index == 0 ? first : rest
            // A blank line keeps the bars of quotes, but no trailing spaces.
            return line.isEmpty ? Array(prefix.reversed().drop(while: \.isSpace).reversed()) : prefix + line
        }
    }
}
