import Markdown
import Testing

/// Pages: harmless HTML stays, nothing is loaded, and headings have anchors.
@Suite struct MarkdownPageTests {
    private func html(_ text: String) -> String { MarkdownPage(text).html }

    @Test(arguments: [
        ("a<br>b", "<p>a<br />\nb</p>\n"), ("Vec<T>", "<p>Vec&lt;T&gt;</p>\n"), ("~~a~~", "<p><del>a</del></p>\n"),
        ("[a](javascript:x)", "<p>a</p>\n"),
        ("| a |\n|---|\n| b<br>c |", "<td>b<br />c</td>"), ("a[^1]\n\n[^1]: note", "<section class=\"footnotes\""),
        ("a\n\n[^1]: note", "[^1]: note"), ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>"),
        ("| a |\n|---|\n| <kbd>b</kbd> |", "<td><kbd>b</kbd></td>"),
        ("| a |\n|:-:|\n| b |", "<td style=\"text-align: center\">b</td>"),
        ("<abbr title='a \"b\"' onclick=x>c</abbr>", "<abbr title=\"a &quot;b&quot;\">c</abbr>"),
        (
            "<details open>\n<summary>S</summary>\n\n*x*\n\n</details>",
            "<details open>\n<summary>S</summary>\n<p><em>x</em></p>\n</details>"
        ),
        ("<details>\n\nx\n\n</details>", "<details><summary>…</summary>"),
        ("![a](https://x.org/y.png)", "<a href=\"https://x.org/y.png\">a</a>"),
        ("![a](y.png)", "<img src=\"y.png\" alt=\"a\" />"),
        ("[![a](//x.org/y.png)](/z)", "<a href=\"/z\">a</a>"),
        ("<img src=\"https://x.org/y.png\" alt=q>", "<a href=\"https://x.org/y.png\">q</a>"),
        ("![a](data:image/png;base64,AA)", "src=\"data:image/png"), ("![a](data:text/html,AA)", "<p>a</p>"),
        ("## A\n\n## A", "<h2 id=\"a-2\">A</h2>"), ("# fn 1", "id=\"section-fn-1\""), ("# !", "id=\"section\""),
        ("## Über *uns*", "id=\"über-uns\""),
        ("$a_b*c*d_e$", "<span class=\"math\">$a_b*c*d_e$</span>"),
        ("\\(a_b\\)", "<span class=\"math\">\\(a_b\\)</span>"),
        ("$$\nx_1 < y_2\n$$", "$$\nx_1 &lt; y_2\n$$"), ("it costs $5_and_ $6", "it costs $5_and_ $6"),
        ("`$a_b$`", "<code>$a_b$</code>"),
        ("- [ ] x", "<li><input type=\"checkbox\" disabled=\"\" /> x</li>"),
    ])
    func rendered(text: String, part: String) { #expect(html(text).contains(part), "\(html(text))") }

    @Test(arguments: [
        "<script>x</script>", "<b>open", "</b>", "<b><i>x</b></i>", "*a <kbd>b* c</kbd>", "<style>\nb{}\n</style>",
        "<iframe src=x>",
        "<details>\n\nopen", "</details>", "<summary>alone</summary>", "<p>\n\nx\n\n</p>",
        "<div><p>a<div>b</p></div></div>",
        "<kbd>\n\nx\n\n</kbd>", "<a href=\"javascript:x\">y</a>", "<img src=x onerror=y>", "<?php x ?>",
        "<![CDATA[x]]>",
        "<b onclick=x>y</b>", "<object data=x>", "<img src=\"javascript:x\">", "<svg onload=x>",
        "<table><tr><td><b>x</td></tr></table>",
        "<details><summary>a</summary><summary>b</summary></details>", "> <div>\n\nx", "- <details>\n\nx",
        "<B>x</B><SUB>y</sub>",
    ])
    func nothingIsLeftOpenOrDangerous(text: String) {
        let page = html("\(text)\n\n# Behind")
        var open: [String] = []
        for tag in page.matches(of: /<(\/?)([A-Za-z][A-Za-z0-9]*)((?:[^<>"]|"[^"]*")*)>/) {
            let name = String(tag.2)
            if ["br", "img", "input", "hr", "wbr"].contains(name) { continue }
            if tag.1.isEmpty {
                open.append(name)
            } else if open.popLast() != name {
                Issue.record("</\(name)> in \(page)")
            }
        }
        #expect(open == [], "\(page)")
        for part in [
            "<script", "<style", "<iframe", "<object", "<svg", "onerror=y>", "onclick", "onload", "href=\"javascript",
            "src=\"javascript", "<!--", "<?",
        ] {
            #expect(!page.contains(part), "\(part) in \(page)")
        }
        #expect(page.contains("<h1 id=\"behind\">Behind</h1>"), "\(page)")
    }

    @Test func headingsAreListed() {
        let headings = MarkdownPage("# A\n\n> ## In a quote\n\n## B $x_1$ `c`").headings
        #expect(headings.map(\.title) == ["A", "In a quote", "B $x_1$ c"])
        #expect(headings.map(\.isInner) == [false, true, false] && headings.map(\.level) == [1, 2, 2])
        #expect(headings[2].id == "b-x-1-c")
    }

    @Test func wideTablesScroll() {
        #expect(html("| a |\n|---|").contains("<div class=\"wide\" tabindex=\"0\"><table>"))
    }
}
