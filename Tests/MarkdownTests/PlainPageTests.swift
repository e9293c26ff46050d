import Markdown
import Testing

@Suite struct PlainPageTests {
    @Test(arguments: [
        ("*a* and `b`\nc", "a and b\nc"),
        ("[a](https://x.org) <https://x.org> www.x.org", "a (https://x.org) https://x.org www.x.org"),
        ("![alt](x.png)", "alt (x.png)"), ("[x](#y)", "x"), ("> a\n>\n> b", "> a\n>\n> b"),
        ("- a\n- b\n  - c", "- a\n- b\n  - c"),
        ("3. a\n4. b", "3. a\n4. b"), ("- [x] a\n- [ ] b", "- [x] a\n- [ ] b"),
        ("1. a\n\n   b\n2. c", "1. a\n\n   b\n\n2. c"),
        ("| a | bb |\n|---|--:|\n| ccc | d |\n| 日 | e |", "a    bb\n---  --\nccc   d\n日    e"),
        ("```\nx\n\ny\n```", "    x\n\n    y"), ("a\n\n***\n\nb", "a\n\n* * *\n\nb"),
        ("<div>raw <b>x</b></div>", "raw x"), ("a[^1]\n\n[^1]: note", "a[^1]\n\n[^1]: note"),
        ("# T\n\ntext", "T\n\ntext"), ("$a_b$", "$a_b$"), ("a<br>b", "a\nb"), ("", ""),
    ])
    func plain(text: String, wanted: String) { #expect(PlainPage(text).text == wanted) }

    @Test func deepNestingEnds() {
        #expect(PlainPage(String(repeating: "> ", count: 5000) + "deep").text.contains("deep"))
    }
}
