import Manuscript
import Testing

/// How often sentences begin with the same word.
struct SentenceOpeningsTests {
    private func measured(_ openings: [String]) -> Verdict? {
        let text = openings.map { "\($0) rises." }.joined(separator: " ")
        return SentenceOpenings.verdict(on: CheckedPost(markdown: "## One\n\n\(text)"))
    }

    @Test func theCommonestOpeningCounts() throws {
        let verdict = try #require(measured((0..<20).map { $0 % 2 == 0 ? "Yeast" : "It\($0)" }))
        #expect(verdict.figure == 50 && !verdict.holds)
        #expect(verdict.findings == ["One: sentences 1, 3, 5, 7, 9, 11, 13, 15, 17, 19 begin with \"yeast\""])
    }

    @Test func variedOpeningsPass() throws {
        let verdict = try #require(measured((0..<20).map { "Word\($0)" }))
        #expect(verdict.figure == 5 && verdict.holds)
    }

    @Test func frequentOpeningsAreFoundInSeveralTexts() {
        let texts = ["Yeast grows. Yeast eats. Dough rises.", "yeast rests. Salt slows. Water helps. \"Heat\" kills."]
        #expect(SentenceOpenings.frequent(in: texts, above: 0.4) == ["yeast"])
        #expect(SentenceOpenings.frequent(in: texts, above: 0.5).isEmpty)
        #expect(SentenceOpenings.frequent(in: ["Yeast grows. Yeast eats."], above: 0.1).isEmpty, "two are few")
    }

    @Test func fewSentencesAreNotMeasured() { #expect(measured(Array(repeating: "Yeast", count: 19)) == nil) }
}
