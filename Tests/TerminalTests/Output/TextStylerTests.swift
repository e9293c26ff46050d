import Testing

@testable import Terminal

@Suite("Painted text")
struct TextStylerTests {
    @Test(
        "The policy: flag, NO_COLOR, CLICOLOR_FORCE, terminal, TERM, CLICOLOR",
        arguments: [
            (true, [:], false, true), (false, [:], false, false), (true, [:], true, false),
            (true, ["NO_COLOR": "1"], false, false), (true, ["NO_COLOR": ""], false, true),
            (false, ["CLICOLOR_FORCE": "1"], false, true), (false, ["CLICOLOR_FORCE": "0"], false, false),
            (true, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false, false),
            (true, ["TERM": "dumb"], false, false), (true, ["CLICOLOR": "0"], false, false),
        ] as [(Bool, [String: String], Bool, Bool)])
    func policy(isTerminal: Bool, environment: [String: String], noColor: Bool, isOn: Bool) {
        #expect(TextStyler(isTerminal: isTerminal, environment: environment, noColor: noColor).isOn == isOn)
    }

    @Test("Every style is reset, and off leaves the text unchanged", arguments: TextStyler.Style.allCases)
    func paint(style: TextStyler.Style) {
        #expect(TextStyler(isOn: false).paint(style, "a") == "a")
        #expect(TextStyler(isOn: true).paint(style, "") == "")
        let painted = TextStyler(isOn: true).paint(style, "a")
        #expect(painted.hasPrefix("\u{1B}[") && painted.contains("ma\u{1B}[") && painted.displayWidth == 1)
    }

    @Test("Painted text may contain painted text")
    func nested() {
        let styler = TextStyler(isOn: true)
        #expect(
            styler.paint(.strong, "a" + styler.paint(.bad, "b") + "c") == "\u{1B}[1ma\u{1B}[31mb\u{1B}[39mc\u{1B}[22m")
    }
}
