import Platform

/// Scores how closely sections keep to their budgets: mean S_l of LongBench-Write (Bai et al., "LongWriter", 2024).
package enum LengthScore: PostCheck {
    private static let limit = 90.0

    package static func verdict(on post: CheckedPost) -> Verdict? {
        let measured = post.parts.compactMap { part -> (name: String, words: Int, budget: Int, score: Double)? in
            guard let budget = part.budget, budget > 0, !part.body.isEmpty else { return nil }
            let words = Prose.words(in: part.body)
            return (part.name, words, budget, score(words: words, budget: budget))
        }
        guard !measured.isEmpty else { return nil }
        let mean = measured.reduce(0) { $0 + $1.score } / Double(measured.count)
        let findings = measured.filter { $0.score < limit }.sorted { $0.score < $1.score }.map {
            "\($0.name): \($0.words.counted("word")), \($0.budget) asked for"
        }
        return Verdict(
            name: "length", figure: mean, isPercent: false, limit: "≥ 90", holds: mean >= limit, findings: findings,
            details: ["sections": Double(measured.count)])
    }

    /// Returns 100 if the length matches the budget, and 0 from four times the budget up or a third of it down.
    package static func score(words: Int, budget: Int) -> Double {
        guard words > 0 else { return 0 }
        let ratio = Double(words) / Double(budget)
        return 100 * max(0, ratio > 1 ? 1 - (ratio - 1) / 3 : 1 - (1 / ratio - 1) / 2)
    }
}
