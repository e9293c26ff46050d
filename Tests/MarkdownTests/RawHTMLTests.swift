import Testing

@testable import Markdown

@Suite struct RawHTMLTests {
    @Test(arguments: [
        ("a<br/>b", "<p>a<br />\nb</p>\n"), ("<br>", "<p><br />\n</p>\n"), ("a<T>b", "<p>a&lt;T&gt;b</p>\n"),
        ("<T>", "<p>&lt;T&gt;</p>\n"), ("a<b>c</b>", "<p>a<b>c</b></p>\n"),
    ])
    func harmlessTagsAreKept(text: String, wanted: String) throws {
        let tree = try #require(MarkdownTree(text))
        RawHTML.keepHarmless(in: tree)
        #expect(tree.html == wanted)
    }

    @Test(arguments: [
        ("<p align=\"center\">centered words</p>", ["centered words"]), ("<h3>A <i>b</i></h3>", ["A b"]),
        ("<div>\n  words\n  go on\n</div>", ["words go on"]), ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<table><tr><th>a<th>b<tr><td>c</td><td>d</td></table>", ["a b", "c d"]), ("<!-- c --> visible", ["visible"]),
        ("<script>x < y</script> seen <style>z</style>", ["seen"]), ("<!-- c", []), ("<script>a", []),
        ("<pre>one\ntwo</pre>", ["one", "two"]), ("<textarea><b></textarea>", ["<b>"]),
        ("<p>a &amp; b&nbsp;&#33; &nope;", ["a & b ! &nope;"]), ("<div>Vec<T></div>", ["Vec<T>"]),
        ("<div class=\"x", ["<div class=\"x"]), ("<?php echo ?> a <!DOCTYPE html> b", ["a b"]),
        ("<p>a<br>b", ["a", "b"]),
        ("<div>a < b</div>", ["a < b"]), ("<iframe src=x>no</iframe>", []),
    ])
    func aBlockKeepsItsWords(block: String, lines: [String]) { #expect(RawHTML.lines(of: block) == lines) }

    @Test(arguments: [
        ("<blockquote>quoted words</blockquote>\nmore words", "<p>quoted words</p>\n<p>more words</p>\n"),
        ("- <p>a</p>\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"), ("<div>", "<div>\n"),
        ("<div>\n\n*a*\n\n</div>", "<div>\n<p><em>a</em></p>\n</div>\n"),
        ("<p>a &lt;b&gt; *c*</p>", "<p>a &lt;b&gt; *c*</p>\n"),
    ])
    func theWordsOfBlocksAreParagraphs(text: String, wanted: String) throws {
        let tree = try #require(MarkdownTree(text))
        RawHTML.keepHarmless(in: tree)
        #expect(tree.html == wanted)
    }
}
