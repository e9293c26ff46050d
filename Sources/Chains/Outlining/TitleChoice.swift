import Manuscript

/// Chooses titles from several lists that a small model drew for the same topic.
///
/// A small model sometimes strays, but never twice to the same place: words that occur in several draws, or in the
/// topic, are relevant, and the score of a title is the mean over its words.
enum TitleChoice {
    /// Returns at most `count` titles, best first; none repeats the topic, another title or one of `taken`.
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
            // A word that occurs only once does not raise the score.
            return found.reduce(0) { $0 + (spread[$1, default: 0] - 1) } / Double(found.count)
        }
        // Swift's sort is not guaranteed to be stable, so the position breaks ties.
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

    /// Returns true if two titles have nearly the same words apart from those of the topic.
    private static func saysTheSame(_ left: String, _ right: String, besides topic: String) -> Bool {
        let common = Set(ContentWords.of(topic))
        let (a, b) = (Set(ContentWords.of(left)).subtracting(common), Set(ContentWords.of(right)).subtracting(common))
        if a.isEmpty || b.isEmpty { return a.isEmpty && b.isEmpty }
        return 2 * a.intersection(b).count >= min(a.count, b.count)
    }

    /// Words that refer to the post or address the reader instead of naming a subject.
    private static let chatter: Set<String> = [
        "i", "me", "my", "you", "your", "how", "why", "what", "when", "where", "who", "is", "are", "we", "us", "our",
        "let", "blog", "post", "article", "guide", "tips", "ultimate", "best",
        "secret", "secrets", "world", "welcome", "conclusion", "introduction", "summary", "faq", "etc",
    ]
    /// Words that cannot end a title; a title that ends with one was cut off.
    static let openEnds: Set<String> = [
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "its", "of", "on", "or", "that", "the",
        "their", "to", "with", "your",
    ]

    /// Returns true for a few plain words with an initial capital, none repeated, without signs of code or web pages.
    private static func isPlausible(_ title: String) -> Bool {
        let words = title.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }.map(String.init)
        let content = ContentWords.of(title)
        return (1...5).contains(words.count) && title.count >= 4 && title.count < 55
            && title.first?.isLowercase == false && !openEnds.contains(words.last ?? "")
            && chatter.isDisjoint(with: words) && Set(content).count == content.count
            && !title.contains { "<>{}[]()|#@\\/_=;:,!.…&$\"“”".contains($0) || $0.isNumber }
    }
}
