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
        ("a<br>b", "<p>a<br />\nb</p>\n"), ("Vec<T>", "<p>Vec&lt;T&gt;</p>\n"), ("~~a~~", "<p><del>a</del></p>\n"),
        ("<script>x</script>", "<!-- raw HTML omitted -->\n"), ("[a](javascript:x)", "<p><a href=\"\">a</a></p>\n"),
        ("| a |\n|---|\n| b<br>c |", "<td>b<br />c</td>"), ("a[^1]\n\n[^1]: note", "<section class=\"footnotes\""),
        ("a\n\n[^1]: note", "[^1]: note"),
    ])
    func htmlIsSafe(text: String, part: String) {
        #expect(Markdown.html(text).contains(part), "\(Markdown.html(text))")
    }

    @Test(arguments: [
        ("*a* and `b`\nc", "a and b\nc"), ("a<br>b", "a\nb"), ("[^1]: word", "[^1]: word"),
        ("# T\n\ntext", "T\n\ntext"),
    ])
    func plainTextHasNoMarkup(text: String, wanted: String) { #expect(Markdown.plainText(text) == wanted) }

    @Test func theLibraryHasAVersion() throws { #expect(try #require(Markdown.libraryVersion).contains(".")) }
}
