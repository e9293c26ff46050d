import Testing

@testable import Markdown

@Suite struct TextDirectionTests {
    @Test func blocksAgainstThePageSayTheirDirection() {
        let ltr = TextDirection(isRightToLeft: false)
        #expect(ltr.marked("<p>مرحبا</p><p>hello</p>") == "<p dir=\"auto\">مرحبا</p><p>hello</p>")
        #expect(ltr.marked("<p>PDF מסמכים רבים</p>") == "<p dir=\"rtl\">PDF מסמכים רבים</p>")
        #expect(ltr.marked("<h2 id=\"x\">שלום</h2>") == "<h2 id=\"x\" dir=\"auto\">שלום</h2>")
        let rtl = TextDirection(isRightToLeft: true)
        #expect(
            rtl.marked("<li>English words</li><p>שלום English</p>")
                == "<li dir=\"auto\">English words</li><p>שלום English</p>".replacing("<p>", with: "<p dir=\"ltr\">"))
        #expect(ltr.marked("<p>plain</p>") == "<p>plain</p>")
    }
}
