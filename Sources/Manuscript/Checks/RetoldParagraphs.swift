import Markdown

/// The share of paragraphs that repeat another one.
package enum RetoldParagraphs: PostCheck {
    /// The cosine above which two paragraphs count as the same.
    package static let threshold = 0.42
    /// The largest acceptable share, in percent.
    package static let limit = 5.0
    /// Shorter paragraphs say too little to be compared.
    private static let leastWords = 25

    package static func verdict(on post: CheckedPost) -> Verdict? {
        let paragraphs = post.parts.flatMap { part in prose(of: part.body).map { (name: part.name, text: $0) } }
            .filter { Prose.words(in: $0.text) >= leastWords && !Sentences.isStructural($0.text) }
        guard paragraphs.count > 1 else { return nil }
        let likeness = TermVectors(paragraphs.map { ProseSentence.plain($0.text) }).likeness(above: threshold)
        let share = 100 * Double(likeness.members.count) / Double(paragraphs.count)
        return Verdict(
            name: "retold paragraphs", figure: share, isPercent: true, limit: "≤ 5 %", holds: share <= limit,
            findings: likeness.pairs.map { pair in
                let (first, second) = (paragraphs[pair.first], paragraphs[pair.second])
                let place = first.name == second.name ? "an earlier paragraph there" : first.name
                return "\(second.name): \"\(start(of: second.text))\" retells \(place) (\(hundredths(pair.cosine)))"
            }, details: ["paragraphs": Double(paragraphs.count), "pairs": Double(likeness.count)])
    }

    /// Returns the paragraphs of a body without tables and code.
    static func prose(of body: String) -> [String] {
        Prose.blocks(in: body).filter { !$0.trimmed.hasPrefix("|") && Fence(opening: $0.trimmed) == nil }
    }

    private static func start(of text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.prefix(6).joined(separator: " ") + (words.count > 6 ? " …" : "")
    }

    static func hundredths(_ value: Double) -> String {
        let whole = Int((value * 100).rounded())
        return whole >= 100 ? "1.00" : "0.\(whole < 10 ? "0" : "")\(whole)"
    }
}
