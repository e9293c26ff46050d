import Platform

/// Texts as vectors of their content words, for comparing them.
///
/// Weights are (1 + ln tf)·ln(N/df), normalized to unit length (Manning, Raghavan, Schütze, "Introduction to
/// Information Retrieval", 2008, section 6.4).
package struct TermVectors: Sendable {
    /// For each text, the words sorted by number, with their weights.
    private var vectors: [[Weight]] = []
    /// The number of distinct words in all texts.
    private var vocabulary = 0

    private struct Weight: Sendable {
        var word: Int
        var value: Double
    }

    /// Makes the vectors of these texts; words are weighted as if there were at least `least` texts.
    package init(_ texts: [String], least: Int = 0) {
        var numbers: [String: Int] = [:]
        let counts = texts.map { text -> [Int: Int] in
            var count: [Int: Int] = [:]
            for word in ContentWords.of(text) {
                let number = numbers[word] ?? numbers.count
                numbers[word] = number
                count[number, default: 0] += 1
            }
            return count
        }
        vocabulary = numbers.count
        var spread = [Int](repeating: 0, count: vocabulary)
        for count in counts { for word in count.keys { spread[word] += 1 } }
        let total = Double(max(texts.count, least))
        vectors = counts.map { count in
            let vector = count.map { word, times in
                Weight(word: word, value: (1 + log(Double(times))) * log(total / Double(spread[word])))
            }
            let length = vector.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
            guard length > 0 else { return [] }
            return vector.filter { $0.value != 0 }.map { Weight(word: $0.word, value: $0.value / length) }
                .sorted { $0.word < $1.word }
        }
    }

    /// Returns the similarity of two texts, from 0 (nothing in common) to 1.
    package func cosine(_ left: Int, _ right: Int) -> Double {
        var sum = 0.0
        var rest = vectors[right][...]
        for weight in vectors[left] {
            while let other = rest.first, other.word < weight.word { rest.removeFirst() }
            guard let other = rest.first else { break }
            if other.word == weight.word { sum += weight.value * other.value }
        }
        return sum
    }

    /// A pair of similar texts, by index; the second is the later one.
    package struct Pair: Sendable, Equatable {
        package var first: Int
        package var second: Int
        package var cosine: Double
    }

    /// The texts that are similar to another one.
    package struct Likeness: Sendable, Equatable {
        /// The most similar pairs first; at most `most` for each later text, to bound the memory for a post of copies.
        package var pairs: [Pair] = []
        /// The number of all pairs.
        package var count = 0
        /// The indices of the texts that are in a pair.
        package var members: Set<Int> = []
    }

    /// The maximum number of pairs kept for each later text.
    package static let most = 8

    /// Returns the pairs above a threshold.
    ///
    /// Each text is compared with all earlier ones at once, using an inverted index: words that two texts do not share
    /// cost nothing.
    package func likeness(above threshold: Double) -> Likeness {
        var found = Likeness()
        var holders = [[(text: Int, value: Double)]](repeating: [], count: vocabulary)
        var sums = [Double](repeating: 0, count: vectors.count)
        for (second, vector) in vectors.enumerated() {
            for weight in vector {
                for holder in holders[weight.word] { sums[holder.text] += weight.value * holder.value }
                holders[weight.word].append((second, weight.value))
            }
            var own: [Pair] = []
            for first in 0..<second {
                if sums[first] > threshold { own.append(Pair(first: first, second: second, cosine: sums[first])) }
                sums[first] = 0
            }
            guard !own.isEmpty else { continue }
            found.count += own.count
            found.members.insert(second)
            for pair in own { found.members.insert(pair.first) }
            found.pairs += own.sorted { $0.cosine > $1.cosine }.prefix(Self.most)
        }
        found.pairs.sort { ($0.cosine, $1.second) > ($1.cosine, $0.second) }
        return found
    }
}
