import Testing

@testable import Markdown

@Suite struct OpenHTMLTests {
    @Test(arguments: [
        ("<b>a", ["</b>"]), ("<div><p>a", ["</div>"]), ("<i>a</i>", []), ("a<br>b", []), ("<img src=x>", []),
        ("<!-- a", ["<!-- -->"]), ("<!-- a -->", []), ("<!--> a", []), ("<script><b></script>", []), ("`<b>`", []),
        ("Vec<T>", []), ("<details>\n\n<summary>a</summary>\n\nb", ["</details>"]),
        // Only the element of an end tag is closed by it.
        ("<b><i>a</b>", ["</i>"]), ("<i><b>x</i>", ["</b>"]), ("</div><div>", ["</div>"]),
        // A slash ends nothing in HTML.
        ("<b/>", ["</b>"]), ("a <textarea /> b", ["</textarea>"]), ("<select/>", ["</select>"]),
        ("<script/>", ["</script>"]), ("<iframe src=\"x\"/>", ["</iframe>"]), ("<details/>", ["</details>"]),
        ("a <a/> b", ["</a>"]), ("<br/><hr/>", []), ("<svg/>", []), ("<svg><title/></svg>", []), ("<math/>", []),
        ("<svg><style>a", ["</style>", "</svg>"]), ("<listing>", ["</listing>"]),
        ("<script><b></scripty>", ["</script>"]), ("<b title=a\"b>x</b>", []), ("<b.x> a", []),
    ])
    func elementsOpenAtTheEndAreClosed(text: String, closers: [String]) { #expect(OpenHTML(text).closers == closers) }

    @Test(arguments: [
        ("<div class=\"x", "&lt;div class=\"x"), ("<div class='x>\n\nb", "&lt;div class='x>\n\nb"),
        ("<div\n", "&lt;div\n"), ("<pre class=\"x\n\nmore", "&lt;pre class=\"x\n\nmore"),
        ("<script src=\"x", "&lt;script src=\"x"), ("> - <div class=\"x\n\nb", "> - &lt;div class=\"x\n\nb"),
        ("<div>\n</div", "<div>\n&lt;/div"), ("<div>\n<?x", "<div>\n&lt;?x"), ("<?x", "<?x"), ("> <?x", "> &lt;?x"),
        ("- <!X", "- &lt;!X"), ("<div a=\"<b>\">", "<div a=\"<b>\">"),
        ("a <plaintext> b", "a &lt;plaintext> b"), ("<plaintext>\nb", "&lt;plaintext>\nb"),
        ("`<plaintext>` <PLAINTEXT>", "`<plaintext>` &lt;PLAINTEXT>"),
        ("> a\n> <plaintext/>", "> a\n> &lt;plaintext/>"),
        ("<script>\nif (a <b && c)\n</script>", "<script>\nif (a <b && c)\n</script>"), ("a < b", "a < b"),
        ("<div>\na <\n</div>", "<div>\na <\n</div>"), ("```\n<div x\n```", "```\n<div x\n```"),
    ])
    func unfinishedTagsBecomeText(text: String, wanted: String) { #expect(OpenHTML.finished(text) == wanted) }

    @Test(arguments: [
        ("> <!-- x", "> <!-- x\n> -->"), ("1. <!-- \n   x\n\nb", "1. <!-- \n   x\n   -->\n\nb"),
        ("> <div>\n> x\n\nb", "> <div>\n> x\n> </div>\n\nb"), ("- text <b>x", "- text <b>x\n  </b>"),
        ("- <pre>\n  x", "- <pre>\n  x\n  </pre>"), ("> - <i><b>x", "> - <i><b>x\n>   </b>\n>   </i>"),
        ("- <div>\n\n  > <textarea>\n", "- <div>\n\n  > <textarea>\n  > </textarea>\n\n  </div>\n"),
        ("> <div>\n>\n> | a |\n> |---|\n> | b |", "> <div>\n>\n> | a |\n> |---|\n> | b |\n>\n> </div>"),
        ("> a <b>b</b>", "> a <b>b</b>"), ("- a\n- b", "- a\n- b"),
    ])
    func quotesAndListsCloseTheirOwn(text: String, wanted: String) { #expect(OpenHTML.finished(text) == wanted) }

    /// A model may send long texts of one kind.
    @Test(.timeLimit(.minutes(5)), arguments: ["<a ", "<b>", "<a b=\"", "<", "<a b='<c>", "> <b>\n\n"])
    func muchOfOneKindIsReadAtOnce(part: String) {
        let text = String(repeating: part, count: 20_000)
        #expect(OpenHTML.finished("<div>" + text).utf8.count >= text.utf8.count)
    }

    /// A carriage return ends a line of Markdown too, so the tree may have more lines than the text.
    @Test func otherEndsOfLinesDoNotCrash() {
        #expect(OpenHTML("> <b>\r> x").insertions.isEmpty)
    }
}
