package import Markdown

/// A part of a section's text: whole paragraphs, or words within one.
///
/// Paragraphs are the blocks that `Markdown.Block.isParagraph` describes.
package struct Excerpt: Sendable, Equatable {
    /// The section as it was when the excerpt was chosen.
    package let entry: Outline.Entry
    /// The number of the first paragraph and of the last one, counted from 1.
    package let paragraphs: ClosedRange<Int>
    /// The place in the section's text.
    package let range: Range<String.Index>
    /// True for whole paragraphs, false for words within one.
    package let isWhole: Bool
    /// The kind of the paragraph, or of the first of several.
    package let kind: MarkdownNode.Kind

    /// Takes whole paragraphs, or the words at `range` within them; nil if the section has no such paragraphs.
    init?(_ entry: Outline.Entry, _ paragraphs: ClosedRange<Int>, words range: Range<String.Index>? = nil) {
        let blocks = Self.paragraphs(of: entry)
        guard paragraphs.lowerBound > 0, paragraphs.upperBound <= blocks.count else { return nil }
        let (first, last) = (blocks[paragraphs.lowerBound - 1], blocks[paragraphs.upperBound - 1])
        let whole = first.range.lowerBound..<last.range.upperBound
        (self.entry, self.paragraphs, self.range) = (entry, paragraphs, range ?? whole)
        (isWhole, kind) = (range ?? whole == whole, first.kind)
    }

    /// The paragraphs of a section's text.
    static func paragraphs(of entry: Outline.Entry) -> [Markdown.Block] {
        Markdown.blocks(in: entry.section.text?.text ?? "").filter(\.isParagraph)
    }

    /// Returns the paragraphs of a section's text, each as an excerpt.
    package static func all(of entry: Outline.Entry) -> [Excerpt] {
        paragraphs(of: entry).indices.compactMap { Excerpt(entry, $0 + 1...$0 + 1) }
    }

    /// The whole text of the section.
    package var body: String { entry.section.text?.text ?? "" }
    /// The excerpt itself.
    package var text: String { String(body[range]) }
    /// The text of the section before it, and behind it.
    package var around: (before: String, after: String) {
        (String(body[..<range.lowerBound]), String(body[range.upperBound...]))
    }

    /// Returns the numbers of the paragraphs in another text of the section: of those with the same text if there is only
    /// one such place, or else the present numbers; nil if neither are there.
    package func paragraphs(in other: Outline.Entry) -> ClosedRange<Int>? {
        if other.section.text?.text == body || !isWhole { return paragraphs }
        let count = Self.paragraphs(of: other).count
        let starts = (1...max(1, count)).filter { Excerpt(other, $0...$0 + paragraphs.count - 1)?.text == text }
        if starts.count == 1 { return starts[0]...starts[0] + paragraphs.count - 1 }
        return Excerpt(other, paragraphs) != nil ? paragraphs : nil
    }

    /// The number of words in the section's text besides the excerpt.
    package var wordsAround: Int { Prose.words(in: around.before) + Prose.words(in: around.after) }

    /// The address, such as `2.3:4`.
    package var address: String { Address.paragraphs(entry.path, paragraphs).text }

    /// Returns the section's text with another text in place of the excerpt, and every other byte as it is.
    ///
    /// Blank lines are added around whole paragraphs if the blocks beside them would otherwise read differently. Nil if
    /// the new text is empty, or would change these blocks, or makes other blocks of a paragraph of which only words are
    /// replaced.
    package func replaced(by new: String) -> String? {
        let (before, after) = around
        let new = isWhole ? Markdown.selfContained(Prose.body(new)) : new
        guard !new.allSatisfy(\.isWhitespace) else { return nil }
        let gaps = isWhole ? [("", ""), ("\n", ""), ("", "\n"), ("\n", "\n")] : [("", "")]
        return gaps.lazy.map { before + $0.0 + new + $0.1 + after }.first { keepsTheRest($0, isGone: false) }
    }

    /// The section's text without the paragraphs and the blank lines behind them, every other byte as it is.
    ///
    /// Nil if the blocks beside them would then read differently.
    package var remainder: String? {
        let (before, after) = around
        let gap = after.prefix(while: \.isWhitespace)
        let next = gap.lastIndex(where: \.isNewline).map { after.index(after: $0) } ?? gap.startIndex
        let text = Prose.body(gap.endIndex == after.endIndex ? before : before + after[next...])
        return keepsTheRest(text, isGone: true) ? text : nil
    }

    /// Returns true if the blocks before and behind the excerpt are the same in another text of the section, in which
    /// other blocks, or none if it is gone, are in its place.
    private func keepsTheRest(_ other: String, isGone: Bool) -> Bool {
        let (old, new) = (Self.blocks(in: body), Self.blocks(in: other))
        let own = old.filter { $0.range.overlaps(range) }.count
        let before = old.prefix { $0.range.upperBound <= range.lowerBound }.count
        let behind = old.count - before - own
        guard isGone ? new.count == before + behind : new.count > before + behind,
            isGone || isWhole || new.count == old.count && new[before].kind == old[before].kind
        else { return false }
        func isSame(_ first: Block, _ second: Block) -> Bool { first.kind == second.kind && first.text == second.text }
        return zip(old.prefix(before), new).allSatisfy(isSame)
            && zip(old.suffix(behind), new.suffix(behind)).allSatisfy(isSame)
    }

    private typealias Block = (kind: MarkdownNode.Kind, text: Substring, range: Range<String.Index>)

    private static func blocks(in text: String) -> [Block] {
        Markdown.blocks(in: text).map { ($0.kind, text[$0.range], $0.range) }
    }
}
