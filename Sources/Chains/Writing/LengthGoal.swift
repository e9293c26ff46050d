import Manuscript

/// How long a text is to be, and what to say to a model that missed it.
struct LengthGoal: Sendable, Equatable {
    /// Words asked for.
    let words: Int

    /// Shares of the goal within which a text is taken as it is.
    static let accepted = 0.75...1.25

    /// Whether a text need not be asked for again.
    func accepts(_ text: String) -> Bool {
        Self.accepted.contains(Double(Prose.words(in: text)) / Double(max(words, 1)))
    }

    /// Whether a text comes nearer to the goal than another one, by the score that `:check` gives (LongBench-Write's S_l).
    func prefers(_ text: String, to other: String) -> Bool {
        LengthScore.score(words: Prose.words(in: text), budget: words)
            > LengthScore.score(words: Prose.words(in: other), budget: words)
    }

    /// What is said to the model about a text that missed the goal: what is missing, or what must go.
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

    /// Whether at least half of a point's content words occur in a text.
    static func says(_ text: String, _ point: String) -> Bool {
        let wanted = Set(ContentWords.of(point))
        guard !wanted.isEmpty else { return true }
        return 2 * wanted.intersection(ContentWords.of(text)).count >= wanted.count
    }
}
