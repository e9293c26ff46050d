/// How much the lengths of sentences vary: their standard deviation divided by their mean.
package enum SentenceLengths: PostCheck {
    /// The smallest acceptable figure.
    private static let limit = 0.4
    /// With fewer sentences, the figure would mean nothing.
    private static let leastSentences = 20

    package static func verdict(on post: CheckedPost) -> Verdict? {
        let parts = post.parts.map { part in
            (name: part.name, lengths: part.sentences.map { Prose.words(in: $0.text) }.sorted())
        }
        let lengths = parts.flatMap(\.lengths)
        guard lengths.count >= leastSentences, let variation = variation(of: lengths) else { return nil }
        let mean = Int((Double(lengths.reduce(0, +)) / Double(lengths.count)).rounded())
        let even = parts.compactMap { part in
            self.variation(of: part.lengths).map { (part: part, figure: $0) }
        }.filter { $0.figure < limit }.sorted { $0.figure < $1.figure }
        let findings = even.map { even in
            let lengths = even.part.lengths
            // The middle half.
            let (low, high) = (lengths[lengths.count / 4], lengths[lengths.count * 3 / 4])
            return "\(even.part.name): \(lengths.count) sentences, most of \(low) to \(high) words "
                + "(\(RetoldParagraphs.hundredths(even.figure)))"
        }
        return Verdict(
            name: "sentence lengths", figure: variation, isPercent: false, limit: "≥ 0.40", holds: variation >= limit,
            findings: findings, details: ["sentences": Double(lengths.count), "words": Double(mean)], decimals: 2)
    }

    private static func variation(of lengths: [Int]) -> Double? {
        guard lengths.count >= 3 else { return nil }
        let mean = Double(lengths.reduce(0, +)) / Double(lengths.count)
        guard mean > 0 else { return nil }
        let square = lengths.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(lengths.count)
        return square.squareRoot() / mean
    }
}
