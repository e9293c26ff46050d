import Markdown

/// Where sentences end.
package enum Sentences {
    /// The places behind each sentence of one line: a terminator with its closing quotes or brackets, then white space or
    /// the end, and not an abbreviation or an initial.
    package static func ends(in line: some StringProtocol) -> [String.Index] {
        var ends: [String.Index] = []
        var index = line.startIndex
        while index < line.endIndex {
            let character = line[index]
            index = line.index(after: index)
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
        // From the end: a paragraph has many full stops, and reading all of it for each would take quadratic time.
        let start = head.lastIndex(where: \.isWhitespace).map { head.index(after: $0) } ?? head.startIndex
        let word = head[start...].lowercased()
        let bare = word.drop { !$0.isLetter && !$0.isNumber }
        if abbreviations.contains(String(bare)) { return bare != "etc." }
        return bare.count == 2 && bare.first?.isLetter == true && bare != "i."
    }

    /// Whether a text ends as finished prose does; anything that is not prose (a list item, a table, code) counts as
    /// finished.
    package static func isFinished(_ text: String) -> Bool { Ending.unfinished(in: text) == nil }

    /// Whether a line belongs to a list, a table, a quote, a fence or a rule.
    package static func isStructural(_ line: String) -> Bool {
        let line = line.trimmed
        let marks = ["- ", "* ", "+ ", "|", "> ", "---", "***", "!["]
        if marks.contains(where: line.hasPrefix) || Fence(opening: line) != nil { return true }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        return !digits.isEmpty && [". ", ") "].contains { line.dropFirst(digits.count).hasPrefix($0) }
    }
}
