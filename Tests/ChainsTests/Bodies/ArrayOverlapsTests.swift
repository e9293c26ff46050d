import SeededRandom
import Testing

@testable import Chains

/// The Z function is what comparing each suffix gives.
struct ArrayOverlapsTests {
    @Test(arguments: 0..<20) func itIsWhatComparingGives(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let list = (0..<Int.random(in: 0...30, using: &random)).map { _ in Int.random(in: 0...1, using: &random) }
            let expected = list.indices.map { start in
                start == 0 ? 0 : zip(list, list[start...]).prefix { $0 == $1 }.count
            }
            #expect(list.overlaps == expected, "\(list)")
        }
    }

    @Test func edges() {
        #expect([Int]().overlaps == [] && [1].overlaps == [0])
        #expect(Array("日本日本").overlaps == [0, 0, 2, 0])
    }

    @Test func aLongRunTakesLinearTime() {
        let list = [Int](repeating: 1, count: 200_000)
        #expect(list.overlaps[1] == 199_999 && list.overlaps.last == 1)
    }
}
