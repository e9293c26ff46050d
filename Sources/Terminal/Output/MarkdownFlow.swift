import Markdown

/// Markdown that comes piece by piece, as lines: those that are shown for good, and those of the block in progress; pure.
///
/// A block is finished when the next one begins; an item of a list and a line of code likewise, and a long paragraph line by
/// line up to the last place where no emphasis, code or link is open. The lines that come out are the same however the
/// text is cut. A reference to an address that is only said later stays as it is written.
struct MarkdownFlow {
    /// What stands above what is pending.
    private enum Lead {
        case nothing
        case block
        /// Lines of the same code.
        case code
        /// Items of the same list, with the next one's number, and whether it stands apart.
        case items(next: Int, isApart: Bool)
        /// The beginning of the same paragraph, of which that much stands on a line that may go on.
        case paragraph([Glyph])
    }

    private static let mostDefinitions = 16_384

    private let styler: TextStyler
    private var splitter = MarkdownSplitter()
    private var pending = ""
    private var definitions = ""
    private var lead = Lead.nothing
    /// Whether a line was completed since the blocks were last told apart.
    private var hasNewLine = false

    init(styler: TextStyler) { self.styler = styler }

    /// Takes more text, clean and with no character cut; the lines that are shown for good from now on.
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

    /// What is left; the next text begins anew.
    mutating func end(width: Int) -> [[Glyph]] {
        pending += splitter.end()
        let lines = finish(width: width)
        self = MarkdownFlow(styler: styler)
        return lines
    }

    /// The lines of the block in progress, as far as it can be shown.
    func open(width: Int) -> [[Glyph]] {
        guard let source = Source(shown, definitions) else { return [] }
        var copy = self
        // What begins like a table is shown once the next line has said so.
        let mayBeTable = source.blocks.last.map { $0.kind == .paragraph && $0.plainText.first == "|" } ?? false
        return copy.render(mayBeTable ? source.blocks.dropLast() : source.blocks, of: source, width: width)
    }

    // MARK: - Cutting

    /// Everything that is pending is shown for good.
    private mutating func finish(width: Int) -> [[Glyph]] {
        defer { (pending, hasNewLine) = ("", false) }
        guard let source = Source(pending, definitions) else { return [] }
        return render(source.blocks, of: source, width: width)
    }

    /// The paragraph's lines are shown for good, but for the last one, on which it goes on.
    private mutating func cutParagraph(width: Int) -> [[Glyph]] {
        guard let source = Source(pending, definitions), source.blocks.last?.kind == .paragraph else { return [] }
        var lines = render(source.blocks, of: source, width: width)
        lead = .paragraph(lines.removeLast() + Glyph.glyphs(of: " "))
        (pending, hasNewLine) = ("", false)
        return lines
    }

    /// Shows for good what is followed by something else; only whole lines count, since half a line may be anything.
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

    /// The lines of blocks under what stands above them, of a list only some items; what stands above is a block then.
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
            // A list that goes on keeps its number until it is known what follows.
            if items == nil { lead = .block }
        }
        if blocks.isEmpty, case .paragraph(let before) = lead { lines += before.lines(width: width) }
        return lines
    }

    /// The text that is pending, without what may yet mean something else and with what is open closed.
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

    /// Nil where there is nothing to be shown or memory is short.
    init?(_ text: String, _ definitions: String) {
        guard let tree = MarkdownTree(definitions.isEmpty ? text : definitions + "\n" + text) else { return nil }
        self.tree = tree
        blocks = tree.root.children
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        offset = definitions.isEmpty ? 0 : definitions.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    }

    /// Whether nothing that follows can belong to the last block.
    func isClosed(_ last: MarkdownNode) -> Bool {
        switch last.kind {
        case .heading, .thematicBreak: return true
        case .paragraph, .table, .blockQuote:
            return lines.dropLast().last.map { $0.allSatisfy { $0 == " " || $0 == "\t" } } ?? false
        default: return false
        }
    }

    /// The line on which a node begins, from 0; nil where the parser does not say.
    func line(of node: MarkdownNode) -> Int? {
        let line = node.startLine - 1 - offset
        return lines.indices.contains(line) ? line : nil
    }

    /// The lines from one on, all of which end.
    func text(from start: Int, count: Int? = nil) -> String {
        lines.dropFirst(start).prefix(count ?? lines.count).joined(separator: "\n") + (count == nil ? "" : "\n")
    }
}
