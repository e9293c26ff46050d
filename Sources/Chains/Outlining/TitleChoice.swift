import Manuscript

/// Chooses titles out of several lists that a small model drew for the same topic.
///
/// A small model strays now and then, but not twice to the same place: words that occur in several draws, or in the topic,
/// belong to the matter, and a title is worth the mean of its words.
enum TitleChoice {
    /// At most `count` titles, the best first, none of which says the same as the topic, another one or one of `taken`.
    static func best(of draws: [[String]], topic: String, count: Int, taken: [String] = []) -> [String] {
        var spread: [String: Double] = [:]
        for draw in draws {
            for word in Set(draw.flatMap { ContentWords.of($0) }) { spread[word, default: 0] += 1 }
        }
        for word in ContentWords.of(topic) { spread[word, default: 0] += Double(draws.count) }
        let titles = draws.flatMap { $0 }.filter { isPlausible($0) }
        func worth(_ title: String) -> Double {
            let found = ContentWords.of(title)
            guard !found.isEmpty else { return 0 }
            // A word that occurs once says nothing for the title.
            return found.reduce(0) { $0 + (spread[$1, default: 0] - 1) } / Double(found.count)
        }
        // Sorting is not stable in Swift, so the place breaks ties.
        let ranked = titles.enumerated().map { (title: $1, worth: worth($1), place: $0) }
            .sorted { ($1.worth, $0.place) < ($0.worth, $1.place) }
        var chosen: [String] = []
        let common = Set(ContentWords.of(topic))
        for candidate in ranked where candidate.worth > 0 && chosen.count < count {
            let addsToTopic = !Set(ContentWords.of(candidate.title)).isSubset(of: common)
            let isNew =
                addsToTopic && !(chosen + taken).contains { saysTheSame($0, candidate.title, besides: topic) }
            if isNew { chosen.append(candidate.title) }
        }
        return chosen
    }

    /// Whether the words of two titles that are not the topic's own are nearly the same.
    private static func saysTheSame(_ left: String, _ right: String, besides topic: String) -> Bool {
        let common = Set(ContentWords.of(topic))
        let (a, b) = (Set(ContentWords.of(left)).subtracting(common), Set(ContentWords.of(right)).subtracting(common))
        if a.isEmpty || b.isEmpty { return a.isEmpty && b.isEmpty }
        return 2 * a.intersection(b).count >= min(a.count, b.count)
    }

    /// Words by which a title speaks of the post or to somebody instead of naming a matter.
    private static let chatter: Set<String> = [
        "i", "me", "my", "you", "your", "how", "why", "what", "when", "where", "who", "is", "are", "we", "us", "our",
        "let", "blog", "post", "article", "guide", "tips", "ultimate", "best",
        "secret", "secrets", "world", "welcome", "conclusion", "introduction", "summary", "faq", "etc",
    ]
    /// Words that no title ends with: what came after them is cut off.
    private static let openEnds: Set<String> = [
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "its", "of", "on", "or", "that", "the",
        "their", "to", "with", "your",
    ]

    /// Plain words in capitals, not too many, none twice, and nothing that belongs to code or a web page.
    private static func isPlausible(_ title: String) -> Bool {
        let words = title.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }.map(String.init)
        let content = ContentWords.of(title)
        return (1...5).contains(words.count) && title.count >= 4 && title.count < 55
            && title.first?.isLowercase == false && !openEnds.contains(words.last ?? "")
            && chatter.isDisjoint(with: words) && Set(content).count == content.count
            && !title.contains { "<>{}[]()|#@\\/_=;:,!.…&$\"“”".contains($0) || $0.isNumber }
    }
}
