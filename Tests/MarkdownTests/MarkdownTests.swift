import Markdown
import Testing

@Suite struct MarkdownTests {
    /// cmark-gfm itself counts the line behind an underlined heading in.
    @Test(arguments: [
        ("Title\n===\nText", 0...1), ("Title\n---\n\nText", 0...1), ("Title\n---", 0...1), ("A\nB\n- \nText", 0...2),
        ("Title\n---\n---\nText", 0...1), ("> Title\n> ===\n> Text", 0...1), ("Text\n\n## Title\nText", 2...2),
        ("Title\r\n===\r\nText", 0...1), ("Title\r---\rText", 0...1),
    ])
    func aHeadingTakesItsOwnLines(text: String, lines: ClosedRange<Int>) {
        #expect(Markdown.headings(in: text).map(\.lines) == [lines])
    }

    @Test func headingsHaveTheirLevelAndTheirWordsWithoutMarkup() {
        let text = "# *One*\n\n> ## `Two` &amp; more\n\n```\n# code\n```\n\n- ### Three ###"
        let found = Markdown.headings(in: text)
        #expect(found.map(\.level) == [1, 2, 3])
        #expect(found.map(\.title) == ["One", "Two & more", "Three"])
    }

    @Test(arguments: [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("\r\r\n\n", "\n\n\n"), ("a", "a"), ("", ""),
    ])
    func everyLineEndsWithALineFeed(text: String, wanted: String) { #expect(Markdown.withLineFeeds(text) == wanted) }

    @Test(arguments: [
        ("*a* and `b`\nc", "a and b\nc"), ("a<br>b", "a\nb"), ("[^1]: word", "[^1]: word"),
        ("# T\n\ntext", "T\n\ntext"),
    ])
    func plainTextHasNoMarkup(text: String, wanted: String) { #expect(Markdown.plainText(text) == wanted) }

    @Test func theLibraryHasAVersion() throws { #expect(try #require(Markdown.libraryVersion).contains(".")) }
}
