import CMarkGFM

extension Markdown {
    /// A top-level block of a text.
    package struct Block: Sendable, Equatable {
        package let kind: MarkdownNode.Kind
        /// The place of the block in the text, without the line end behind it.
        package let range: Range<String.Index>
        /// True for what a reader counts as a paragraph: a paragraph, list, code block, table, quote or HTML block, but
        /// neither a heading, a thematic break nor a comment.
        package let isParagraph: Bool
    }

    /// Returns the top-level blocks of a text in order; definitions of links and notes are not among them.
    ///
    /// ```swift
    /// Markdown.blocks(in: "Flour.\n\n- salt\n\n- water").map(\.kind)  // [.paragraph, .list]
    /// ```
    package static func blocks(in text: String) -> [Block] {
        guard let tree = MarkdownTree(text, hasNotes: true) else { return [] }
        let lines = lineRanges(of: text)
        let definitions = definitionLines(in: text)
        var blocks: [Block] = []
        var next = 0
        // The parser puts notes at the end, wherever they are in the text.
        for node in tree.root.children.filter({ $0.kind != .other }).sorted(by: { $0.startLine < $1.startLine }) {
            var first = max(node.startLine - 1, next)
            // It also counts definitions above a paragraph to it.
            while node.kind == .paragraph || node.kind == .heading, definitions.contains(first) { first += 1 }
            var last = min(node.endLine, lines.count) - 1
            if node.kind == .heading, last > first, !isUnderline(text[lines[last]].utf8) { last -= 1 }
            while last > first, text[lines[last]].allSatisfy(\.isWhitespace) { last -= 1 }
            guard first <= last, lines.indices.contains(first) else { continue }
            let isComment = node.kind == .htmlBlock && node.rawLiteral.trimmed.utf8.starts(with: "<!--".utf8)
            let isOther = node.kind == .heading || node.kind == .thematicBreak || isComment
            blocks.append(
                Block(
                    kind: node.kind, range: lines[first].lowerBound..<lines[last].upperBound, isParagraph: !isOther))
            next = last + 1
        }
        return blocks
    }

    /// Returns the lines, without their ends, as CommonMark counts them (0.31, section 2.1).
    private static func lineRanges(of text: String) -> [Range<String.Index>] {
        var lines: [Range<String.Index>] = []
        var (start, place) = (text.startIndex, text.startIndex)
        while place < text.endIndex {
            let byte = text.utf8[place]
            let end = place
            place = text.utf8.index(after: place)
            guard byte == 0x0A || byte == 0x0D else { continue }
            if byte == 0x0D, place < text.endIndex, text.utf8[place] == 0x0A { place = text.utf8.index(after: place) }
            lines.append(start..<end)
            start = place
        }
        return lines + [start..<text.endIndex]
    }

    /// Returns the lines, counted from 0, of the definitions of links.
    private static func definitionLines(in text: String) -> Set<Int> {
        guard text.contains("]:") else { return [] }
        let lines = MarkdownLines(withLineFeeds(text))
        var (found, line, followsLink) = (Set<Int>(), 0, false)
        while line < lines.count {
            let definition = LabelDefinition(lines, at: line, followsLink: followsLink)
            followsLink = definition?.kind == .link
            let last = followsLink ? definition?.lastLine ?? line : line
            if followsLink { found.formUnion(line...last) }
            line = last + 1
        }
        return found
    }
}
