import Manuscript
import Markdown
import Platform

/// Detects endless repetition in a model's text while it streams.
///
/// It looks for five signs: the text ends with the same piece over and over, repeated sentences of five words or more
/// make up most of the text, nearly all of the last sentences are nearly the same as earlier ones, a sentence goes on
/// for long with a handful of words, or no word has occurred for a long time. A refrain, a quotation or a row of equal
/// calls is none of these. Code may repeat itself for longer. The check takes time proportional to the text.
struct RepetitionGuard: Sendable {
    /// The number of occurrences of a sentence, and of a piece in a whole text, that may count as endless repetition.
    private static let times = 4
    /// The number of occurrences that count in any case; six verses may have the same refrain.
    private static let many = 8
    /// The maximum length in bytes of a repeated piece at the end of the text.
    private static let longest = 400
    /// The minimum length in bytes of a repetition; a table's rule or some equal rows are shorter.
    private static let least = 900
    /// The minimum length in bytes of a repetition in code, such as a dump of empty memory.
    private static let leastInCode = 4000
    /// The number of bytes between two checks.
    private static let stride = 256
    /// The maximum length in characters of a compared sentence; without it, text without sentence ends would be reread.
    private static let longestSentence = 1000
    /// The number of bytes of a line that show whether it begins or ends a block of code.
    private static let longestFence = 200

    /// The number of bytes without a letter or digit that counts as silence; no rule or drawing is this long.
    private static let longestSilence = 2000

    /// The occurrences of a sentence, with the state before the first one.
    private struct Occurrences {
        var count = 0
        let place: Int
        let repeated: Int
    }

    /// The end of the text, as far as it is examined.
    private var bytes: [UInt8] = []
    private var unseen = 0
    private var sentences: [String: Occurrences] = [:]
    /// The length in bytes of all complete sentences, and of those that had occurred before.
    private var (told, repeated) = (0, 0)
    private var nearly = SelfRepetition()
    private var line = ""
    /// The number of bytes since the last letter or digit.
    private var silence = 0
    private var fences = FenceScanner()
    /// The start of the current line.
    private var head = ""

    private var isInCode: Bool { fences.open != nil }

    /// Makes a guard for the text behind this one, which counts as read.
    init(behind text: String = "") { if !text.isEmpty { _ = sees(text + "\n") } }

    /// Returns true if a text repeats itself endlessly.
    static func goesRound(_ text: String) -> Bool {
        var circle = RepetitionGuard()
        // The last part is looked at only with the next piece.
        return circle.sees(text + "\n" + String(repeating: " ", count: stride))
    }

    /// Takes the next piece of the text; returns true once the model repeats itself endlessly.
    ///
    /// Pieces may be of any length: a repetition in the middle of a long piece is detected too.
    mutating func sees(_ text: String) -> Bool {
        // Most pieces of a stream are a word long.
        if text.utf8.count < Self.stride { return take(text) }
        var rest = text[...]
        while rest.utf8.count >= Self.stride {
            var end = rest.utf8.index(rest.startIndex, offsetBy: Self.stride)
            while end < rest.endIndex, end.samePosition(in: text.unicodeScalars) == nil {
                end = rest.utf8.index(after: end)
            }
            if take(String(rest[..<end])) { return true }
            rest = rest[end...]
        }
        return take(String(rest))
    }

    private mutating func take(_ text: String) -> Bool {
        bytes.append(contentsOf: text.utf8)
        unseen += text.utf8.count
        if isEndless(listeningTo: text) { return true }
        guard unseen >= Self.stride else { return false }
        unseen = 0
        bytes.removeFirst(max(0, bytes.count - Self.leastInCode))
        return countSentences() || endIsPeriodic
    }

    private mutating func countSentences() -> Bool {
        var start = line.startIndex
        // The last sentence may be incomplete.
        for end in Sentences.ends(in: line) where end < line.endIndex {
            let sentence = line[start..<end]
            start = end
            let plain = sentence.trimmed
            if isEndless(plain.lowercased(), length: sentence.utf8.count) { return true }
            // Items and rows are often built alike.
            if !Sentences.isStructural(plain), nearly.repeats(plain) == true, nearly.goesRound { return true }
        }
        line = String(line[start...].suffix(Self.longestSentence))
        return Self.isSalad(line)
    }

    /// Returns true for a line that goes on for long with a handful of words: "hive hive bee hive hive beehive …".
    ///
    /// A model that a grammar keeps from ending a sentence may write so. Rows of tables don't count.
    private static func isSalad(_ text: some StringProtocol) -> Bool {
        guard let line = text.split(whereSeparator: \.isNewline).last, line.utf8.count > saladWords * 3,
            line.first(where: { !$0.isWhitespace }) != "|"
        else { return false }
        let words = line.lowercased().split { !$0.isWordPart }.suffix(saladWords)
        return words.count == saladWords && Set(words).count * 10 < saladWords * 3
    }

