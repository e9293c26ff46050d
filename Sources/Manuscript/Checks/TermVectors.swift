import Platform

/// Texts as vectors of their content words, for comparing them.
///
/// Weights are (1 + ln tf)·ln(N/df), normalized to unit length (Manning, Raghavan, Schütze, "Introduction to
/// Information Retrieval", 2008, section 6.4). A word of all texts weighs nothing then, so copies of one text would have
/// nothing in common. So there is a second cosine without the inverse document frequency: from `nearCopy` up, two texts are
/// copies, however many of their words the others share. A constant added to all weights would see copies too, but tells
/// retold sections less well from those of people, which share their topic's words.
package struct TermVectors: Sendable {
    /// For each text, the words sorted by number, with their weights.
    private var vectors: [[Weight]] = []
    /// The number of distinct words in all texts.
    private var vocabulary = 0

    private struct Weight: Sendable {
        var word: Int
        var value: Double
        /// The weight without the inverse document frequency.
        var plain: Double
    }

    /// The cosine without inverse document frequency from which two texts are near copies.
    static let nearCopy = 0.7

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
                let plain = 1 + log(Double(times))
                return Weight(word: word, value: plain * log(total / Double(spread[word])), plain: plain)
            }
            func length(_ weight: KeyPath<Weight, Double>) -> Double {
                let length = vector.reduce(0) { $0 + $1[keyPath: weight] * $1[keyPath: weight] }.squareRoot()
                return length > 0 ? length : 1
            }
            let (whole, plain) = (length(\.value), length(\.plain))
            return vector.map { Weight(word: $0.word, value: $0.value / whole, plain: $0.plain / plain) }
                .sorted { $0.word < $1.word }
        }
    }

    /// Returns the similarity of two texts, from 0 (nothing in common) to 1.
    package func cosine(_ left: Int, _ right: Int) -> Double {
        var sum = Sum()
        var rest = vectors[right][...]
        for weight in vectors[left] {
            while let other = rest.first, other.word < weight.word { rest.removeFirst() }
            guard let other = rest.first else { break }
            if other.word == weight.word { sum.add(weight, other.value, other.plain) }
        }
        return sum.cosine
    }

    /// The two cosines of two texts, as they are summed up.
    private struct Sum {
        var value = 0.0
        var plain = 0.0

        var cosine: Double { plain >= TermVectors.nearCopy ? max(plain, value) : value }

        mutating func add(_ weight: Weight, _ value: Double, _ plain: Double) {
            self.value += weight.value * value
            self.plain += weight.plain * plain
        }
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
        var holders = [[(text: Int, value: Double, plain: Double)]](repeating: [], count: vocabulary)
        var sums = [Sum](repeating: Sum(), count: vectors.count)
        for (second, vector) in vectors.enumerated() {
            for weight in vector {
                for holder in holders[weight.word] { sums[holder.text].add(weight, holder.value, holder.plain) }
                holders[weight.word].append((second, weight.value, weight.plain))
            }
            var own: [Pair] = []
            for first in 0..<second {
                let cosine = sums[first].cosine
                if cosine > threshold { own.append(Pair(first: first, second: second, cosine: cosine)) }
                sums[first] = Sum()
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
