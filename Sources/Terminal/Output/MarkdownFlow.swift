import Markdown

/// Turns streamed Markdown into lines: final ones, and those of the block in progress; pure.
///
/// A block is final when the next one begins. The same applies to list items and lines of code; a long paragraph
/// becomes final line by line, up to the last place where no emphasis, code or link is open. The lines do not depend on
/// how the text is cut into pieces. A reference whose definition comes later stays as it is written.
struct MarkdownFlow {
    /// The block above the pending text.
    private enum Lead {
        case nothing
        case block
        /// Lines of the same code block.
        case code
        /// Items of the same list, with the number of the next one, and whether a blank line comes before it.
        case items(next: Int, isApart: Bool)
        /// The beginning of the same paragraph, with its last line, which may continue.
        case paragraph([Glyph])
    }

    private static let mostDefinitions = 16_384

    private let styler: TextStyler
    private var splitter = MarkdownSplitter()
    private var pending = ""
    private var definitions = ""
    private var lead = Lead.nothing
    /// True if a line was completed since blocks were last separated.
    private var hasNewLine = false

    init(styler: TextStyler) { self.styler = styler }

    /// Takes more text, cleaned and with no character cut; returns the lines that are now final.
    mutating func take(_ text: String, width: Int) -> [[Glyph]] {
        var lines: [[Glyph]] = []
        for piece in splitter.take(text) {
            switch piece {
            case .text(let text):
                pending += text
                hasNewLine = hasNewLine || text.utf8.contains(UInt8(ascii: "\n"))
            case .cut: lines += cutParagraph(width: width)
            case .definition(let line):
                lines += finish(width: width)
                if definitions.utf8.count < Self.mostDefinitions { definitions += line }
            }
        }
        return lines + settle(width: width)
    }

    /// Returns the remaining lines; the next text starts anew.
    mutating func end(width: Int) -> [[Glyph]] {
        pending += splitter.end()
        let lines = finish(width: width)
        self = MarkdownFlow(styler: styler)
        return lines
    }

    /// Returns the lines of the block in progress, as far as it can be shown.
    func open(width: Int) -> [[Glyph]] {
        guard let source = Source(shown, definitions) else { return [] }
        var copy = self
        // A block that looks like a table is shown once the next line confirms it.
        let mayBeTable = source.blocks.last.map { $0.kind == .paragraph && $0.plainText.first == "|" } ?? false
        return copy.render(mayBeTable ? source.blocks.dropLast() : source.blocks, of: source, width: width)
    }

    // MARK: - Cutting

    /// Makes all pending text final and returns its lines.
    private mutating func finish(width: Int) -> [[Glyph]] {
        defer { (pending, hasNewLine) = ("", false) }
        guard let source = Source(pending, definitions) else { return [] }
        return render(source.blocks, of: source, width: width)
    }

    /// Makes the paragraph's lines final, except for the last one, on which the text continues.
    private mutating func cutParagraph(width: Int) -> [[Glyph]] {
        guard let source = Source(pending, definitions), source.blocks.last?.kind == .paragraph else { return [] }
        var lines = render(source.blocks, of: source, width: width)
        lead = .paragraph(lines.removeLast() + Glyph.glyphs(of: " "))
        (pending, hasNewLine) = ("", false)
        return lines
    }

    /// Makes everything final that something else follows; only whole lines count, since part of a line is ambiguous.
    private mutating func settle(width: Int) -> [[Glyph]] {
        guard hasNewLine, let end = pending.utf8.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        hasNewLine = false
        let whole = pending[...end]
        guard let source = Source(String(whole), definitions), let last = source.blocks.last else { return [] }
        let rest = pending[pending.utf8.index(after: end)...]
        if source.isClosed(last) {
            pending = String(rest)
            return render(source.blocks, of: source, width: width)
        }
        var lines: [[Glyph]] = []
        if source.blocks.count > 1, let start = source.line(of: last) {
            lines = render(Array(source.blocks.dropLast()), of: source, width: width)
            pending = source.text(from: start) + rest
        }
        return lines + settle(within: last, of: source, rest: rest, width: width)
    }

    private mutating func settle(
        within last: MarkdownNode, of source: Source, rest: Substring, width: Int
    ) -> [[Glyph]] {
        let items = last.kind == .list ? last.children : []
        if items.count > 1, let item = items.last, let start = source.line(of: item) {
            let lines = render([last], of: source, width: width, items: Array(items.dropLast()))
            lead = .items(
                next: number(of: last) + items.count - 1,
                isApart: TerminalMarkdown(source.tree, styler: styler).isApart(item)
            )
            pending = source.text(from: start) + rest
            return lines
        }
        let count = last.fence != nil ? last.literal.utf8.count { $0 == UInt8(ascii: "\n") } : 0
        guard count > 0, let start = source.line(of: last) else { return [] }
        let lines = render([last], of: source, width: width)
        lead = .code
        pending = source.text(from: start, count: 1) + source.text(from: start + 1 + count) + rest
        return lines
    }

