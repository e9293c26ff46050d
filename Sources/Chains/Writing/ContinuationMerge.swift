import Manuscript
import Markdown

/// Joins a continuation to its base while it streams.
///
/// Models that are asked to go on often say the last sentence again, or all of it. The text is held back while it may still be
/// such a repetition: the longest end of the base that the continuation begins with, from the start of a word on and whatever the
/// white space, is left out.
struct ContinuationMerge {
    private let seam: ResumePoint
    /// The base with every run of white space as one space.
    private let signs: [Character]
    /// Places in `signs` from which on the continuation may be a repetition, rising.
    private var starts: [Int]
    /// Where the base's last line begins in `signs`, if it is made of marks alone: the end of code, or of a table's head.
    private let markedLine: Int?
    private var held = ""
    /// The signs of `held` as far as they are certain.
    private var said: [Character] = []
    /// The last character that came, to which marks may still belong.
    private var unsure = ""
    /// Whether white space stands behind them.
    private var isSpaced = false
    /// How many signs were compared with the starts that are left.
    private var compared = 0
    /// Whether what may stand before code that goes on was looked at.
    private var isBehindOpening: Bool
    private var isJoined = false
    /// So many starts at the most are compared each time more comes.
    private static let few = 8
    private static let leastMarks = 3

    init(_ seam: ResumePoint) {
        self.seam = seam
        isBehindOpening = !seam.isInFence
        let base = Self.signs(of: seam.base)
        // Marks alone, such as the end of a row or of bold text, are no repetition, unless they are a line of a table.
        let lastWord = base.lastIndex { $0.isLetter || $0.isNumber } ?? -1
        let lastLine =
            base.count - Self.signs(of: String(seam.base.split(whereSeparator: \.isNewline).last ?? "")).count
        starts = base.indices.filter {
            ($0 <= lastWord || $0 == lastLine && base.count - $0 >= Self.leastMarks) && Self.isWordStart($0, base)
        }
        markedLine = lastLine > lastWord ? lastLine : nil
        signs = base
    }

    /// Takes the next piece and gives what is to be appended to the base by now.
    mutating func push(_ piece: String) -> String {
        if isJoined { return piece }
        held += piece
        unsure += piece
        return join(isLast: false)
    }

    /// Says that nothing more comes, and gives the rest.
    mutating func finish() -> String { isJoined ? "" : join(isLast: true) }

    private mutating func join(isLast: Bool) -> String {
        if !isBehindOpening {
            guard let inner = Self.withoutOpening(held, isLast: isLast) else { return "" }
            (held, unsure, isBehindOpening) = (inner, inner, true)
        }
        listen(isLast: isLast)
        guard !said.isEmpty else { return "" }
        // Many starts are compared each time the text has doubled, so that all of it takes time in proportion to the text.
        if !isLast, starts.count > Self.few, said.count < 2 * compared { return "" }
        compare()
        // Marks that go on, such as "```" in "```swift", are not that line again.
        if let line = markedLine, said.count >= signs.count - line, !held.isEnd(behind: signs.count - line) {
            starts.removeAll { $0 == line }
        }
        let isUndecided = starts.contains { signs.count - $0 > said.count } && !isFence(said, isLast: isLast)
        let whole = starts.first { signs.count - $0 <= said.count }
        if isUndecided, !isLast { return "" }
        if whole == nil, !isLast, !held.hasFirstWord { return "" }
        isJoined = true
        if let whole { return held.rest(behind: signs.count - whole) }
        // All that came says again what the base says.
        if isUndecided { return "" }
        return held.first?.isWhitespace == true && !seam.base.isEmpty
            ? held : seam.separator(before: held) + held.drop { $0.isWhitespace }
    }

    /// Takes the signs of what came; white space at its end may go on.
    private mutating func listen(isLast: Bool) {
        // What comes next may still belong to the last character.
        let last = isLast ? nil : unsure.popLast()
        for character in unsure {
            if !character.isWhitespace {
                if isSpaced, !said.isEmpty { said.append(" ") }
                isSpaced = false
                said.append(character)
            } else {
                isSpaced = true
            }
        }
        unsure = last.map(String.init) ?? ""
    }

    /// Leaves the starts from which on the base says what came.
    private mutating func compare() {
        if starts.count > Self.few, let first = starts.first {
            let lengths = (said + signs[first...]).overlaps
            starts = starts.filter { start in
                lengths[said.count + start - first] >= min(said.count, signs.count - start)
            }
        } else {
            starts = starts.filter { start in
                let end = min(signs.count - start, said.count)
                return compared >= end || signs[(start + compared)..<(start + end)].elementsEqual(said[compared..<end])
            }
        }
        compared = said.count
    }

    /// Whether all that came is the end of the code that is open, and not the beginning of what the base says.
    private func isFence(_ said: [Character], isLast: Bool) -> Bool {
        isLast && seam.fence?.isClosed(by: String(said)) == true
    }

    private static func signs(of text: String) -> [Character] {
        var signs: [Character] = []
        for character in text {
            if !character.isWhitespace {
                signs.append(character)
            } else if signs.last != " " {
                signs.append(" ")
            }
        }
        return signs
    }

    private static func isWordStart(_ index: Int, _ signs: [Character]) -> Bool {
        guard signs[index] != " " else { return false }
        guard index > 0, isWordPart(signs[index - 1]) else { return true }
        return !isWordPart(signs[index])
    }

    /// A letter or digit of a script that puts spaces between words.
    private static func isWordPart(_ sign: Character) -> Bool {
        guard sign.isLetter || sign.isNumber else { return false }
        return Prose.words(in: String([sign, sign])) < 2
    }

    /// Code that goes on without a new opening line and without a remark before it; nil where that is not certain yet.
    private static func withoutOpening(_ text: String, isLast: Bool) -> String? {
        var rest = text[...]
        while true {
            let line = rest.drop(while: \.isNewline).prefix { !$0.isNewline }
            // A line so long is neither a remark nor the opening of code.
            guard line.endIndex < rest.endIndex || isLast || line.utf8.count > 400 else { return nil }
            let plain = line.trimmed
            let isOpening = Fence(opening: plain)?.info.isEmpty == false
            guard isOpening || (!plain.isEmpty && Phrases.isPreamble(plain)) else { return String(rest) }
            rest = rest[line.endIndex...]
            if isOpening { return String(rest) }
        }
    }
}

extension String {
    /// The text behind so many signs, each a character or a run of white space; white space at its head does not count.
    fileprivate func rest(behind count: Int) -> String {
        var index = firstIndex { !$0.isWhitespace } ?? endIndex
        var left = count
        while left > 0, index < endIndex {
            let isSpace = self[index].isWhitespace
            index = self.index(after: index)
            if isSpace { while index < endIndex, self[index].isWhitespace { index = self.index(after: index) } }
            left -= 1
        }
        return String(self[index...])
    }

    /// Whether more than the first word has come, which tells an item or a row from prose; some scripts have no spaces.
    fileprivate var hasFirstWord: Bool {
        let text = drop { $0.isWhitespace }
        return text.contains { $0.isNewline } || text.drop { !$0.isWhitespace }.contains { !$0.isWhitespace }
            || text.count > 8
    }

    /// Whether nothing, or white space, stands behind so many signs.
    fileprivate func isEnd(behind count: Int) -> Bool { rest(behind: count).first?.isWhitespace ?? true }
}
