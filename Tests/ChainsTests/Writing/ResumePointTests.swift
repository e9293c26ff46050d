import Manuscript
import Testing

@testable import Chains

/// Where a text that broke off is taken up, and how its continuation is joined.
@Suite(.serialized) struct ResumePointTests {
    @Test(
        arguments: [
            ("One is. Two is and", "One is.", " "),
            ("One is. Two is.", "One is. Two is.", nil),
            ("One is.\n\nTwo is and", "One is.", "\n\n"),
            ("One is.\nTwo is and", "One is.", "\n"),
            ("No whole sentence", "", ""),
            ("一是。二是", "一是。", ""),
            ("It has:\n\n- one thing\n- two", "It has:", "\n\n"),
            ("It has:\n\n- One thing.\n- Two thi", "It has:\n\n- One thing.", "\n"),
            ("1. First.\n2. Sec", "1. First.", "\n"),
            ("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |", "| a | b |\n|---|---|\n| 1 | 2 |", "\n"),
            ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |", nil),
            ("| a | b |\n|---|---|\n| 1 | 2 |\n| 3", "| a | b |\n|---|---|\n| 1 | 2 |", "\n"),
            ("Code:\n\n```py\nx = 1\ny =", "Code:\n\n```py\nx = 1", "\n"),
            ("Code:\n\n```py", "Code:", "\n\n"),
            ("Code:\n\n````md\n```\nx = 1\n```\ny =", "Code:\n\n````md\n```\nx = 1\n```", "\n"),
            ("Done.\n\n```py\nx = 1\n```", "Done.\n\n```py\nx = 1\n```", nil),
            ("", "", nil),
        ] as [(String, String, String?)])
    func cutsAfterTheLastCompleteElement(text: String, base: String, gap: String?) {
        let seam = ResumePoint(text)
        #expect(seam.base == base)
        #expect(seam.gap == gap)
    }

    @Test(arguments: [(59, " "), (60, "\n\n")])
    func aParagraphOfSixtyWordsIsFinished(words: Int, separator: String) {
        let text = "First one.\n\n" + Array(repeating: "word", count: words).joined(separator: " ") + "."
        #expect(ResumePoint(text).separator(before: "More of it.") == separator)
    }
}
