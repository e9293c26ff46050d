import Manuscript
import Testing

/// Paragraphs that say the same within their section.
struct RetoldParagraphsTests {
    @Test func aParagraphRetoldWithinItsSectionIsFound() throws {
        let body = [RetoldTexts.bees, RetoldTexts.bread, RetoldTexts.beesAgain, RetoldTexts.ships].joined(
            separator: "\n\n")
        let verdict = try #require(RetoldParagraphs.verdict(on: RetoldTexts.post([body])))
        #expect(verdict.figure == 50)
        #expect(verdict.findings.count == 1)
        #expect(
            verdict.findings[0].hasPrefix(
                "Part 1x: \"In the hive, enzymes turn the …\" retells an earlier paragraph there (0."))
        #expect(RetoldSections.verdict(on: RetoldTexts.post([body])) == nil)
    }

    @Test func codeAndTablesAreNotParagraphs() {
        let code = "```\n\(RetoldTexts.bees)\n\n\(RetoldTexts.bees)\n```\n\n| \(RetoldTexts.bees) |\n|---|\n"
        #expect(RetoldParagraphs.verdict(on: RetoldTexts.post([code])) == nil)
    }

    @Test func theFigureIsAPercentage() throws {
        let post = RetoldTexts.post([RetoldTexts.bees, RetoldTexts.bees])
        let verdict = try #require(RetoldParagraphs.verdict(on: post))
        #expect(verdict.isPercent && verdict.figure == 100)
    }
}
