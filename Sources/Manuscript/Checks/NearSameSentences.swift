/// The share of sentences that say nearly the same as an earlier sentence of the post.
///
/// Within a section, only sentences that are very much alike count.
package enum NearSameSentences: PostCheck {
    /// The largest acceptable share, in percent.
    private static let limit = 8.0
    /// With fewer sentences, the share would mean nothing.
    private static let leastSentences = 12

    package static func verdict(on post: CheckedPost) -> Verdict? {
        let parts = post.parts.filter { !$0.sentences.isEmpty }
        let sentences = parts.reduce(0) { $0 + $1.sentences.count }
        guard sentences >= leastSentences else { return nil }
        let findings = RepetitionReader.findings(.nearSame, in: parts, language: post.proseLanguage) {
            " like one of \($1 ?? "")"
        }.lines
        let share = 100 * Double(findings.count) / Double(sentences)
        return Verdict(
            name: "near-same sentences", figure: share, isPercent: true, limit: "≤ 8 %", holds: share <= limit,
            findings: findings, details: ["sentences": Double(sentences), "found": Double(findings.count)])
    }
}
