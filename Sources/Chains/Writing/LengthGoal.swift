import Manuscript

/// The length that a text should have, and the feedback for a model that missed it.
struct LengthGoal: Sendable, Equatable {
    /// The number of words requested.
    let words: Int

    /// The range of accepted lengths, as shares of the goal.
    static let accepted = 0.75...1.25

    /// Returns true if the text is close enough to the goal.
    func accepts(_ text: String) -> Bool {
        Self.accepted.contains(Double(Prose.words(in: text)) / Double(max(words, 1)))
    }

    /// Returns true if a text is nearer to the goal than another, by the score of `:check` (LongBench-Write's S_l).
    func prefers(_ text: String, to other: String) -> Bool {
        LengthScore.score(words: Prose.words(in: text), budget: words)
            > LengthScore.score(words: Prose.words(in: other), budget: words)
    }

    /// Returns the feedback to the model about a text that missed the goal: the missing points, or what to cut.
    func complaint(about text: String, section: Section) -> String {
        let written = Prose.words(in: text)
        let paragraphs = max(1, Int((Double(words) / 90).rounded()))
        return """
            That has \(written) words; about \(words) are wanted. \(written < words ? wish(for: text, section) : cut(of: text, section))
            Give the whole body again, about \(words) words in \(paragraphs) paragraph\(paragraphs == 1 ? "" : "s").
            """
    }

    private func wish(for text: String, _ section: Section) -> String {
        let missing = section.points.filter { !Self.says(text, $0) }
        guard !missing.isEmpty else {
            return "Say more of the same matter: a case, a figure, a reason for each claim; nothing twice."
        }
        return (["Still missing:"] + missing.map { "- \($0)" }).joined(separator: "\n")
    }

    private func cut(of text: String, _ section: Section) -> String {
        let said = section.points.filter { Self.says(text, $0) }
        guard !said.isEmpty else { return "Keep what matters most and leave the rest out." }
        return (["Keep what says this, and leave the rest out:"] + said.map { "- \($0)" }).joined(separator: "\n")
    }

    /// Returns true if at least half of a point's content words occur in the text.
    static func says(_ text: String, _ point: String) -> Bool {
        let wanted = Set(ContentWords.of(point))
        guard !wanted.isEmpty else { return true }
        return 2 * wanted.intersection(ContentWords.of(text)).count >= wanted.count
    }
}
