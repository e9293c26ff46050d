/// One check of a post: pure, offline, without a model.
package protocol PostCheck: Sendable {
    /// What it finds; nil where the post has nothing that it could look at.
    static func verdict(on post: CheckedPost) -> Verdict?
}

/// What a check found.
package struct Verdict: Sendable, Equatable {
    /// What was looked at: "fidelity", "retold sections".
    package var name: String
    /// The figure that is compared with the threshold.
    package var figure: Double
    /// Whether the figure is a share in percent; else it is a count.
    package var isPercent: Bool
    /// What it is held to: "100 %", "≤ 7 %".
    package var limit: String
    package var holds: Bool
    /// Where it does not hold, one line each, the worst first.
    package var findings: [String]
    /// Further figures, by name.
    package var details: [String: Double] = [:]

    /// The figure as people read it.
    package var text: String {
        let rounded = (figure * 10).rounded() / 10
        let number = rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
        return isPercent ? "\(number) %" : number
    }
}

/// Every check; `:check` and its documentation derive from this list.
package enum PostChecks {
    /// In the order in which they are shown.
    package static let all: [any PostCheck.Type] = [
        Fidelity.self, RetoldSections.self, RetoldParagraphs.self, CopiedText.self, LengthScore.self, Subject.self,
        Hygiene.self, BannedPhrases.self, PersonCheck.self, LanguageCheck.self,
    ]

    /// The verdicts on a post.
    package static func verdicts(on post: CheckedPost) -> [Verdict] { all.compactMap { $0.verdict(on: post) } }
}
