import Markdown
import Platform

/// Finds the ends of sentences.
package enum Sentences {
    /// Returns the index after each sentence of one line.
    ///
    /// A sentence ends at a terminator with its closing quotes or brackets, followed by whitespace or the end;
    /// abbreviations and initials do not end one.
    package static func ends(in line: some StringProtocol) -> [String.Index] {
        var ends: [String.Index] = []
        var index = line.startIndex
        while let next = line.utf8[index...].firstIndex(where: isPossibleEnd) {
            let character = line[next]
            index = line.index(after: next)
            guard terminators.contains(character) else { continue }
            while index < line.endIndex, terminators.contains(line[index]) || closers.contains(line[index]) {
                index = line.index(after: index)
            }
            let full = wide.contains(character)
            guard full || index == line.endIndex || line[index].isWhitespace else { continue }
            if character == ".", isAbbreviation(Substring(line[..<index])) { continue }
            ends.append(index)
        }
        return ends
    }

    /// Returns true for a byte with which a terminator may begin; comparing bytes is many times faster.
    private static func isPossibleEnd(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
    }

    static let terminators: Set<Character> = [
        ".", "!", "?", "…", "。", "！", "？", "｡", "؟", "۔", "।", "॥", "։", "።",
    ]
    private static let wide: Set<Character> = ["。", "！", "？", "｡"]
    static let closers: Set<Character> = ["\"", "'", "”", "’", ")", "]", "»", "*", "_", "`", "」", "』"]
    private static let abbreviations: Set<String> = [
        "e.g.", "i.e.", "etc.", "vs.", "cf.", "dr.", "mr.", "mrs.", "ms.", "prof.", "st.", "no.", "fig.", "approx.",
        "z.b.", "d.h.", "bzw.", "u.a.",
    ]

    private static func isAbbreviation(_ head: Substring) -> Bool {
        // Searches from the end: a paragraph has many full stops, and rereading all of it for each would take quadratic
        // time.
        let start = head.lastIndex(where: \.isWhitespace).map { head.index(after: $0) } ?? head.startIndex
        let word = head[start...].lowercased()
        let bare = word.drop { !$0.isWordPart }
        if abbreviations.contains(String(bare)) { return bare != "etc." }
        return bare.count == 2 && bare.first?.isLetter == true && bare != "i."
    }

    /// Returns true if a text ends like finished prose; anything other than prose (a list item, a table, code) counts
    /// as finished.
    package static func isFinished(_ text: String) -> Bool { Ending.unfinished(in: text) == nil }

    /// Returns true if a line belongs to a list, a table, a quote, a fence or a rule.
    package static func isStructural(_ line: String) -> Bool {
        let line = line.trimmed
        let marks = ["- ", "* ", "+ ", "|", "> ", "---", "***", "!["]
        if marks.contains(where: line.hasPrefix) || Fence(opening: line) != nil { return true }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        return !digits.isEmpty && [". ", ") "].contains { line.dropFirst(digits.count).hasPrefix($0) }
    }
}
