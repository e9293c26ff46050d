import Testing

@testable import Manuscript

@Suite struct AlignmentTests {
    /// The length of the longest common subsequence, the plain way.
    private func common(_ old: [Int], _ new: [Int]) -> Int {
        var row = Array(repeating: 0, count: new.count + 1)
        for one in old {
            var diagonal = 0
            for (index, other) in new.enumerated() {
                let above = row[index + 1]
                row[index + 1] = one == other ? diagonal + 1 : max(above, row[index])
                diagonal = above
            }
        }
        return row[new.count]
    }

    @Test(arguments: (0..<6).map { UInt64($0) })
    func pairsAreEqualAndRise(seed: UInt64) {
        var making = RandomSessions(seed: 900 + seed)
        for _ in 0..<60 {
            let keys = making.number(1...9)
            let old = (0..<making.number(0...30)).map { _ in making.number(0...(keys - 1)) }
            let new = (0..<making.number(0...30)).map { _ in making.number(0...(keys - 1)) }
            let pairs = Alignment(old, new, keys: keys).pairs
            #expect(pairs.allSatisfy { old[$0.old] == new[$0.new] })
            #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.old < $1.old && $0.new < $1.new })
            #expect(pairs.count <= common(old, new))
            // Without anything unique Myers alone decides, and it finds the longest.
            if Set(old).union(new).count == 1 { #expect(pairs.count == min(old.count, new.count)) }
        }
    }

    @Test func repeatedLinesAreAlignedByTheFewestEdits() {
        let (old, new) = ([0, 1, 0, 1, 1, 0, 0, 1, 0, 1], [1, 0, 1, 1, 0, 1, 0, 0, 1, 1])
        #expect(Alignment(old, new, keys: 2).pairs.count == common(old, new))
    }

    @Test func alignmentStopsAfterTooManyEdits() {
        let old = (0..<2_000).map { $0 % 2 }
        let new = (0..<2_000).map { 2 + $0 % 2 }
        #expect(Alignment(old, new, keys: 4).pairs.isEmpty)
    }

    /// Elements that both lists have once count more than frequent ones, even if more elements would then match.
    @Test func elementsThatOccurOnceDecide() {
        func pairs(_ old: [Int], _ new: [Int]) -> [[Int]] {
            Alignment(old, new, keys: 6).pairs.map { [$0.old, $0.new] }
        }
        // At the start of a list.
        #expect(pairs([2, 2, 0, 4], [0, 2, 2, 3]) == [[2, 0]])
        // In the part behind another one.
        #expect(pairs([4, 0, 1, 2, 2, 0, 4], [3, 0, 1, 0, 2, 2, 3]) == [[1, 1], [2, 2], [5, 3]])
        // Before another one: 2 and 3 occur twice in the old list.
        #expect(pairs([2, 3, 0, 1, 2, 3, 4], [0, 2, 3, 1, 5]) == [[2, 0], [3, 3]])
    }
}
