/// The share of sections that repeat another one.
package enum RetoldSections: PostCheck {
    /// The cosine above which two sections count as the same.
    package static let threshold = 0.25
    /// The largest acceptable share, in percent.
    package static let limit = 7.0

    package static func verdict(on post: CheckedPost) -> Verdict? {
        let parts = post.parts.filter { !$0.body.isEmpty }
        guard parts.count > 1 else { return nil }
        let likeness = TermVectors(parts.map(\.body)).likeness(above: threshold)
        let share = 100 * Double(likeness.members.count) / Double(parts.count)
        return Verdict(
            name: "retold sections", figure: share, isPercent: true, limit: "≤ 7 %", holds: share <= limit,
            findings: likeness.pairs.map { pair in
                "\(parts[pair.second].name) retells \(parts[pair.first].name) (\(RetoldParagraphs.hundredths(pair.cosine)))"
            }, details: ["sections": Double(parts.count), "pairs": Double(likeness.count)])
    }
}
