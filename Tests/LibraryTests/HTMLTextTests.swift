import Testing

@testable import Library

@Suite struct HTMLTextTests {
    private func text(_ html: String, charset: String? = nil) throws -> String {
        try HTMLText(Array(html.utf8), charset: charset).text
    }

    @Test func thePageBecomesSimpleMarkdown() throws {
        let page = """
            <html><head><title> A  page </title><style>p { color: red }</style></head><body><nav>Menu</nav>
            <h1>Bread</h1><p>It <b>rose</b> for
            3&nbsp;hours &amp; more.<p>Broken paragraph
            <ul><li>one<li>two</ul><table><tr><th>Room<th>Hours</tr><tr><td>warm<td>3</table>
            <pre>let x = 1
              y</pre><script>alert(1)</script><p hidden>Hidden</p><div style="display: none">Obey</div><footer>End</footer>
            """
        let read = try HTMLText(Array(page.utf8), charset: nil)
        #expect(read.title == "A page")
        #expect(
            read.text == """
                # Bread

                It rose for 3 hours & more.

                Broken paragraph

                - one

                - two

                Room | Hours

                warm | 3

                ```
                let x = 1
                  y
                ```
                """)
    }

    @Test func theMainPartIsTakenWhereItIsMostOfThePage() throws {
        let words = String(repeating: "word ", count: 80)
        #expect(try text("<div>Around</div><main><p>\(words)</p></main><div>it</div>").hasPrefix("word"))
        #expect(try text("<p>\(words)</p><article>Short</article>").hasPrefix("word"))
    }

    @Test func encodingsAreDetected() throws {
        #expect(try text("<p>Café</p>") == "Café")
        #expect(try HTMLText([0x3C, 0x70, 0x3E, 0xE9, 0x93], charset: nil).text == "é“")
        #expect(try HTMLText([0x3C, 0x70, 0x3E, 0xC1], charset: "windows-1251").text == "Б")
        let declared = Array("<meta charset=iso-8859-2><p>".utf8) + [0xB1]
        #expect(try HTMLText(declared, charset: nil).text == "ą")
    }

    @Test(arguments: ["", "<", "<p", "<<<>>>", "</p></div>", "&#0;&#xFFFFFFF;", "<!--", "<svg><p>x"])
    func brokenPagesDoNoHarm(page: String) throws {
        #expect(try text(page).utf8.count < 20)
    }

    /// Takes well under a second when optimised; the limit is only against an algorithm of another order.
    @Test(.timeLimit(.minutes(5))) func aLargePageTakesTimeByItsLength() throws {
        let paragraph = "<div><p>The dough rises for <b>three</b> hours &amp; more, says Anna.</p></div>\n"
        let page = Array(String(repeating: paragraph, count: 66_000).utf8)
        #expect(page.count > 5_000_000)
        #expect(try HTMLText(page, charset: "utf-8").text.utf8.count > 3_000_000)
        #expect(try text(String(repeating: "<div>", count: 150) + "deep") == "deep")
    }
}
