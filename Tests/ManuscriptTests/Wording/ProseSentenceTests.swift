import Testing

@testable import Manuscript

/// The sentences of a body, and their places.
struct ProseSentenceTests {
    @Test func onlyParagraphsHaveSentences() {
        let body =
            "One *plain*\nsentence. A [second](https://a.b/c.d) one!\n\n- an item.\n\n> A quotation.\n\n| a | b |\n\n"
            + "```\nlet code = 1.\n```\n\n    indented.\n\nWhat follows:\n- an item.\n\n[l]: https://a.b\n\nLast"
        let found = ProseSentence.all(in: body)
        #expect(found.map(\.text) == ["One plain sentence.", "A second one!", "What follows:", "Last"])
        #expect(found.map(\.number) == [1, 2, 3, 4])
        #expect(
            found.map { String(body[$0.range]) }.prefix(2) == [
                "One *plain*\nsentence.", "A [second](https://a.b/c.d) one!",
            ])
        #expect(body[found[2].range] == "What follows:")
    }

    @Test func linesWithCarriageReturnsAreLines() {
        #expect(ProseSentence.all(in: "One.\r\nTwo.\r\n\r\n- an item.\r\n").map(\.text) == ["One.", "Two."])
    }

    @Test func theStartIsAtMostEightWords() {
        #expect(ProseSentence.all(in: "1 2 3 4 5 6 7 8.").map(\.start) == ["1 2 3 4 5 6 7 8."])
        #expect(ProseSentence.all(in: "1 2 3 4 5 6 7 8 9.").map(\.start) == ["1 2 3 4 5 6 7 8 …"])
    }

    @Test(arguments: ["", " \n", "***", "---\n\n...", "![alt](x.png)"]) func otherTextHasNone(body: String) {
        #expect(ProseSentence.all(in: body).isEmpty)
    }
}
