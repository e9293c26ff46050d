import Manuscript
import Platform

/// Notices a model that goes round in circles, while it streams.
///
/// Two signs, neither of which any prose shows: the end of the text is one piece four times over, or one sentence of five
/// words and more has come four times.
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

    /// The end of the text, as much of it as is looked at.
    private var bytes: [UInt8] = []
    private var unseen = 0
    private var sentences: [String: Int] = [:]
    private var line = ""

    /// Takes the next piece of the text; true where the model goes round in circles by now.
    mutating func sees(_ text: String) -> Bool {
        bytes.append(contentsOf: text.utf8)
        line += text
        unseen += text.utf8.count
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

    private var endIsPeriodic: Bool {
        let end = bytes.count
        for period in 4...Self.longest {
            let length = max(period * Self.times, Self.least)
            guard length <= end else { return false }
            var place = end - 1
            while place >= end - length + period, bytes[place] == bytes[place - period] { place -= 1 }
            guard place < end - length + period else { continue }
            // A rule of dashes or a table's empty cells say nothing, and are no circle either.
            if bytes[(end - period)...].contains(where: { $0 >= 0x80 || 0x41...0x5A ~= $0 & 0xDF }) { return true }
        }
        return false
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
