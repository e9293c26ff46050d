import Manuscript
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

    /// A combining character behind a mark makes another Character of it, and no other byte.
    @Test(arguments: [
        "<?\u{324}. ", "```\u{324}\nlet", "~~~\u{301}", "<!--\u{324} x", "<script\u{20}\u{324}>", "a\n\n<?\u{324}",
        "> <?\u{324}",
    ]) func whatIsLeftOpenIsClosed(text: String) {
        let closed = Markdown.closed(text)
        #expect(closed.hasPrefix(text))
        #expect(Markdown.headings(in: closed + "\n\n# end\n").map(\.title) == ["end"], "\(closed)")
    }
}
