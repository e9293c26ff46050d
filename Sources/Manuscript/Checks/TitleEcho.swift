/// Counts the sections whose first sentence is their title again.
package enum TitleEcho: PostCheck {
    package static func verdict(on post: CheckedPost) -> Verdict? {
        let parts = post.parts.filter { !$0.sentences.isEmpty }
        guard !parts.isEmpty else { return nil }
        let findings = RepetitionReader.findings(.titleEcho, in: parts, language: nil) { _, _ in "" }.lines
        return Verdict(
            name: "title echo", figure: Double(findings.count), isPercent: false, limit: "0", holds: findings.isEmpty,
            findings: findings, details: ["sections": Double(parts.count)])
    }

    /// Returns true if a sentence is a title again, as it is or with a word or two more, or begins with it and a colon.
    static func echoes(_ sentence: String, _ title: String) -> Bool {
        let title = words(of: CheckedPost.key(title))
        guard !title.isEmpty else { return false }
        let first = words(of: sentence)
        if first == title { return true }
        if title.count >= shortestLabel, label(sentence, title) != nil { return true }
        // A short title is often just the subject: "Yeast" and "Yeast is alive."
        guard title.count >= shortest else { return false }
        return first.count <= title.count + 2 && Set(title).isSubset(of: first)
    }

    /// Returns a text without a label at the start, which is its title and a colon.
    package static func withoutLabel(_ text: String, _ title: String) -> String {
        let key = words(of: CheckedPost.key(title))
        let line = text.prefix { !$0.isNewline }
        guard key.count >= shortestLabel, let colon = label(String(line), key) else { return text }
        let end = text.index(text.startIndex, offsetBy: line.distance(from: line.startIndex, to: colon))
        let rest = text[end...].dropFirst().drop { $0.isWhitespace || $0 == "*" || $0 == "_" }
        return rest.isEmpty ? text : String(rest).capitalizedFirst
    }

    /// Returns the place of the colon behind a title that begins a sentence.
    private static func label(_ sentence: String, _ title: [Substring]) -> String.Index? {
        sentence.firstIndex(of: ":").flatMap { words(of: sentence[..<$0]) == title ? $0 : nil }
    }

    private static let shortest = 3
    /// A single word with a colon may begin a sentence.
    private static let shortestLabel = 2

    private static func words(of text: some StringProtocol) -> [Substring] {
        TitleMatch.key(text).split(separator: " ")
    }
}
