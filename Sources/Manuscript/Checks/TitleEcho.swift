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
        // A short title is often just the subject: "Yeast" and "Yeast is alive."
        guard title.count >= shortest else { return false }
        if let colon = sentence.firstIndex(of: ":"), words(of: sentence[..<colon]) == title { return true }
        return first.count <= title.count + 2 && Set(title).isSubset(of: first)
    }

    private static let shortest = 3

    private static func words(of text: some StringProtocol) -> [Substring] {
        TitleMatch.key(text).split(separator: " ")
    }
}
