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

    @Test func fewSentencesAreNotMeasured() { #expect(measured(Array(repeating: "Yeast", count: 19)) == nil) }
}