    /// The number of words without the end of a sentence that are compared; less than three in ten differ in a salad.
    private static let saladWords = 60

    /// Counts a sentence; returns true if repeated ones make up most of the text since its first occurrence.
    private mutating func isEndless(_ sentence: String, length: Int) -> Bool {
        defer { told += length }
        guard Prose.words(in: sentence) >= 5 else { return false }
        var known = sentences[sentence] ?? Occurrences(place: told, repeated: repeated)
        known.count += 1
        if known.count > 1 { repeated += length }
        sentences[sentence] = known
        let again = repeated - known.repeated
        let needed = known.count < Self.many ? Self.longest * Self.times : 0
        return known.count >= Self.times && again >= needed && again * 2 > told + length - known.place
    }

    /// Returns true if the text has said nothing for long, or if the sentences before a block of code are endless.
    private mutating func isEndless(listeningTo text: String) -> Bool {
        // Most pieces are words within a line.
        if !isInCode, text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0A }) {
            let spoken = text.utf8.lastIndex { Self.isWordPart(Unicode.Scalar($0)) }
            let tail = spoken.map { text.utf8.distance(from: $0, to: text.utf8.endIndex) - 1 }
            silence = tail ?? silence + text.utf8.count
            line += text
            let room = Self.longestFence - head.utf8.count
            if room > 0 { head += text.utf8.count <= room ? text : String(text.prefix(room)) }
            return silence > Self.longestSilence
        }
        for scalar in text.unicodeScalars {
            silence = Self.isWordPart(scalar) ? 0 : silence + UTF8.width(scalar)
            // The sentences in code are not counted, since equal lines are usual there.
            if !isInCode { line.unicodeScalars.append(scalar) }
            if scalar == "\n" {
                fences.take(head)
                head = ""
                if isInCode, !line.isEmpty {
                    if countSentences() { return true }
                    line = ""
                }
            } else if head.utf8.count < Self.longestFence {
                head.unicodeScalars.append(scalar)
            }
        }
        return silence > Self.longestSilence
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        // Most text is ASCII, and looking up Unicode properties is many times slower.
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
        case ..<0x80: return false
        default: break
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private var endIsPeriodic: Bool {
        // For each period, the length over which the reversed text equals itself shifted by that period.
        let same = Array(bytes.reversed()).overlaps
        for period in 4...Self.longest {
            let length =
                isInCode
                ? Self.leastInCode : min(max(period * Self.many, Self.least), Self.longest * Self.times)
            guard length <= bytes.count else { return false }
            guard same[period] >= length - period else { continue }
            // A rule, a frame or a table's empty cells have no words, but are not endless repetition.
            let piece = String(decoding: bytes.suffix(2 * period), as: UTF8.self).unicodeScalars
            if piece.contains(where: { Self.isWordPart($0) || $0.properties.isEmojiPresentation }) { return true }
        }
        return false
    }

    /// Text that programs write where a text is missing.
    private static let placeholders: Set<String> = [
        "empty", "n a", "na", "nan", "nil", "none", "null", "ok", "okay", "tbd", "todo", "undefined",
    ]

    /// Returns true if a text only stands for a missing one, such as "null" or "N/A".
    static func isPlaceholder(_ text: String) -> Bool {
        // Longer texts are none, and need not be read.
        text.utf8.count < 100
            && placeholders.contains(
                text.lowercased().split { !$0.isWordPart }.joined(separator: " "))
    }

    /// Returns true if a text says nothing: it has no words, is a placeholder, or consists of one short piece at least
    /// four times over.
    static func saysNothing(_ text: String) -> Bool {
        if isPlaceholder(text) { return true }
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

    /// Returns a text that ended in repetition up to its first repeated sentence, or to the first of two in a row that
    /// are nearly the same as earlier ones.
    static func opened(_ text: String) -> String {
        var seen: Set<String> = []
        var nearly = SelfRepetition()
        /// The text before the last sentence if that one is nearly the same as an earlier one.
        var doubtful: String?
        var kept = ""
        for block in text.components(separatedBy: "\n") {
            var start = block.startIndex
            for end in Sentences.ends(in: block) + [block.endIndex] where end > start {
                let sentence = String(block[start..<end])
                start = end
                if isSalad(sentence) { return Prose.body(kept) }
                if Prose.words(in: sentence) >= 5, !seen.insert(sentence.trimmed.lowercased()).inserted {
                    return Prose.body(doubtful ?? kept)
                }
                if !Sentences.isStructural(sentence.trimmed), let isRepeated = nearly.repeats(sentence) {
                    if isRepeated, let doubtful { return Prose.body(doubtful) }
                    doubtful = isRepeated ? kept : nil
                }
                kept += sentence
            }
            kept += "\n"
        }
        return Prose.body(kept)
    }
}
