import Manuscript
import Platform

/// Chooses the titles of a whole outline among several lists that a model drew for it.
///
/// Lists of small and medium models have near-copies ("Choosing the right telescope for your budget", "… for your
/// needs"), the topic again, and titles that were cut off; code tells those, and the best list keeps its order.
struct TitleSet {
    let topic: String
    /// The scripts that titles may use; empty if any.
    private let systems: Set<WritingSystem>
    private let topical: Set<String>
    private let topicNumbers: Set<Substring>

    /// The longest title in characters, that of the schema; one of this length was probably cut off.
    static let longest = 60
    private static let mostWords = 10

    init(topic: String, language: String = "") {
        self.topic = topic
        systems = WritingSystem.expected(topic: topic, language: language)
        topical = Set(ContentWords.of(topic))
        topicNumbers = Set(topic.split { !$0.isNumber })
    }

    /// Returns at most `count` titles in reading order, from the best list, completed from the others.
    ///
    /// With `agreeing`, a title whose words occur neither in another list nor in the topic is left out, since a small
    /// model sometimes strays.
    func best(of drafts: [[String]], count: Int, agreeing: Bool, taken: [String] = []) -> [String] {
        let spread = spread(of: drafts)
        func worth(_ title: String) -> Double {
            let words = Set(ContentWords.of(title))
            return words.reduce(0) { $0 + spread[$1, default: 0] - 1 } / Double(max(words.count, 1))
        }
        let lists = drafts.map { draft in
            acceptable(agreeing ? draft.filter { worth($0) > 0 } : draft, besides: taken).prefix(count)
        }
        let order = lists.indices.sorted { left, right in
            let (a, b) = (lists[left], lists[right])
            func mean(_ list: ArraySlice<String>) -> Double {
                list.reduce(0) { $0 + worth($1) } / Double(max(list.count, 1))
            }
            return (b.count, mean(b), left) < (a.count, mean(a), right)
        }
        var chosen: [(title: String, place: Double)] = []
        for index in order {
            for (place, title) in lists[index].enumerated() where chosen.count < count {
                guard !(chosen.map(\.title)).contains(where: { areAlike($0, title) }) else { continue }
                chosen.append((title, (Double(place) + 0.5) / Double(lists[index].count)))
            }
        }
        return chosen.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            .map(\.element.title)
    }

    /// Returns the usable titles of one list, in order: sound ones that add to the topic and are not alike.
    func acceptable(_ draft: [String], besides taken: [String] = []) -> [String] {
        var kept: [String] = []
        for raw in draft {
            let title = raw.capitalizedFirst
            guard isSound(title), !specific(title).isEmpty else { continue }
            if (kept + taken).contains(where: { areAlike($0, title) }) { continue }
            kept.append(title)
        }
        return kept
    }

    /// Returns true if fewer than two fifths of the titles are neither like one before nor only the topic again.
    func isPoor(_ titles: [String]) -> Bool {
        guard titles.count >= Self.leastJudged else { return false }
        var sound: [String] = []
        for title in titles where !specific(title).isEmpty {
            if !sound.contains(where: { areAlike($0, title) }) { sound.append(title) }
        }
        return sound.count * 5 < titles.count * 2
    }

    /// The fewest titles by which a model is judged.
    private static let leastJudged = 3

    /// Returns true if two titles begin with the same words or have nearly the same words besides the topic's.
    func areAlike(_ left: String, _ right: String) -> Bool {
        if TitleMatch.key(left) == TitleMatch.key(right) { return true }
        let (first, other) = (Self.opening(left), Self.opening(right))
        if first.count == Self.sharedOpening, first == other { return true }
        let (a, b) = (specific(left), specific(right))
        guard !a.isEmpty, !b.isEmpty else { return a == b }
        return 2 * a.intersection(b).count >= min(a.count, b.count)
    }

    /// The number of equal first words from which two titles are alike.
    private static let sharedOpening = 3

    private static func opening(_ title: String) -> [Substring] {
        Array(TitleMatch.key(title).split(separator: " ").prefix(sharedOpening))
    }

    /// The words of a title that say what it is about: neither the topic's nor those that suit any subject.
    private func specific(_ title: String) -> Set<String> {
        // A title of short words only ("Why AI?") has no content words.
        Set(ContentWords.of(title)).subtracting(topical).subtracting(Self.frames)
    }

    /// Words that suit any subject; a title without others says only what the topic says.
    private static let frames = Set(
        ContentWords.of(
            """
            basics benefits best choose choosing complete common definition different essential explained explore
            exploring factors first great importance important key know knowing learn learning main making need needs
            overview perfect power right role science secrets start started step steps things tips top types ultimate
            understand understanding use used using work working works world
            """))

    /// Words that speak of the post itself.
    private static let chatter: Set<String> = [
        "blog", "post", "article", "guide", "welcome", "conclusion", "introduction", "intro", "summary", "faq",
        "outline", "chapter", "title", "titles", "tbd", "etc", "recap",
    ]
    /// Words that cannot end a title; a title that ends with one was cut off.
    static let openEnds: Set<String> = [
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "its", "of", "or", "that", "the",
        "their", "to", "with", "your", "are",
    ]

    private func isSound(_ title: String) -> Bool {
        let words = title.lowercased().split { !$0.isWordPart && $0 != "'" && $0 != "’" }.map(String.init)
        let content = ContentWords.of(title)
        let counts = WritingSystem.counts(in: title)
        let isForeign = !systems.isEmpty && systems.allSatisfy { counts[$0] == nil }
        return !isForeign && (1...Self.mostWords).contains(words.count) && title.count >= 2
            && title.count < Self.longest && !Self.openEnds.contains(words.last ?? "")
            && Self.chatter.isDisjoint(with: words) && Set(content).count == content.count
            && !title.contains { "<>{}[]|#@\\/_=*`~^;!…$\"“”".contains($0) }
            && title.filter { $0 == "(" }.count == title.filter { $0 == ")" }.count
            && Set(title.split { !$0.isNumber }).isSubset(of: topicNumbers)
    }

    /// Returns for each word the number of lists that have it; a word of the topic is in all of them.
    private func spread(of drafts: [[String]]) -> [String: Double] {
        var spread: [String: Double] = [:]
        for draft in drafts {
            for word in Set(draft.flatMap { ContentWords.of($0) }) { spread[word, default: 0] += 1 }
        }
        for word in topical { spread[word, default: 0] += Double(drafts.count) }
        return spread
    }
}
