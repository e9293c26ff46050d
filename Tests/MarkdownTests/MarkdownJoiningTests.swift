import Markdown
import Testing

@Suite struct MarkdownJoiningTests {
    /// A combining character behind a mark makes another Character of it, and no other byte.
    @Test(arguments: [
        "<?\u{324}. ", "```\u{324}\nlet", "~~~\u{301}", "<!--\u{324} x", "<script\u{20}\u{324}>", "a\n\n<?\u{324}",
        "> <?\u{324}", "````md\n```", "- ```\n  a", "<![CDATA[ x", "<!X", "<textarea>\n\na",
    ]) func openMarksAreClosed(text: String) {
        let closed = Markdown.closed(text)
        #expect(closed.hasPrefix(text))
        #expect(Markdown.headings(in: closed + "\n\n# end\n").map(\.title) == ["end"], "\(closed)")
    }

    @Test(arguments: ["a", "```\na\n```", "`a`", "a < b", "<!-- a -->", "    ```"])
    func aClosedTextStays(text: String) { #expect(Markdown.closed(text) == text) }

    @Test(arguments: [
        ("a <b>c", "a <b>c\n\n</b>"), ("<div>\n\na", "<div>\n\na\n\n</div>"), ("```\na", "```\na\n```"),
        ("<p>a", "<p>a"), ("a <i><b>c</b>", "a <i><b>c</b>\n\n</i>"),
    ])
    func rawHTMLIsClosedToo(text: String, wanted: String) { #expect(Markdown.selfContained(text) == wanted) }

    @Test(arguments: [
        ("# A\n\ntext\n\n## B", 3, "### A\n\ntext\n\n#### B"), ("A\n===\n\ntext", 2, "## A\n\ntext"),
        ("- a\n\n  # in\n\n# own", 3, "- a\n\n  # in\n\n### own"), ("2 things\n---\n\nx", 3, "### 2 things\n\nx"),
        ("- a\n  - c\n\n    # in", 3, "- a\n  - c\n\n    # in"),
        ("> # A\n\n## B", 4, "> # A\n\n#### B"), ("##### A\n###### B", 6, "###### A\n###### B"), ("text", 3, "text"),
    ])
    func headingsMoveToALevel(text: String, level: Int, wanted: String) {
        #expect(Markdown.lowered(text, to: level) == wanted)
    }
}
