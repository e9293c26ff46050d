import Markdown
import Testing

@Suite struct MarkdownUnwrappingTests {
    @Test(arguments: [
        ("a\nb\n\nc\n  d", "a b\n\nc d"), ("a  \nb\\\nc\nd", "a  \nb\\\nc d"), ("- a\n  b\n- c", "- a b\n- c"),
        ("> a\n> b\nc", "> a b c"),
        ("```\na\nb\n```", "```\na\nb\n```"), ("| a |\n|---|\n| b |", "| a |\n|---|\n| b |"),
        ("<div>\na\n</div>", "<div>\na\n</div>"),
        ("a\n\n[^1]: b\n    c\n\nx[^1]", "a\n\n[^1]: b c\n\nx[^1]"), ("T\n===\na\nb", "T\n===\na b"),
        ("    a\n    b", "    a\n    b"),
        ("a `b\nc` d", "a `b c` d"), ("", ""), ("one line", "one line"),
    ])
    func paragraphsAreLines(text: String, wanted: String) { #expect(Markdown.unwrapped(text) == wanted) }
}
