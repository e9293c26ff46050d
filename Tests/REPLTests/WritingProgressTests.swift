import Chains
import Manuscript
import TestSupport
import Testing

@testable import REPL

@Suite struct WritingProgressTests {
    /// Two sections of 100 and 120 words.
    private var progress: WritingProgress {
        let entries = Posts.outlined.outline.entries.filter { $0.depth == 2 }
        return WritingProgress(WritingPlan(jobs: entries.map { .init(entry: $0, task: .write) }, parallel: 1))
    }

    private func line(_ progress: WritingProgress, after seconds: Double) -> String {
        progress.line(after: seconds, width: 99)
    }

    @Test func beginsWithNothing() {
        #expect(line(progress, after: 0) == "section 1 of 2: 2.1 Files and folders · 0 words")
        #expect(line(progress, after: 60) == "section 1 of 2: 2.1 Files and folders · 0 words")
    }

    @Test func countsWordsAndTokensASecond() {
        var progress = progress
        progress.text(0, "one two three ")
        progress.text(0, "fo")
        progress.text(0, "ur five\nsix ")
        #expect(line(progress, after: 0.4) == "section 1 of 2: 2.1 Files and folders · 6 words")
        // 28 bytes are 7 tokens; a tenth of the 220 words is not there yet.
        #expect(line(progress, after: 3.5) == "section 1 of 2: 2.1 Files and folders · 6 words · 2 tokens/s")
    }

    @Test func saysWhatIsLeftFromATenthOnAndTheCost() {
        var progress = progress
        let first = "section 1 of 2: 2.1 Files and folders"
        progress.text(0, String(repeating: "abc ", count: 20))
        #expect(line(progress, after: 10) == first + " · 20 words · 2 tokens/s")
        progress.text(0, String(repeating: "abc ", count: 2))
        #expect(line(progress, after: 10) == first + " · 22 words · 2 tokens/s · 1:30 left")
        progress.text(0, String(repeating: "abc ", count: 88))
        progress.cost = "0.02 EUR"
        #expect(line(progress, after: 55) == first + " · 110 words · 2 tokens/s · 0:55 left · 0.02 EUR")
        progress.text(1, String(repeating: "abc ", count: 110))
        progress.cost = nil
        #expect(line(progress, after: 110) == first + " · 220 words · 2 tokens/s")
    }

    @Test(
        "Narrow screens show the most important parts",
        arguments: [
            (85, "section 1 of 2: 2.1 Files and folders · 110 words · 2 tokens/s · 0:55 left · 0.02 EUR"),
            (82, "section 1 of 2: 2.1 Files and fol… · 110 words · 2 tokens/s · 0:55 left · 0.02 EUR"),
            (72, "section 1 of 2: 2.1 · 110 words · 2 tokens/s · 0:55 left · 0.02 EUR"),
            (67, "section 1 of 2: 2.1 · 110 words · 2 tokens/s · 0:55 left · 0.02 EUR"),
            (66, "section 1 of 2: 2.1 · 110 words · 0:55 left · 0.02 EUR"),
            (49, "section 1 of 2: 2.1 · 110 words · 0:55 left"), (40, "section 1 of 2: 2.1 · 0:55 left"),
            (20, "section 1 of 2: 2.1"), (15, "section 1 of 2"), (13, ""),
        ])
    func narrow(width: Int, expected: String) {
        var progress = progress
        progress.text(0, String(repeating: "abc ", count: 110))
        progress.cost = "0.02 EUR"
        #expect(progress.line(after: 55, width: width) == expected)
    }

    @Test func aRestartResetsTheWordsAndAnEndCountsThem() {
        var progress = progress
        progress.text(0, "one two three ")
        progress.restart(0)
        #expect(line(progress, after: 0) == "section 1 of 2: 2.1 Files and folders · 0 words")
        progress.text(0, "one two ")
        progress.ended(0, text: "One two three.")
        #expect(line(progress, after: 0) == "section 2 of 2: 2.2 Tables · 3 words")
        progress.ended(1, text: nil)
        #expect(line(progress, after: 0) == "section 2 of 2: 2.2 Tables · 3 words")
    }
}
