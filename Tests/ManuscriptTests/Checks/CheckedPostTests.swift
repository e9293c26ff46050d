import Manuscript
import Testing

@Suite struct CheckedPostTests {
    private let text = "# Post\n\n## One\n\nA text.\n\nTwo\n---\nThe first line.\n\nMore.\n"

    @Test func textUnderAHeadingBelongsToIt() {
        let post = CheckedPost(markdown: text)
        #expect(post.parts.map(\.title) == ["One", "Two"])
        #expect(post.parts.map(\.body) == ["A text.", "The first line.\n\nMore."])
    }

    @Test func aTitleAloneIsASection() {
        let post = CheckedPost(markdown: "# Post\n\nA text.\n")
        #expect(post.parts.map(\.title) == ["Post"] && post.parts.map(\.body) == ["A text."])
        #expect(CheckedPost(markdown: "A text.\n").parts.isEmpty)
    }

    /// Found by the fuzzer: a file with other line ends ended the program.
    @Test(arguments: ["\r\n", "\r"]) func lineEndsMakeNoDifference(ends: String) {
        let other = text.replacing("\n", with: ends)
        #expect(CheckedPost(markdown: other) == CheckedPost(markdown: text))
    }

    /// As the fuzzer found it, made shorter.
    @Test func aCarriageReturnIsALineEnd() {
        #expect(CheckedPost(markdown: "# Post\n\r\u{0}A\n\n## 1. B\r\u{0}\n\nC\n\n## 1. D").parts.count == 2)
    }
}
