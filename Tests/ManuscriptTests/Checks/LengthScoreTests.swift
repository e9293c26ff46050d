import Manuscript
import Testing

/// How closely sections keep to their budgets.
struct LengthScoreTests {
    @Test(arguments: [
        (100, 100, 100.0), (200, 100, 100 * 2.0 / 3), (400, 100, 0), (500, 100, 0), (50, 100, 50), (0, 9, 0),
    ])
    func lengthIsScoredAsLongBenchWriteDoes(words: Int, budget: Int, score: Double) {
        #expect(abs(LengthScore.score(words: words, budget: budget) - score) < 1e-9)
    }

    @Test func theWorstSectionIsNamedFirst() throws {
        var post = checkedPost([String(repeating: "word ", count: 150), String(repeating: "word ", count: 40)])
        for place in 0..<2 { post.parts[place].budget = 100 }
        let verdict = try #require(LengthScore.verdict(on: post))
        #expect(verdict.findings == ["Two: 40 words, 100 asked for", "One: 150 words, 100 asked for"])
        #expect(!verdict.holds && verdict.details["sections"] == 2)
    }

    @Test func withoutBudgetsThereIsNoScore() {
        #expect(LengthScore.verdict(on: checkedPost(["One.", "Two."])) == nil)
        var post = checkedPost(["One.", ""])
        post.parts[0].budget = 0
        post.parts[1].budget = 100
        #expect(LengthScore.verdict(on: post) == nil)
    }
}
