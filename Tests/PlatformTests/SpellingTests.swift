import Testing

@testable import Platform

@Suite struct SpellingTests {
    @Test(arguments: [
        ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("write", "write", 0), ("wirte", "write", 1), ("wrte", "write", 1),
        ("wriite", "write", 1), ("wride", "write", 1), ("kitten", "sitting", 3), ("ca", "abc", 3), ("ab", "ba", 1),
        ("naïve", "naive", 1),
    ])
    func distanceIsTheSameBothWays(left: String, right: String, steps: Int) {
        #expect(Spelling.distance(left, right) == steps)
        #expect(Spelling.distance(right, left) == steps)
    }

    @Test func nearestIsNearEnough() {
        let words = ["write", "rewrite", "rename", "set", "save"]
        #expect(Spelling.nearest(to: "wirte", among: words) == "write")
        #expect(Spelling.nearest(to: "WRIET", among: words) == "write")
        #expect(Spelling.nearest(to: "rewirte", among: words) == "rewrite")
        #expect(Spelling.nearest(to: "sat", among: words) == "set")
        #expect(Spelling.nearest(to: "castle", among: words) == nil)
        #expect(Spelling.nearest(to: "xyz", among: words) == nil)
        #expect(Spelling.nearest(to: "write", among: []) == nil)
    }

    /// A pasted text without a blank is as long as it likes; comparing it letter by letter would take minutes.
    @Test(.timeLimit(.minutes(5))) func aPastedTextIsNotAWord() {
        #expect(Spelling.nearest(to: String(repeating: "write", count: 200_000), among: ["write", "rewrite"]) == nil)
    }

    /// Of words that are equally near the answer is the same whatever their order.
    @Test func theOrderOfTheWordsDoesNotMatter() {
        #expect(Spelling.nearest(to: "bat", among: ["cat", "hat"]) == "cat")
        #expect(Spelling.nearest(to: "bat", among: ["hat", "cat"]) == "cat")
    }
}
