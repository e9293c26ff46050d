import Platform

/// Cites passages in sentences that say nearly what a passage says, where the model left out the mark.
package enum Attribution {
    /// The smallest share of a sentence's content words that a passage must have.
    private static let leastShare = 0.6
    /// A sentence with fewer content words says too little to be attributed.
    private static let leastWords = 4

    /// Returns the text with marks added; only sentences with a number, a name or a quotation get one.
    ///
    /// The mark stands before the full stop. Sentences that have a mark stay as they are.
    package static func added(to text: String, from passages: [Passage]) -> String {
        guard !passages.isEmpty else { return text }
        let support = ClaimSupport(texts: [text] + passages.map(\.text))
        var result = text
        for sentence in ProseSentence.all(in: text).reversed() {
            guard CitationMarks.all(in: sentence.text).isEmpty else { continue }
            let facts = support.facts(of: sentence.text)
            guard facts.isSpecific, facts.words.count >= leastWords else { continue }
            let fitting = passages.filter { support.faults(of: sentence.text, in: [$0]).isEmpty }
                .map { (passage: $0, share: support.share(of: facts, in: $0.text)) }
                .filter { $0.share >= leastShare }
            guard let best = fitting.max(by: { ($0.share, $1.passage.address) < ($1.share, $0.passage.address) }) else {
                continue
            }
            result.insert(contentsOf: " [\(best.passage.address)]", at: place(in: text, sentence.range))
        }
        return result
    }

    /// Returns the place of a mark: before the full stop that ends a sentence, with its closing quotes.
    private static func place(in text: String, _ range: Range<String.Index>) -> String.Index {
        var end = range.upperBound
        while end > range.lowerBound {
            let before = text.index(before: end)
            guard Sentences.terminators.contains(text[before]) || Sentences.closers.contains(text[before]) else {
                break
            }
            end = before
        }
        // Closing quotes and emphasis before the full stop stay with their words.
        while end < range.upperBound, !Sentences.terminators.contains(text[end]) { end = text.index(after: end) }
        return end
    }
}
