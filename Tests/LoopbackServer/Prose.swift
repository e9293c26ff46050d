/// Paragraphs of made-up prose, the same for the same seed and unlike those of any other.
struct Prose {
    let text: String

    /// Makes two paragraphs or more, of about so many words in whole sentences of ten.
    init(seed: String, words: Int = 60) {
        // FNV-1a, 64 bits: Swift's own hashes differ from run to run.
        var state = seed.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let sentences = (0..<max(2, (words + 5) / 10)).map { _ in Self.sentence(&state) }
        let length = (sentences.count + 1) / max(2, words / 90)
        text = stride(from: 0, to: sentences.count, by: length).map { start in
            sentences[start..<min(start + length, sentences.count)].joined(separator: " ")
        }.joined(separator: "\n\n")
    }

    /// A made-up word; equal numbers give equal words.
    static func word(_ number: Int) -> String {
        var state = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
        return word(&state)
    }

    private static func sentence(_ state: inout UInt64) -> String {
        let words = (0..<10).map { index in
            // Some plain words in between, so that it reads as prose.
            index % 4 == 3 ? ["and", "with", "of", "for", "near"][Int(next(&state) % 5)] : word(&state)
        }
        let sentence = words.joined(separator: " ")
        return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
    }

    private static func word(_ state: inout UInt64) -> String {
        let starts = ["b", "d", "f", "gr", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "w"]
        let middles = ["a", "e", "i", "o", "u", "ea", "ou"]
        let ends = ["", "n", "r", "l", "st", "m", "nd"]
        return (0..<2).map { _ in
            starts[Int(next(&state) % 15)] + middles[Int(next(&state) % 7)] + ends[Int(next(&state) % 7)]
        }.joined()
    }

    /// The next number of a SplitMix64 generator (Steele, Lea and Flood, 2014).
    private static func next(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
