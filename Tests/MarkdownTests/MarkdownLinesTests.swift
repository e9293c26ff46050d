import Testing

@testable import Markdown

@Suite struct MarkdownLinesTests {
    @Test func codeAndHTMLAreHidden() {
        let lines = MarkdownLines("a\n```\nb\n```\n\n<div>\nc\n\nd")
        #expect(lines.count == 9)
        #expect((0..<9).map { lines.content($0) == nil } == [false, true, true, true, true, true, true, true, false])
        #expect(lines.hidden.map(\.count) == [3, 1, 3, 5, 1])
    }

    @Test(arguments: [
        ("> - a", 4, 1, true), ("10. a", 4, 0, true), ("a", 0, 0, false), ("-a", 0, 0, false), (">> a", 3, 2, false),
    ])
    func theWordsOfALineBegin(line: String, place: Int, quotes: Int, isItem: Bool) {
        let content = MarkdownLines(line).content(0)
        #expect(content?.place == place && content?.quotes == quotes && content?.isItem == isItem)
    }

    @Test(arguments: [
        ("a\nb", false), ("# a\nb", true), ("a\n\nb", true), ("a\n---\nb", true), ("a\n- b", true), ("a\n> b", true),
    ])
    func linesThatEndAParagraph(text: String, ends: Bool) throws {
        let lines = MarkdownLines(text)
        let content = try #require(lines.content(lines.count - 1))
        #expect(lines.endsParagraph(before: lines.count - 1, content) == ends)
    }
}
