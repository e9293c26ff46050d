/// Checks that texts and headings use the script of the post's language, from the style card or else the topic.
package enum LanguageCheck: PostCheck {
    /// The smallest acceptable share; names are often written in another script.
    private static let least = 0.5
    /// With fewer letters, the result would mean nothing.
    private static let fewest = 12

    package static func verdict(on post: CheckedPost) -> Verdict? {
        let systems =
            post.style.language.isEmpty
            ? WritingSystem.main(of: post.topic) : WritingSystem.of(language: post.style.language) ?? []
        guard !systems.isEmpty, !post.parts.isEmpty else { return nil }
        let findings = post.parts.flatMap { part in
            [fault(part.title, "its heading", systems, isHeading: true), fault(part.body, "its text", systems)]
                .compactMap { $0.map { "\(part.name): \($0)" } }
        }
        return Verdict(
            name: "language", figure: Double(findings.count), isPercent: false, limit: "0", holds: findings.isEmpty,
            findings: findings)
    }

    private static func fault(
        _ text: String, _ what: String, _ systems: Set<WritingSystem>, isHeading: Bool = false
    ) -> String? {
        let prose = isHeading ? text : RetoldParagraphs.prose(of: text).joined(separator: "\n")
        let counts = WritingSystem.counts(in: prose)
        let all = counts.values.reduce(0, +)
        let right = systems.reduce(0) { $0 + (counts[$1] ?? 0) }
        guard all >= fewest else { return nil }
        let isJapanese = systems == [.han, .kana]
        // A heading may be a name; a Japanese text without kana is Chinese.
        let isWrong =
            isHeading ? right == 0 : Double(right) < least * Double(all) || (isJapanese && counts[.kana] == nil)
        guard isWrong else { return nil }
        let found = counts.max { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }?.key
        return "\(what) is in \(found?.rawValue ?? "other") letters"
    }
}
