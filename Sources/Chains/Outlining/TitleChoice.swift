import Manuscript

/// Chooses titles out of several lists that a small model drew for the same topic.
///
/// A small model strays now and then, but not twice to the same place: words that occur in several draws, or in the topic,
/// belong to the matter, and a title is worth the mean of its words.
enum TitleChoice {
    /// At most `count` titles, the best first, none of which says the same as another or as one of `taken`.
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
        let topicKey = TitleMatch.key(topic)
        for candidate in ranked where candidate.worth > 0 && chosen.count < count {
            let key = TitleMatch.key(candidate.title)
            let isNew =
                key != topicKey && !(chosen + taken).contains { saysTheSame($0, candidate.title, besides: topic) }
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

    /// Plain words, not too many, and nothing that belongs to code or a web page.
    private static func isPlausible(_ title: String) -> Bool {
        let count = title.split(separator: " ").count
        return (1...9).contains(count) && title.count >= 4
            && !title.contains { "<>{}[]|#@\\/_=;&$\"".contains($0) || $0.isNumber }
    }
}
