import Manuscript
import Testing

/// Runs of words that occur more than once.
struct CopiedTextTests {
    @Test func everyCopiedRunOfEightWordsCounts() throws {
        let words = "one two three four five six seven eight nine ten"
        let verdict = try #require(
            CopiedText.verdict(on: RetoldTexts.post([words, "zero " + words.uppercased() + " eleven"])))
        // 3 and 5 runs; 3 of each occur twice.
        #expect(verdict.figure == 100.0 * 6 / 8)
        #expect(verdict.findings == ["Part 1x, Part 2x: 3 runs of 8 words occur more than once"])
        #expect(CopiedText.verdict(on: RetoldTexts.post(["Too short to have a run."])) == nil)
    }
}
