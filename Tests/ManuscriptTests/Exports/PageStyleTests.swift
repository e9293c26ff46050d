import Testing

@testable import Manuscript

@Suite struct PageStyleTests {
    @Test func nothingIsLoaded() {
        for word in ["url(", "@import", "http:", "src:"] { #expect(!PageStyle.sheet.contains(word)) }
        #expect(PageStyle.sheet.count { $0 == "{" } == PageStyle.sheet.count { $0 == "}" })
        #expect(PageStyle.sheet.contains("prefers-color-scheme: dark") && PageStyle.sheet.contains("@media print"))
    }
}
