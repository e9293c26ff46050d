/// A check of a post: pure, offline, without a model.
package protocol PostCheck: Sendable {
    /// Checks a post; returns nil if there is nothing to check.
    static func verdict(on post: CheckedPost) -> Verdict?
}

/// The result of a check.
package struct Verdict: Sendable, Equatable {
    /// The name of the check in JSON: "fidelity", "retold sections".
    package var name: String
    /// The figure that is compared with the threshold.
    package var figure: Double
    /// True if the figure is a percentage; otherwise it is a count.
    package var isPercent: Bool
    /// The threshold as text: "100 %", "≤ 7 %".
    package var limit: String
    package var holds: Bool
    /// The problems, one line each, the worst first.
    package var findings: [String]
    /// Further figures, by name.
    package var details: [String: Double] = [:]
    /// The number of decimals shown, 1 or 2.
    var decimals = 1

    /// The name of the check as people see it: "headings", "retold sections".
    package var label: String {
        switch name {
        case "fidelity": "headings"
        case "hygiene": "leftovers"
        case "subject": "on topic"
        default: name
        }
    }

    /// The figure as text.
    package var text: String {
        if decimals == 2 { return Fidelity.hundredths(figure) }
        let rounded = (figure * 10).rounded() / 10
        let number = rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
        return isPercent ? "\(number) %" : number
    }
}

/// All checks; `:check` and its documentation use this list.
package enum PostChecks {
    /// The checks in display order.
    package static let all: [any PostCheck.Type] = [
        Fidelity.self, RetoldSections.self, RetoldParagraphs.self, CopiedText.self, Redefinition.self,
        NearSameSentences.self, TitleEcho.self, SentenceOpenings.self, SentenceLengths.self, Compressibility.self,
        StockPhraseCheck.self,
        LengthScore.self, Subject.self, Hygiene.self, BannedPhrases.self, PersonCheck.self, LanguageCheck.self,
        Citations.self,
    ]

    /// Returns the verdicts on a post.
    package static func verdicts(on post: CheckedPost) -> [Verdict] { all.compactMap { $0.verdict(on: post) } }
}
