import Platform

/// Texts as vectors of their content words, by which they can be compared.
///
/// Weights are (1 + ln tf)·ln(N/df), of unit length (Manning, Raghavan, Schütze, "Introduction to Information Retrieval",
/// 2008, section 6.4).
package struct TermVectors: Sendable {
    private var vectors: [[Int: Double]] = []

    /// Makes the vectors of these texts; where `least` says how many there will be in the end, words weigh as they will then.
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
        var spread = [Int](repeating: 0, count: numbers.count)
        for count in counts { for word in count.keys { spread[word] += 1 } }
        let total = Double(max(texts.count, least))
        vectors = counts.map { count in
            let vector = Dictionary(
                uniqueKeysWithValues: count.map { word, times in
                    (word, (1 + log(Double(times))) * log(total / Double(spread[word])))
                })
            let length = vector.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return length > 0 ? vector.mapValues { $0 / length } : [:]
        }
    }

    /// How much two texts say the same: 0 (nothing in common) to 1.
    package func cosine(_ left: Int, _ right: Int) -> Double {
        let (few, many) = vectors[left].count < vectors[right].count ? (left, right) : (right, left)
        return vectors[few].reduce(0) { $0 + $1.value * (vectors[many][$1.key] ?? 0) }
    }

    /// A pair of texts that say too much the same, by their places; the second is the later one.
    package struct Pair: Sendable, Equatable {
        package var first: Int
        package var second: Int
        package var cosine: Double
    }

    /// The pairs above a threshold, the likest first.
    package func pairs(above threshold: Double) -> [Pair] {
        var found: [Pair] = []
        for second in vectors.indices {
            for first in 0..<second {
                let value = cosine(first, second)
                if value > threshold { found.append(Pair(first: first, second: second, cosine: value)) }
            }
        }
        return found.sorted { $0.cosine > $1.cosine }
    }
}
