/// The share of sections that say what another one says.
package enum RetoldSections: PostCheck {
    /// Two sections tell the same above this cosine.
    package static let threshold = 0.25
    /// The largest share, in percent, that is well.
    package static let limit = 7.0

    package static func verdict(on post: CheckedPost) -> Verdict? {
        let parts = post.parts.filter { !$0.body.isEmpty }
        guard parts.count > 1 else { return nil }
        let pairs = TermVectors(parts.map(\.body)).pairs(above: threshold)
        let retold = Set(pairs.flatMap { [$0.first, $0.second] })
        let share = 100 * Double(retold.count) / Double(parts.count)
        return Verdict(
            name: "retold sections", figure: share, isPercent: true, limit: "≤ 7 %", holds: share <= limit,
            findings: pairs.map { pair in
                "\(parts[pair.second].name) retells \(parts[pair.first].name) (\(RetoldParagraphs.hundredths(pair.cosine)))"
            }, details: ["sections": Double(parts.count), "pairs": Double(pairs.count)])
    }
}
