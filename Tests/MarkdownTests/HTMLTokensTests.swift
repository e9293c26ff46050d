import Testing

@testable import Markdown

@Suite struct HTMLTokensTests {
    private func texts(_ html: String) -> [String] {
        var (tokens, texts) = (HTMLTokens(html), [String]())
        while tokens.next() != nil { texts.append(tokens.text) }
        return texts
    }

    private func first(_ html: String) -> HTMLTokens.Token? {
        var tokens = HTMLTokens(html)
        return tokens.next()
    }

    @Test(arguments: [
        ("a<b>c</b>", ["a", "<b>", "c", "</b>"]), ("<!-- a>b --><i>", ["<!-- a>b -->", "<i>"]), ("", []),
        ("<!-->a", ["<!-->", "a"]), ("a < b", ["a ", "<", " b"]), ("<a b=\">\">c", ["<a b=\">\">", "c"]),
        ("<a b\">c", ["<a b\">", "c"]), ("<?x?></ y>", ["<?x?>", "</ y>"]), ("<b\u{301}>é", ["<b\u{301}>", "é"]),
    ])
    func theyAreTheWholeText(html: String, parts: [String]) { #expect(texts(html) == parts) }

    @Test(arguments: [
        ("<DIV>", HTMLTokens.Token.tag(name: "div", isEnd: false, isWhole: false)),
        ("</div\n>", .tag(name: "div", isEnd: true, isWhole: false)),
        ("<br/>", .tag(name: "br", isEnd: false, isWhole: true)),
        ("<a.b c>", .tag(name: "a.b", isEnd: false, isWhole: false)), ("<div", .unfinished), ("<!x", .unfinished),
        ("<!--", .comment), ("<1>", .text), ("< a>", .text),
    ])
    func eachHasAKind(html: String, token: HTMLTokens.Token) { #expect(first(html) == token) }

    @Test func contentsGoOnInTheNextPiece() {
        var tokens = HTMLTokens("a <b> --", awaiting: "-->")
        #expect(tokens.next() == .comment && tokens.next() == nil && tokens.awaited == "-->")
        tokens = HTMLTokens("<b></SCRIPT>c", awaiting: "</script")
        #expect(tokens.next() == .contents && tokens.text == "<b>" && tokens.awaited == nil)
        #expect(tokens.next() == .tag(name: "script", isEnd: true, isWhole: false))
    }

    /// Each unfinished tag is looked for up to the end of the text, so there is a limit.
    @Test(arguments: [(49, true), (50, false)])
    func behindFiftyUnfinishedTagsAllAreUnfinished(count: Int, isTag: Bool) {
        // The quotation mark of the last one has no end.
        let text = String(repeating: "<a ", count: count - 1) + "<a b=\"" + "<b>"
        var (tokens, found) = (HTMLTokens(text), [HTMLTokens.Token]())
        while let token = tokens.next() { found.append(token) }
        #expect(found.count { $0 == .unfinished } == (isTag ? count : count + 1))
        #expect(found.contains(.tag(name: "b", isEnd: false, isWhole: false)) == isTag)
    }
}
