import Manuscript
import Testing

/// Sections that say the same in other words.
struct RetoldSectionsTests {
    @Test func aSectionThatSaysTheSameInOtherWordsIsFound() throws {
        let verdict = try #require(
            RetoldSections.verdict(
                on: RetoldTexts.post([RetoldTexts.bees, RetoldTexts.bread, RetoldTexts.ships, RetoldTexts.beesAgain])))
        #expect(verdict.figure == 50)
        #expect(!verdict.holds)
        #expect(verdict.findings.count == 1)
        #expect(verdict.findings[0].hasPrefix("Part 4x retells Part 1x (0."))
    }

    @Test func differentSectionsAreLeftAlone() throws {
        let post = RetoldTexts.post([RetoldTexts.bees, RetoldTexts.bread, RetoldTexts.ships])
        let sections = try #require(RetoldSections.verdict(on: post))
        #expect(sections.figure == 0)
        #expect(sections.holds)
        #expect(try #require(RetoldParagraphs.verdict(on: post)).holds)
        #expect(try #require(CopiedText.verdict(on: post)).figure == 0)
    }

    @Test func fifteenWordsAreEnoughToBeCompared() {
        let words = RetoldTexts.bees.split(separator: " ")
        func verdict(words count: Int) -> Verdict? {
            let text = words.prefix(count).joined(separator: " ")
            return RetoldSections.verdict(on: RetoldTexts.post([text, text]))
        }
        #expect(verdict(words: 15)?.figure == 100 && verdict(words: 14) == nil)
    }
}
