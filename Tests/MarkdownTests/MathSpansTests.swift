import Testing

@testable import Markdown

@Suite struct MathSpansTests {
    @Test(arguments: ["$a_b$", "x $$a_1\nb_2$$ y", "\\[a^2\\]", "\\(x*y\\) and $z_1$"])
    func aFormulaComesBackWhole(text: String) {
        let spans = MathSpans(text)
        #expect(spans.text != text && spans.plain(spans.text) == text)
    }

    @Test(arguments: [
        "$5 and $6", "$a$", "`$a_b$`", "```\n$a_b$\n```", "$ a_b $", "\\$a_b$", "$[x_y](https://a.b)$", "$a_b$5",
        "$$\n\na_b$$", "\u{F8E0}$a_b$", "$",
    ])
    func otherTextsStay(text: String) { #expect(MathSpans(text).text == text) }

    @Test func htmlIsEscaped() {
        let spans = MathSpans("$a_1<b&c$")
        #expect(spans.restored(spans.text) == "<span class=\"math\">$a_1&lt;b&amp;c$</span>")
    }

    @Test func anEscapedDollarEndsNoFormula() {
        let spans = MathSpans("$\\$_1$")
        #expect(spans.restored(spans.text) == "<span class=\"math\">$\\$_1$</span>")
    }
}
