import Terminal
import Testing

@testable import Commands
@testable import REPL

/// Texts to choose from, as they are shown.
@Suite struct SideBySideTests {
    @Test func columnsAreSideBySideIfTheyFit() {
        let texts = SideBySide([
            .init(heading: "1  4 words", body: "One **bold** word here and some that wrap."),
            .init(heading: "2  2 words", body: "数据 flow"),
        ])
        let plain = TextStyler(isOn: false)
        let wide = texts.text(styler: plain, width: 80).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(wide[0] == "1  4 words" + String(repeating: " ", count: 28) + " │ 2  2 words")
        #expect(wide[2].hasSuffix(" │ 数据 flow") && wide[3].hasSuffix(" │ "))
        #expect(wide.allSatisfy { String($0).displayWidth <= 80 })
        let narrow = texts.text(styler: plain, width: 40)
        #expect(narrow.hasPrefix("1  4 words\n\nOne **bold** word here and some that\nwrap.\n\n2  2 words\n\n数据 flow"))
        #expect(texts.text(styler: plain, width: nil).contains("---"))
    }
}
