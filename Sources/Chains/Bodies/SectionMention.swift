import Manuscript

/// References to other sections in brackets, such as "(see River Formation)".
///
/// A medium model takes the titles from its prompt.
enum SectionMention {
    /// Words that make a title in brackets a reference.
    private static let signs: Set<Substring> = ["above", "below", "earlier", "later", "see", "section"]
    private static let others: Set<Substring> = ["in", "of", "the", "this", "post"]

    /// Returns a text without the references to sections with these titles.
    static func removed(from text: String, titles: [String]) -> String {
        guard text.contains("(") else { return text }
        let keys = Set(titles.map { TitleMatch.key($0) })
        return text.replacing(#/[ \t]\(([^()\n]{1,120})\)/#) { match in
            isReference(match.1, keys) ? "" : String(match.0)
        }
    }

    private static func isReference(_ text: Substring, _ keys: Set<String>) -> Bool {
        let words = TitleMatch.key(text).split(separator: " ")
        guard words.contains(where: signs.contains) else { return false }
        let title = words.filter { !signs.contains($0) && !others.contains($0) }
        return keys.contains { key in
            key.split(separator: " ").filter { !signs.contains($0) && !others.contains($0) } == title && !title.isEmpty
        }
    }
}
