import Manuscript

/// The words of a text that carry its meaning.
enum ContentWords {
    /// In order, in lower case, without the commonest English endings, so that singular and plural are the same.
    static func of(_ text: some StringProtocol) -> [String] {
        TitleMatch.key(text).split(separator: " ").filter { $0.count > 3 && !stopWords.contains(String($0)) }.map {
            word in
            for ending in ["ations", "ation", "ings", "ing", "ies", "es", "ed", "s", "y"]
            where word.hasSuffix(ending) && word.count - ending.count >= 4 {
                return String(word.dropLast(ending.count))
            }
            return String(word)
        }
    }

    private static let stopWords: Set<String> = [
        "what", "with", "from", "your", "that", "this", "they", "them", "their", "into", "about", "have", "when",
        "will", "does", "more", "most", "than", "there", "here", "ultimate", "guide", "introduction", "basics",
        "conclusion", "also", "these", "those", "which", "such", "been", "were", "some", "each", "other", "because",
    ]
}
