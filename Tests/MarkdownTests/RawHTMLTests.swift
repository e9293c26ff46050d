import Testing

@testable import Markdown

@Suite struct RawHTMLTests {
    @Test(arguments: [
        ("<b>a", ["</b>"]), ("<div><p>a", ["</div>"]), ("<i>a</i>", []), ("a<br>b", []), ("<img src=x>", []),
        ("<b/>", []),
        ("<!-- a", ["<!-- -->"]), ("<!-- a -->", []), ("<b><i>a</b>", []), ("<script><b></script>", []),
        ("`<b>`", []), ("Vec<T>", []), ("<details>\n\n<summary>a</summary>\n\nb", ["</details>"]),
    ])
    func closingTagsOfOpenHTML(text: String, closers: [String]) { #expect(RawHTML.closers(of: text) == closers) }

    @Test(arguments: [
        ("a<br/>b", "<p>a<br />\nb</p>\n"), ("<br>", "<p><br />\n</p>\n"), ("a<T>b", "<p>a&lt;T&gt;b</p>\n"),
        ("<T>", "<p>&lt;T&gt;</p>\n"), ("a<b>c</b>", "<p>a<!-- raw HTML omitted -->c<!-- raw HTML omitted --></p>\n"),
    ])
    func harmlessTagsAreKept(text: String, wanted: String) throws {
        let tree = try #require(MarkdownTree(text))
        RawHTML.keepHarmless(in: tree)
        #expect(tree.html == wanted)
    }
}
