import Manuscript
import Markdown
import Platform

/// Joins a continuation to its base while it streams.
///
/// Models asked to continue often repeat the last sentence, or the whole text. The continuation is held back while it
/// may still be such a repetition. The merge then drops the longest suffix of the base that the continuation begins
/// with; the suffix must begin at the start of a word, and differences in whitespace are ignored.
struct ContinuationMerge {
    private let seam: ResumePoint
    /// The base with every run of whitespace as one space.
    private let signs: [Character]
    /// The indices in `signs` from which the continuation may repeat the base, ascending.
    private var starts: [Int]
    /// The start of the base's last line in `signs` if it has only marks: the end of code, or of a table header.
    private let markedLine: Int?
    private var held = ""
    /// The signs of `held` that are certain.
    private var said: [Character] = []
    /// The last character received, which later combining marks may still extend.
    private var unsure = ""
    /// True if whitespace follows the signs in `said`.
    private var isSpaced = false
    /// The number of signs already compared with the remaining starts.
    private var compared = 0
    /// True once a reopened code fence or a remark before continued code has been looked for.
    private var isBehindOpening: Bool
    private var isJoined = false
    /// The maximum number of starts that are compared with every new piece.
    private static let few = 8
    private static let leastMarks = 3

    init(_ seam: ResumePoint) {
        self.seam = seam
        isBehindOpening = !seam.isInFence
        let base = Self.signs(of: seam.base)
        // Marks alone, such as the end of a row or of bold text, are not a repetition, except for a line of a table.
        let lastWord = base.lastIndex { $0.isWordPart } ?? -1
        let lastLine =
            base.count - Self.signs(of: String(seam.base.split(whereSeparator: \.isNewline).last ?? "")).count
        starts = base.indices.filter {
            ($0 <= lastWord || $0 == lastLine && base.count - $0 >= Self.leastMarks) && Self.isWordStart($0, base)
        }
        markedLine = lastLine > lastWord ? lastLine : nil
        signs = base
    }

    /// Takes the next piece and returns the text to append to the base now.
    mutating func push(_ piece: String) -> String {
        if isJoined { return piece }
        held += piece
        unsure += piece
        return join(isLast: false)
    }

    /// Ends the continuation and returns the remaining text.
    mutating func finish() -> String { isJoined ? "" : join(isLast: true) }

    private mutating func join(isLast: Bool) -> String {
        if !isBehindOpening {
            guard let inner = Self.withoutOpening(held, isLast: isLast) else { return "" }
            (held, unsure, isBehindOpening) = (inner, inner, true)
        }
        listen(isLast: isLast)
        guard !said.isEmpty else { return "" }
        // Many starts are compared only when the text has doubled, so that the total time is proportional to the text.
        if !isLast, starts.count > Self.few, said.count < 2 * compared { return "" }
        compare()
        // Longer marks, such as "```swift" after "```", do not repeat the line.
        if let line = markedLine, said.count >= signs.count - line, !held.isEnd(behind: signs.count - line) {
            starts.removeAll { $0 == line }
        }
        let isUndecided = starts.contains { signs.count - $0 > said.count } && !isFence(said, isLast: isLast)
        let whole = starts.first { signs.count - $0 <= said.count }
        if isUndecided, !isLast { return "" }
        if whole == nil, !isLast, !held.hasFirstWord { return "" }
        isJoined = true
        if let whole { return held.rest(behind: signs.count - whole) }
        // The whole continuation repeats the base.
        if isUndecided { return "" }
        return held.first?.isWhitespace == true && !seam.base.isEmpty
            ? held : seam.separator(before: held) + held.drop { $0.isWhitespace }
    }

    /// Takes the signs of the new text; whitespace at its end may continue.
    private mutating func listen(isLast: Bool) {
        // The next piece may still extend the last character.
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

    /// Keeps only the starts from which the base matches the continuation.
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

    /// Returns true if the whole continuation closes the open code and does not begin a repetition.
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

    /// Returns true for a letter or digit of a script that separates words by spaces.
    private static func isWordPart(_ sign: Character) -> Bool {
        guard sign.isLetter || sign.isNumber else { return false }
        return Prose.words(in: String([sign, sign])) < 2
    }

    /// Returns continued code without a new opening line or a preceding remark; nil if that is not certain yet.
    private static func withoutOpening(_ text: String, isLast: Bool) -> String? {
        var rest = text[...]
        while true {
            let line = rest.drop(while: \.isNewline).prefix { !$0.isNewline }
            // A line this long is neither a remark nor an opening fence.
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
    /// Returns the text after the given number of signs (characters or runs of whitespace), without leading whitespace.
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

    /// True if more than one word has arrived, which tells an item or a row from prose; some scripts have no spaces.
    fileprivate var hasFirstWord: Bool {
        let text = drop { $0.isWhitespace }
        return text.contains { $0.isNewline } || text.drop { !$0.isWhitespace }.contains { !$0.isWhitespace }
            || text.count > 8
    }

    /// Returns true if whitespace or nothing follows the given number of signs.
    fileprivate func isEnd(behind count: Int) -> Bool { rest(behind: count).first?.isWhitespace ?? true }
}
