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

    @Test func beginsWithNothing() {
        #expect(progress.line(after: 0) == "section 1 of 2 · 0 words")
        #expect(progress.line(after: 60) == "section 1 of 2 · 0 words")
    }

    @Test func countsWordsAndTokensASecond() {
        var progress = progress
        progress.began(0)
        progress.text(0, "one two three ")
        progress.text(0, "fo")
        progress.text(0, "ur five\nsix ")
        #expect(progress.line(after: 0.4) == "section 1 of 2 · 6 words")
        // 28 bytes are 7 tokens; a tenth of the 220 words is not there yet.
        #expect(progress.line(after: 3.5) == "section 1 of 2 · 6 words · 2 tokens/s")
    }

    @Test func saysWhatIsLeftFromATenthOn() {
        var progress = progress
        progress.text(0, String(repeating: "abc ", count: 20))
        #expect(progress.line(after: 10) == "section 1 of 2 · 20 words · 2 tokens/s")
        progress.text(0, String(repeating: "abc ", count: 2))
        #expect(progress.line(after: 10) == "section 1 of 2 · 22 words · 2 tokens/s · about 1:30 left")
        progress.text(0, String(repeating: "abc ", count: 88))
        #expect(progress.line(after: 55) == "section 1 of 2 · 110 words · 2 tokens/s · about 0:55 left")
        progress.text(1, String(repeating: "abc ", count: 110))
        #expect(progress.line(after: 110) == "section 1 of 2 · 220 words · 2 tokens/s")
    }

    @Test func aRestartResetsTheWordsAndAnEndCountsThem() {
        var progress = progress
        progress.text(0, "one two three ")
        progress.restart(0)
        #expect(progress.line(after: 0) == "section 1 of 2 · 0 words")
        progress.text(0, "one two ")
        progress.ended(0, text: "One two three.")
        #expect(progress.line(after: 0) == "section 2 of 2 · 3 words")
        progress.ended(1, text: nil)
        #expect(progress.line(after: 0) == "section 2 of 2 · 3 words")
    }
}
