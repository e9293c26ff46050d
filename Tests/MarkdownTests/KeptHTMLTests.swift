import Testing

@testable import Markdown

@Suite struct KeptHTMLTests {
    @Test func onlyHarmlessAttributesAreKept() {
        #expect(KeptHTML.tag("details", "<details open style=x>") == "<details open>")
        #expect(
            KeptHTML.tag("b", "<b title='<x>' lang=de dir=RTL id=y>")
                == "<b dir=\"RTL\" lang=\"de\" title=\"&lt;x&gt;\">")
        #expect(KeptHTML.tag("b", "<b lang='no \"' dir=up open>") == "<b>")
    }

    @Test func picturesFromElsewhereAreLinks() {
        #expect(KeptHTML.picture("<img src='a b.png' alt='A & B'>") == "<img src=\"a%20b.png\" alt=\"A &amp; B\">")
        #expect(KeptHTML.picture("<img src=http://x/y>") == "<a href=\"http://x/y\">http://x/y</a>")
        #expect(KeptHTML.picture("<img src=' JavaScript:x' alt=a>") == "a" && KeptHTML.picture("<img>") == "")
    }
}
