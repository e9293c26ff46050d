import Markdown
import SeededRandom
import Testing

/// Escapes for Hugo and Jekyll.
@Suite struct SiteMarksTests {
    @Test(arguments: [
        ("cat a | grep b", "cat a \\| grep b"), ("| a |\n|---|\n| b | \n\nc | d", "| a |\n|---|\n| b | \n\nc \\| d"),
        ("`a | b` and a\\|b", "`a | b` and a\\|b"), ("```\na | b\n```", "```\na | b\n```"),
        ("x {: .note}\n\n{::toc}", "x \\{: .note}\n\n\\{::toc}"), ("## Each {#each}", "## Each \\{#each}"),
        ("## The {{ tag }}", "## The {{ tag }}"), ("1 << 2 >> 1", "1 \\<\\< 2 \\>\\> 1"), (">> quote", ">> quote"),
        ("Term\n: text", "Term\n\\: text"), ("*[HTML]: x", "\\*[HTML]: x"), ("^", "\\^"),
        ("a<b and <https://a.org> <kbd>x</kbd>", "a\\<b and <https://a.org> <kbd>x</kbd>"), ("Vec<T>", "Vec\\<T>"),
    ])
    func kramdown(text: String, escaped: String) {
        #expect(SiteMarks.escaped(text, for: .kramdown) == escaped)
        #expect(SiteMarks.unescaped(escaped) == text || text.contains("\\") || text.hasPrefix("*["))
    }

    @Test(arguments: [
        ("a | b {: .x}", "a | b {: .x}"), ("## Each {#each}", "## Each \\{#each}"), ("1 << 2", "1 \\<\\< 2"),
        ("a<b", "a<b"), ("Vec<T>", "Vec\\<T>"), ("Term\n: text", "Term\n\\: text"),
    ])
    func goldmark(text: String, escaped: String) {
        #expect(SiteMarks.escaped(text, for: .goldmark) == escaped)
        #expect(SiteMarks.unescaped(escaped) == text)
    }

    @Test(arguments: [
        ("H<sub>2</sub>O", true), ("<div>\nx\n</div>", true), ("`<b>` and Vec<T>", false), ("<!-- x -->", false),
        ("```\n<b>\n```", false), ("<https://a.org>", false), ("1 < 2", false),
        ("Press it.[^1]\n\n[^1]: <kbd>", true),
    ])
    func rawHTMLIsFound(text: String, isFound: Bool) {
        #expect(SiteMarks.hasHTML(text) == isFound)
    }

    /// The escapes change no page for any text.
    @Test func thePageStaysTheSame() {
        let words = [
            "a", "b c", "|", "||", "{:", "{#x}", "}", "<", "<<", ">", ">>", "`", "``", "\\", "\n", "\n\n", ": ", "^",
            "*[A]:",
            "## ", "<b>", "</b>", "<T>", "- ", "> ", "    ", "|---|\n", "```\n", "[l](u|v)", "<a@b.c>", "$x$", "é",
        ]
        for seed in 0..<400 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            let text = (0..<Int.random(in: 1...14, using: &random)).map { _ in
                words.randomElement(using: &random) ?? ""
            }.joined(separator: Bool.random(using: &random) ? " " : "")
            for dialect in [SiteMarks.Dialect.goldmark, .kramdown] {
                let escaped = SiteMarks.escaped(text, for: dialect)
                #expect(Markdown.plainText(escaped) == Markdown.plainText(text), "\(seed): \(text)")
                #expect(
                    Markdown.plainText(SiteMarks.unescaped(escaped)) == Markdown.plainText(text), "\(seed): \(text)")
            }
        }
    }
}
