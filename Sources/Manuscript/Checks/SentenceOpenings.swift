import Platform

/// The share of sentences that begin with the commonest first word.
package enum SentenceOpenings: PostCheck {
    /// The largest acceptable share, in percent.
    private static let limit = 25.0
    /// With fewer sentences, the share would mean nothing.
    private static let leastSentences = 20

    package static func verdict(on post: CheckedPost) -> Verdict? {
        let openings = post.parts.map { part in part.sentences.compactMap { opening(of: $0.text) } }
        let total = openings.reduce(0) { $0 + $1.count }
        guard total >= leastSentences else { return nil }
        var counts: [String: Int] = [:]
        for word in openings.joined() { counts[word, default: 0] += 1 }
        guard let (word, count) = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
        let share = 100 * Double(count) / Double(total)
        let places = zip(post.parts, openings).map { part, words in
            (part: part, numbers: words.indices.filter { words[$0] == word }.map { $0 + 1 })
        }.filter { !$0.numbers.isEmpty }.sorted { $0.numbers.count > $1.numbers.count }
        let findings = places.map { place in
            let numbers = place.numbers.map(String.init).joined(separator: ", ")
            let (noun, verb) = place.numbers.count == 1 ? ("sentence", "begins") : ("sentences", "begin")
            return "\(place.part.name): \(noun) \(numbers) \(verb) with \"\(word)\""
        }
        return Verdict(
            name: "sentence openings", figure: share, isPercent: true, limit: "≤ 25 %", holds: share <= limit,
            findings: findings, details: ["sentences": Double(total)])
    }

    /// Returns the words, in lower case, with which more than a share of the sentences of some texts begin, at least three.
    package static func frequent(in texts: [String], above share: Double) -> Set<String> {
        let openings = texts.flatMap { ProseSentence.all(in: $0) }.compactMap { opening(of: $0.text) }
        let counts = Dictionary(openings.map { ($0, 1) }, uniquingKeysWith: +)
        return Set(counts.filter { $0.value >= 3 && Double($0.value) > share * Double(openings.count) }.keys)
    }

    private static func opening(of sentence: String) -> String? {
        sentence.split { !$0.isWordPart && $0 != "'" && $0 != "’" }.first.map { $0.lowercased() }
    }
}
