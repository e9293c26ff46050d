/// The share of later sections that define a subject that an earlier section defined.
package enum Redefinition: PostCheck {
    /// The largest acceptable share, in percent.
    private static let limit = 10.0
    /// With fewer sections, the share would mean nothing.
    private static let leastSections = 3

    package static func verdict(on post: CheckedPost) -> Verdict? {
        let parts = post.parts.filter { !$0.sentences.isEmpty }
        guard parts.count >= leastSections, let language = post.proseLanguage else { return nil }
        let (findings, again) = RepetitionReader.findings(.redefinition, in: parts, language: language) {
            " \($0.fault) after \($1 ?? "")"
        }
        let share = 100 * Double(again) / Double(parts.count - 1)
        return Verdict(
            name: "redefinition", figure: share, isPercent: true, limit: "≤ 10 %", holds: share <= limit,
            findings: findings, details: ["sections": Double(parts.count), "again": Double(again)])
    }
}
