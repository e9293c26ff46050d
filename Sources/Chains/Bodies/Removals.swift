import Manuscript

/// The parts of an answer left out in cleaning, besides reasoning and echoed titles.
struct Removals: Sendable, Equatable {
    /// The kinds of parts that can be left out.
    enum Kind: Int, CaseIterable, Sendable {
        case preamble, byline, phrase, heading, paragraph, closer, remark, sentence, repetition, surplus, debris,
            string, citation, references

        /// The phrases for one part and for several.
        var words: (one: String, many: String) {
            switch self {
            case .preamble: ("an opening remark", "opening remarks")
            case .byline: ("a byline", "bylines")
            case .phrase: ("an opening phrase", "opening phrases")
            case .heading: ("a heading", "headings")
            case .paragraph: ("a paragraph", "paragraphs")
            case .closer: ("a closing summary", "closing summaries")
            case .remark: ("a remark", "remarks")
            case .sentence: ("an unfinished sentence", "unfinished sentences")
            case .repetition: ("a sentence that repeated what was said", "sentences that repeated what was said")
            case .surplus: ("the text beyond its length", "texts beyond their length")
            case .debris: ("a sentence of web page boilerplate", "sentences of web page boilerplate")
            case .citation:
                ("a citation of a passage that was not offered", "citations of passages that were not offered")
            case .references: ("a list of references", "lists of references")
            case .string: ("a short string from its JSON", "short strings from its JSON")
            }
        }
    }

    private var counts: [Kind: Int] = [:]

    var isEmpty: Bool { counts.isEmpty }

    mutating func count(_ kind: Kind, _ number: Int = 1) {
        if number > 0 { counts[kind, default: 0] += number }
    }

    /// Counts the heading of another section, which is the first block, and the text after it.
    mutating func count(tail: String) {
        for block in Prose.blocks(in: tail) {
            let lines = block.split(separator: "\n")
            let headings = lines.count { $0.hasPrefix("#") }
            let isBold = lines.count == 1 && block.hasPrefix("**") && block.hasSuffix("**")
            count(.heading, isBold ? 1 : headings)
            if !isBold, headings < lines.count { count(.paragraph) }
        }
    }

    static func + (left: Removals, right: Removals) -> Removals {
        var sum = left
        for (kind, number) in right.counts { sum.count(kind, number) }
        return sum
    }

    /// A phrase such as "a heading and 2 paragraphs after it and a byline"; empty if nothing was left out.
    var words: String {
        var parts = Kind.allCases.filter { $0 != .heading && $0 != .paragraph }.compactMap(part)
        let behind = [part(.heading), part(.paragraph)].compactMap { $0 }
        if counts[.heading] == 1, behind.count == 2 {
            parts.insert("\(behind[0]) and \(behind[1]) after it", at: 0)
        } else {
            parts.insert(contentsOf: behind, at: 0)
        }
        guard let last = parts.popLast() else { return "" }
        return parts.isEmpty ? last : parts.joined(separator: ", ") + " and " + last
    }

    private func part(_ kind: Kind) -> String? {
        guard let count = counts[kind] else { return nil }
        return count == 1 ? kind.words.one : "\(count) \(kind.words.many)"
    }
}
