import Manuscript
import Platform

/// Detects endless repetition in a model's text while it streams.
///
/// It looks for three signs, none of which occurs in ordinary prose: the text ends with the same piece four times over,
/// a sentence of five words or more has occurred four times, or no word has occurred for a long time. The check takes
/// time proportional to the text.
struct RepetitionGuard: Sendable {
    /// The number of occurrences that counts as endless repetition.
    private static let times = 4
    /// The maximum length in bytes of a repeated piece at the end of the text.
    private static let longest = 400
    /// The minimum length in bytes of a repetition; a row of dashes or a table's rule is shorter.
    private static let least = 160
    /// The number of bytes between two checks.
    private static let stride = 256
    /// The maximum length in characters of a compared sentence; without it, text without sentence ends would be reread.
    private static let longestSentence = 1000

    /// The number of bytes without a letter or digit that counts as silence; no rule or drawing is this long.
    private static let longestSilence = 2000

    /// The end of the text, as far as it is examined.
    private var bytes: [UInt8] = []
    private var unseen = 0
    private var sentences: [String: Int] = [:]
    private var line = ""
    /// The number of bytes since the last letter or digit.
    private var silence = 0

    /// Takes the next piece of the text; returns true once the model repeats itself endlessly.
    ///
    /// Pieces may be of any length: a repetition in the middle of a long piece is detected too.
    mutating func sees(_ text: String) -> Bool {
        var piece = ""
        for scalar in text.unicodeScalars {
            piece.unicodeScalars.append(scalar)
            guard piece.utf8.count >= Self.stride else { continue }
            if take(piece) { return true }
            piece = ""
        }
        return take(piece)
    }

    private mutating func take(_ text: String) -> Bool {
        bytes.append(contentsOf: text.utf8)
        line += text
        unseen += text.utf8.count
        listen(to: text)
        if silence > Self.longestSilence { return true }
        guard unseen >= Self.stride else { return false }
        unseen = 0
        bytes.removeFirst(max(0, bytes.count - Self.longest * Self.times))
        return countSentences() || endIsPeriodic
    }

    private mutating func countSentences() -> Bool {
        var start = line.startIndex
        // The last sentence may be incomplete.
        for end in Sentences.ends(in: line) where end < line.endIndex {
            let sentence = line[start..<end].trimmed
            start = end
            guard Prose.words(in: sentence) >= 5 else { continue }
            sentences[sentence.lowercased(), default: 0] += 1
            if sentences[sentence.lowercased(), default: 0] >= Self.times { return true }
        }
        line = String(line[start...].suffix(Self.longestSentence))
        return false
    }

    private mutating func listen(to text: String) {
        for scalar in text.unicodeScalars {
            silence = Self.isWordPart(scalar) ? 0 : silence + UTF8.width(scalar)
        }
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private var endIsPeriodic: Bool {
        // For each period, the length over which the reversed text equals itself shifted by that period.
        let same = Array(bytes.reversed()).overlaps
        for period in 4...Self.longest {
            let length = max(period * Self.times, Self.least)
            guard length <= bytes.count else { return false }
            guard same[period] >= length - period else { continue }
            // A rule, a frame or a table's empty cells have no words, but are not endless repetition.
            let piece = String(decoding: bytes.suffix(2 * period), as: UTF8.self).unicodeScalars
            if piece.contains(where: { Self.isWordPart($0) || $0.properties.isEmojiPresentation }) { return true }
        }
        return false
    }

    /// Returns true if a text says nothing: it has no words, or consists of one short piece at least four times over.
    static func saysNothing(_ text: String) -> Bool {
        var signs: [Unicode.Scalar] = []
        for scalar in text.lowercased().unicodeScalars {
            if isWordPart(scalar) { signs.append(scalar) } else if signs.last != " " { signs.append(" ") }
        }
        if signs.first == " " { signs.removeFirst() }
        guard !signs.isEmpty else { return true }
        if signs.last != " " { signs.append(" ") }
        let lengths = signs.overlaps
        let period = lengths.indices.dropFirst().first {
            lengths[$0] == signs.count - $0 || lengths[$0] + 1 == signs.count - $0
        }
        return period.map { $0 * times <= signs.count } ?? false
    }

    /// Returns a text that ended in repetition up to its first repeated sentence.
    static func opened(_ text: String) -> String {
        var seen: Set<String> = []
        var kept: [String] = []
        for block in text.components(separatedBy: "\n") {
            var line = ""
            var start = block.startIndex
            for end in Sentences.ends(in: block) + [block.endIndex] where end > start {
                let sentence = String(block[start..<end])
                start = end
                if Prose.words(in: sentence) >= 5, !seen.insert(sentence.trimmed.lowercased()).inserted {
                    return Prose.body((kept + [line]).joined(separator: "\n"))
                }
                line += sentence
            }
            kept.append(line)
        }
        return Prose.body(kept.joined(separator: "\n"))
    }
}