    private func number(of list: MarkdownNode) -> Int {
        if case .items(let next, _) = lead { next } else { list.firstNumber }
    }

    // MARK: - Lines

    /// Returns the lines of blocks, joined to the text above them.
    ///
    /// Of a list, only the given items are rendered. Without `items`, `lead` is `.block` afterwards.
    private mutating func render(
        _ blocks: [MarkdownNode], of source: Source, width: Int, items: [MarkdownNode]? = nil
    ) -> [[Glyph]] {
        let markdown = TerminalMarkdown(source.tree, styler: styler)
        var lines: [[Glyph]] = []
        for node in blocks {
            var isApart = true
            var block: [[Glyph]]
            switch (lead, node.kind) {
            case (.paragraph(let before), .paragraph):
                block = markdown.inline.lines(of: node, width: width, before: before)
                isApart = false
            case (.code, .codeBlock):
                block = markdown.block(node, width: width)
                isApart = false
            case (.items(let next, let apart), .list):
                block = markdown.list(node, items ?? node.children, from: next, width: width)
                isApart = apart
            case (_, .list): block = markdown.list(node, items ?? node.children, from: node.firstNumber, width: width)
            default: block = markdown.block(node, width: width)
            }
            if case .paragraph(let before) = lead, isApart { lines += before.lines(width: width) }
            if case .nothing = lead { isApart = false }
            guard !block.isEmpty else {
                switch lead {
                case .paragraph, .code: lead = .block
                default: break
                }
                continue
            }
            if isApart { lines.append([]) }
            lines += block
            // An unfinished list keeps its number until it is known what follows.
            if items == nil { lead = .block }
        }
        if blocks.isEmpty, case .paragraph(let before) = lead { lines += before.lines(width: width) }
        return lines
    }

    /// The pending text without its ambiguous end and with open marks closed.
    private var shown: String {
        var text = pending[...]
        if splitter.isInCode {
            let line = text.lastIndex(of: "\n").map { text[text.index(after: $0)...] } ?? text
            if !line.isEmpty, line.allSatisfy({ $0 == "`" || $0 == "~" || $0 == " " }) {
                text = text[..<line.startIndex]
            }
            return String(text)
        }
        text = text.dropLast(splitter.marks.undecided)
        for _ in 0..<splitter.marks.links {
            guard let place = text.lastIndex(of: "[") else { break }
            text = text[..<place]
            if text.last == "!" { text.removeLast() }
        }
        let line = text.lastIndex(of: "\n").map { text[text.index(after: $0)...] } ?? text
        let isUncertain = line.allSatisfy { "-=*_+#>~`|:. )0123456789".contains($0) }
        let content = line.drop { $0 == " " }
        let isHidden = !line.isEmpty && (isUncertain || Fence(opening: content) != nil)
        if isHidden { text = text[..<line.startIndex] }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return isHidden ? String(text) : text + splitter.marks.closers
    }
}

/// A text and its blocks.
private struct Source {
    let tree: MarkdownTree
    let blocks: [MarkdownNode]
    private let lines: [Substring]
    private let offset: Int

    /// Parses a text; nil if memory runs out.
    init?(_ text: String, _ definitions: String) {
        guard let tree = MarkdownTree(definitions.isEmpty ? text : definitions + "\n" + text) else { return nil }
        self.tree = tree
        blocks = tree.root.children
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        offset = definitions.isEmpty ? 0 : definitions.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    }

    /// Returns true if nothing that follows can belong to the last block.
    func isClosed(_ last: MarkdownNode) -> Bool {
        switch last.kind {
        case .heading, .thematicBreak: return true
        case .paragraph, .table, .blockQuote:
            return lines.dropLast().last.map { $0.allSatisfy { $0 == " " || $0 == "\t" } } ?? false
        default: return false
        }
    }

    /// Returns the line on which a node begins, counted from 0; nil if the parser does not say.
    func line(of node: MarkdownNode) -> Int? {
        let line = node.startLine - 1 - offset
        return lines.indices.contains(line) ? line : nil
    }

    /// Returns `count` lines from the given one, or all that follow, with their line ends.
    func text(from start: Int, count: Int? = nil) -> String {
        lines.dropFirst(start).prefix(count ?? lines.count).joined(separator: "\n") + (count == nil ? "" : "\n")
    }
}
