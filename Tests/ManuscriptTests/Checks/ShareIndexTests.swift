import SeededRandom
import Testing

@testable import Manuscript

/// Sets that share enough are found without comparing each with each.
struct ShareIndexTests {
    /// The index looks at few pairs and misses none: the same as comparing each with each.
    @Test(arguments: (0..<20).map { UInt64($0) }) func theIndexMissesNoPair(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let words = (0..<12).map { "word\($0)" }
        for share in [0.6, 0.66, 0.75] {
            let sets = (0..<40).map { _ in
                Set((0..<Int.random(in: 0...6, using: &random)).compactMap { _ in words.randomElement(using: &random) })
            }
            var index = ShareIndex(share: share, of: sets)
            for (place, set) in sets.enumerated() {
                let near = index.holders(of: set)
                for (other, earlier) in sets[..<place].enumerated() where !set.isEmpty && !earlier.isEmpty {
                    let common = Double(set.intersection(earlier).count) / Double(min(set.count, earlier.count))
                    #expect(near.contains(other) == (common >= share), "\(set) \(earlier)")
                }
                index.add(set, holder: place)
            }
        }
    }
}
