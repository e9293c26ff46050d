import Platform
import Testing

@testable import Terminal

@Suite struct MarkedTextTests {
    private let runs: [MarkedText.Run] = [
        .init(.plain, "A "), .init(.removed, "cat"), .init(.added, "dog"), .init(.plain, " sat."),
    ]

    @Test func marksTellWithoutColour() {
        #expect(MarkedText(runs).text(styler: TextStyler(isOn: false), width: nil) == "A [-cat-]{+dog+} sat.")
    }

    @Test func coloursTellWithoutMarks() {
        let text = MarkedText(runs).text(styler: TextStyler(isOn: true), width: nil)
        #expect(text == "A \u{1B}[31m\u{1B}[9mcat\u{1B}[29m\u{1B}[39m\u{1B}[32mdog\u{1B}[39m sat.")
    }

    @Test func linesBreakBetweenWords() {
        let text = MarkedText([.init(.plain, "one two "), .init(.added, "three four"), .init(.plain, " five")])
        #expect(text.text(styler: TextStyler(isOn: false), width: 12) == "one two\n{+three\nfour+} five")
        let painted = text.text(styler: TextStyler(isOn: true), width: 9)
        #expect(painted == "one two\n\u{1B}[32mthree\u{1B}[39m\n\u{1B}[32mfour\u{1B}[39m five")
    }

    @Test func aBreakThatWentOrCameIsSeen() {
        let styler = TextStyler(isOn: false)
        #expect(
            MarkedText([.init(.plain, "a"), .init(.removed, "\n\n"), .init(.plain, "b")]).text(
                styler: styler, width: 80)
                == "a[-¶-]b")
        #expect(
            MarkedText([.init(.plain, "a"), .init(.added, "\n\n"), .init(.plain, "b")]).text(styler: styler, width: 80)
                == "a{+¶+}\n\nb")
    }

    @Test func controlsAreRemoved() {
        let text = MarkedText([.init(.added, "a\u{1B}]52;c;x\u{7}b\u{202E}c")]).text(
            styler: TextStyler(isOn: true), width: 40)
        #expect(text == "\u{1B}[32mabc\u{1B}[39m")
    }
}
