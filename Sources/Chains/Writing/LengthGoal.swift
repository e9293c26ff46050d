import Manuscript
import Markdown

/// The length that a text should have, and the feedback for a model that missed it.
struct LengthGoal: Sendable, Equatable {
    /// The number of words requested.
    let words: Int

    /// The range of accepted lengths, as shares of the goal.
    static let accepted = 0.75...1.25

    /// The fewest words that are accepted.
    var least: Int { Int((Double(words) * Self.accepted.lowerBound).rounded(.up)) }

    /// Returns true if the text is close enough to the goal.
    func accepts(_ text: String) -> Bool {
        Self.accepted.contains(Double(Prose.words(in: text)) / Double(max(words, 1)))
    }

    /// Returns the feedback to the model about a text that missed the goal: the missing points, or what to cut.
    func complaint(about text: String, section: Section) -> String {
        let written = Prose.words(in: text)
        let change = written < words ? wish(for: text, section) : cut(of: text, section)
        return "That has \(written) words; about \(words) are wanted. \(change)"
    }

    /// The request for one more paragraph of this length.
    func addition(to section: Section) -> String {
        """
        Add one more paragraph to this section, "\(section.title)", of about \(words) words. Go on from your last sentence and \
        say something that is not there yet.
        """
    }

    /// The request for the whole text again.
    var whole: String {
        let paragraphs = max(1, Int((Double(words) / 90).rounded()))
        return
            "Give the whole body again, about \(words) words in \(paragraphs) paragraph\(paragraphs == 1 ? "" : "s")."
    }

    /// Returns the first place where a growing continuation is long enough to end, together with the text before it.
    func end(of continuation: String, behind seam: ResumePoint) -> String.Index? {
        guard !seam.base.isEmpty else { return end(of: continuation) }
        let whole = seam.joined(with: continuation)
        // The joined text ends as the continuation does.
        return end(of: whole, beyond: seam.base.utf8.count).flatMap { end in
            let left = whole.utf8.distance(from: end, to: whole.endIndex)
            return continuation.utf8.index(continuation.endIndex, offsetBy: -left, limitedBy: continuation.startIndex)
        }
    }

    /// Returns the first place where a growing text is long enough to end; nil while it may go on.
    ///
    /// That is the end of a paragraph near the goal, or the end of a sentence beyond it; never within a list or code,
    /// and never within the first `fixed` bytes.
    func end(of text: String, beyond fixed: Int = 0) -> String.Index? {
        guard text.utf8.count > 3 * words else { return nil }
        let fixed = text.utf8.index(text.startIndex, offsetBy: fixed)
        var fences = FenceScanner()
        var before = 0
        var start = text.startIndex
        while start < text.endIndex {
            let stop = text[start...].firstIndex(where: \.isNewline) ?? text.endIndex
            let next = stop < text.endIndex ? text.index(after: stop) : stop
            let line = text[start..<stop]
            let isProse = fences.take(line) == .text
            if isProse, !Sentences.isStructural(String(line)) {
                // At the very end, "3." may still become "3.5".
                let end = Sentences.ends(in: line).first {
                    $0 > fixed && $0 < text.endIndex
                        && isEnough(before + Prose.words(in: String(line[..<$0])), Self.sentenceEnd)
                }
                if let end { return end }
            }
            before += Prose.words(in: String(line))
            let isLast = next < text.endIndex && text[next].isNewline
            if isProse, isLast, stop > fixed, isEnough(before, Self.paragraphEnd) { return stop }
            start = next
        }
        return nil
    }

    private static let paragraphEnd = 0.92
    private static let sentenceEnd = 1.0

    private func isEnough(_ count: Int, _ share: Double) -> Bool { Double(count) >= share * Double(words) }

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
