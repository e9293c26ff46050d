import Manuscript
import Platform

/// Notices a model that goes round in circles, while it streams.
///
/// Three signs, none of which any prose shows: the end of the text is one piece four times over, one sentence of five words
/// and more has come four times, or no word has come for a long while. Time is proportional to the text.
struct RepetitionGuard: Sendable {
    /// How often a piece or a sentence comes before it is a circle.
    private static let times = 4
    /// Bytes of the longest piece that is looked for at the end of the text.
    private static let longest = 400
    /// Bytes that a circle takes at the least: a row of dashes or a table's rule is none.
    private static let least = 160
    /// Bytes between two looks.
    private static let stride = 256
    /// Characters of the longest sentence that is compared; without a bound a text that has no end would be read again and
    /// again.
    private static let longestSentence = 1000

    /// Bytes without a letter or digit after which a model says nothing any more; no rule and no drawing is so long.
    private static let longestSilence = 2000

    /// The end of the text, as much of it as is looked at.
    private var bytes: [UInt8] = []
    private var unseen = 0
    private var sentences: [String: Int] = [:]
    private var line = ""
    /// Bytes since the last letter or digit.
    private var silence = 0

    /// Takes the next piece of the text; true where the model goes round in circles by now.
    ///
    /// Pieces may be of any length: a circle within a long one, with an end that is none, is seen too.
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
        // The last sentence may not be over yet.
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
        // For each period, how far the end of the text goes on being equal to itself, read backwards.
        let same = Array(bytes.reversed()).overlaps
        for period in 4...Self.longest {
            let length = max(period * Self.times, Self.least)
            guard length <= bytes.count else { return false }
            guard same[period] >= length - period else { continue }
            // A rule, a frame or a table's empty cells say nothing, and are no circle either.
            let piece = String(decoding: bytes.suffix(2 * period), as: UTF8.self).unicodeScalars
            if piece.contains(where: { Self.isWordPart($0) || $0.properties.isEmojiPresentation }) { return true }
        }
        return false
    }

    /// Whether a text says nothing: it has no words, or is one short piece four times over and no more.
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

    /// A text that ended in a circle, up to where the circle was closed for the first time.
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
