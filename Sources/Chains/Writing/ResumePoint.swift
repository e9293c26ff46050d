import Manuscript
import Markdown

/// The point at which an interrupted text is resumed: after its last complete sentence, item, row or line of code.
struct ResumePoint: Equatable {
    /// The text up to the resume point; anything after it is written again.
    let base: String
    /// The whitespace that followed the base; nil if nothing did.
    let gap: String?
    /// The fence that the base leaves open; nil if the base does not end within fenced code.
    let fence: Fence?
    /// True if the base ends within fenced code.
    var isInFence: Bool { fence != nil }

    /// Cuts a text; the base is empty if the text has no complete sentence.
    init(_ text: String) {
        let text = Prose.body(text)
        var end = FenceScanner.open(after: text) != nil ? Self.lastLine(of: text) : Self.cut(text)
        let isAll = text[end...].allSatisfy(\.isWhitespace)
        while end > text.startIndex, text[text.index(before: end)].isWhitespace { end = text.index(before: end) }
        base = String(text[..<end])
        gap = isAll ? nil : String(text[end...].prefix { $0.isWhitespace })
        fence = FenceScanner.open(after: base)
    }

    /// True if the base ends in a list, a quote or a table.
    var isInList: Bool { !isInFence && Sentences.isStructural(Self.line(base)) }

    /// Returns the base joined with the part of a continuation that does not repeat it.
    func joined(with continuation: String) -> String {
        var joint = ContinuationMerge(self)
        let more = joint.push(continuation)
        return base + more + joint.finish()
    }

    /// Returns the separator between the base and a continuation without leading whitespace.
    func separator(before continuation: String) -> String {
        guard !base.isEmpty else { return "" }
        let first = String(continuation.prefix { !$0.isNewline })
        if isInFence { return "\n" }
        if Self.isFence(first) || Self.isFence(Self.line(base)) { return "\n\n" }
        if isInList || Sentences.isStructural(first) {
            return isInList && Self.mark(Self.line(base)) == Self.mark(first) ? "\n" : "\n\n"
        }
        if let gap { return gap }
        if let last = base.last, "。！？".contains(last) { return "" }
        let words = Prose.words(in: Prose.blocks(in: base).last ?? "")
        return words >= Self.fullParagraph ? "\n\n" : " "
    }

    /// The number of words after which a paragraph counts as finished and a new one begins.
    private static let fullParagraph = 60

    // MARK: - The cut

    /// Returns the end of the last complete sentence, item or row in prose, lists and tables.
    private static func cut(_ text: String) -> String.Index {
        var end = text.endIndex
        var table: (start: String.Index, bars: Int)?
        while end > text.startIndex {
            let head = text[..<end]
            let start = head.lastIndex(where: \.isNewline).map { text.index(after: $0) } ?? text.startIndex
            let line = String(text[start..<end])
            if let place = lastEnd(in: line), isWholeRow(line, at: start, in: text, of: &table) {
                return text.index(start, offsetBy: line.distance(from: line.startIndex, to: place))
            }
            end = start == text.startIndex ? start : text.index(before: start)
        }
        return text.startIndex
    }

    /// Returns true if a line is not a row, or has as many cells as the first row of its table.
    ///
    /// `table` remembers where the table of the last row began, so that the rows above it are read only once.
    private static func isWholeRow(
        _ row: String, at start: String.Index, in text: String, of table: inout (start: String.Index, bars: Int)?
    ) -> Bool {
        guard row.trimmed.hasPrefix("|") else { return true }
        if let table, start >= table.start { return bars(row) >= table.bars }
        var (first, top) = (row, start)
        while top > text.startIndex {
            let end = text.index(before: top)
            let above = text[..<end].lastIndex(where: \.isNewline).map { text.index(after: $0) } ?? text.startIndex
            let line = text[above..<end]
            guard line.drop(while: \.isWhitespace).first == "|" else { break }
            (first, top) = (String(line), above)
        }
        table = (top, bars(first))
        return bars(row) >= bars(first)
    }

    private static func bars(_ row: String) -> Int { row.replacing("\\|", with: "").count { $0 == "|" } }

    /// Returns the end of the complete part of a line; nil if no part is complete.
    private static func lastEnd(in line: String) -> String.Index? {
        let plain = line.trimmed
        if plain.isEmpty { return nil }
        if plain.hasPrefix("|") { return plain.count > 1 && plain.hasSuffix("|") ? line.endIndex : nil }
        if isFence(plain) || plain.hasSuffix(":") { return line.endIndex }
        // "1." is a list marker, not a sentence.
        let isItem = Sentences.isStructural(plain)
        let least = isItem ? line.firstIndex(of: " ") ?? line.endIndex : line.startIndex
        let word = line[least...].firstIndex { Prose.words(in: String($0)) > 0 }
        return word.flatMap { word in Sentences.ends(in: line).last { $0 > word } }
    }

    private static func lastLine(of text: String) -> String.Index {
        text.lastIndex(where: \.isNewline) ?? text.startIndex
    }

    private static func line(_ text: String) -> String { String(text.split(whereSeparator: \.isNewline).last ?? "") }

    /// Returns a marker for the kind of a list or table line: "-", "|", or "1" for any number.
    private static func mark(_ line: String) -> String {
        let plain = line.trimmed
        return plain.first?.isNumber == true ? "1" : String(plain.prefix(1))
    }

    private static func isFence(_ line: String) -> Bool { Fence(opening: line.trimmed) != nil }
}
