import Manuscript
import Testing

/// How much the lengths of sentences vary.
struct SentenceLengthsTests {
    private func measured(_ lengths: [Int]) -> Verdict? {
        let sentences = lengths.map { "A" + String(repeating: " word", count: $0 - 1) + "." }
        return SentenceLengths.verdict(on: CheckedPost(markdown: "## One\n\n" + sentences.joined(separator: " ")))
    }

    @Test func theDeviationIsDividedByTheMean() throws {
        let verdict = try #require(measured((0..<20).map { $0 % 2 == 0 ? 5 : 15 }))
        #expect(abs(verdict.figure - 0.5) < 1e-9 && verdict.holds && verdict.text == "0.50")
        #expect(verdict.details["words"] == 10 && verdict.details["sentences"] == 20 && verdict.findings.isEmpty)
    }

    @Test func sentencesOfOneLengthFail() throws {
        let verdict = try #require(measured(Array(repeating: 12, count: 25)))
        #expect(verdict.figure == 0 && !verdict.holds)
        #expect(verdict.findings == ["One: 25 sentences, most of 12 to 12 words (0.00)"])
    }

    @Test func fewSentencesAreNotMeasured() { #expect(measured(Array(repeating: 12, count: 19)) == nil) }
}
