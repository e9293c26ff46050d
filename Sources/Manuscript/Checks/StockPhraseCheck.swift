/// The number of stock phrases per 1,000 words of prose, in English posts.
package enum StockPhraseCheck: PostCheck {
    private static let limit = 12.0
    /// With fewer words, the figure would mean nothing.
    private static let leastWords = 200

    package static func verdict(on post: CheckedPost) -> Verdict? {
        guard post.style.stock != "off", post.proseLanguage == .english else { return nil }
        let words = post.parts.reduce(0) { $0 + $1.sentences.reduce(0) { $0 + Prose.words(in: $1.text) } }
        guard words >= leastWords else { return nil }
        let found = post.parts.flatMap { part in
            part.sentences.map { (part: part, sentence: $0, phrases: StockPhrases.all(in: $0.text)) }
        }.filter { !$0.phrases.isEmpty }
        let count = found.reduce(0) { $0 + $1.phrases.count }
        let figure = 1000 * Double(count) / Double(words)
        let findings = found.sorted { $0.phrases.count > $1.phrases.count }.map { place in
            let phrases = place.phrases.map { "\"\($0)\"" }.joined(separator: ", ")
            return "\(place.part.name), \(place.sentence.place) says \(phrases)"
        }
        return Verdict(
            name: "stock phrases", figure: figure, isPercent: false, limit: "≤ 12 in 1,000",
            holds: figure <= limit,
            findings: findings, details: ["phrases": Double(count), "words": Double(words)])
    }
}
