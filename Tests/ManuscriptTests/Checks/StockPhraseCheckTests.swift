import Manuscript
import Testing

/// How many stock phrases an English post has.
struct StockPhraseCheckTests {
    private func measured(_ sentences: [String]) -> Verdict? {
        StockPhraseCheck.verdict(on: CheckedPost(markdown: "## One\n\n\(sentences.joined(separator: " "))"))
    }
    private static let plain = Array(repeating: "The baker folds the dough and waits for it to rest again.", count: 40)

    @Test func plainProseHasNone() throws {
        let verdict = try #require(measured(Self.plain))
        #expect(verdict.figure == 0 && verdict.holds && verdict.findings.isEmpty && verdict.details["words"] == 480)
    }

    @Test func theFigureIsForAThousandWordsAndPlacesAreNamed() throws {
        let verdict = try #require(
            measured(Self.plain + Array(repeating: "Overall, it plays a crucial role.", count: 10)))
        // 20 phrases in 540 words.
        #expect(abs(verdict.figure - 37.04) < 0.01 && !verdict.holds)
        #expect(verdict.findings.count == 10)
        #expect(
            verdict.findings[0]
                == "One, sentence 41: \"Overall, it plays a crucial role.\" says \"overall\", \"plays a crucial role\"")
    }

    @Test func shortAndForeignTextsAreNotMeasured() {
        #expect(measured(Array(Self.plain.prefix(10))) == nil)
        #expect(
            measured(Array(repeating: "Der Bäcker faltet den Teig und wartet, bis er sich wieder ausruht.", count: 40))
                == nil)
    }
}
