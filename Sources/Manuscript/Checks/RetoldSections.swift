/// The share of sections that repeat another one.
package enum RetoldSections: PostCheck {
    /// The cosine above which two sections count as the same.
    package static let threshold = 0.32
    /// The largest acceptable share, in percent.
    package static let limit = 7.0
    /// Shorter sections say too little to be compared.
    private static let leastWords = 15

    package static func verdict(on post: CheckedPost) -> Verdict? {
        let parts = post.parts.map { (name: $0.name, prose: prose(of: $0.body)) }.filter {
            Prose.words(in: $0.prose) >= leastWords
        }
        guard parts.count > 1 else { return nil }
        let likeness = TermVectors(parts.map(\.prose)).likeness(above: threshold)
        let share = 100 * Double(likeness.members.count) / Double(parts.count)
        return Verdict(
            name: "retold sections", figure: share, isPercent: true, limit: "≤ 7 %", holds: share <= limit,
            findings: likeness.pairs.map { pair in
                "\(parts[pair.second].name) retells \(parts[pair.first].name) (\(RetoldParagraphs.hundredths(pair.cosine)))"
            }, details: ["sections": Double(parts.count), "pairs": Double(likeness.count)])
    }

    /// Returns the text of a body that is compared: without tables, code and addresses, which are alike in sections that
    /// are not.
    static func prose(of body: String) -> String {
        RetoldParagraphs.prose(of: body).map(ProseSentence.plain).joined(separator: "\n\n")
    }
}
