import Testing

@testable import Terminal

@Suite("Terminal traits from the environment")
struct TerminalTraitsTests {
    @Test(
        "256 colours only if the environment says so",
        arguments: [
            (["TERM": "xterm-256color"], true), (["TERM": "xterm"], false),
            (["TERM": "xterm", "COLORTERM": "truecolor"], true),
            (["TERM": "linux"], false), (["TERM": "xterm-kitty"], true), (["TERM": "vt100"], false), ([:], false),
            (["TERM": "tmux-direct"], true), (["TERM": "screen"], false),
        ] as [([String: String], Bool)])
    func palette(environment: [String: String], expected: Bool) {
        #expect(TerminalTraits(environment).hasPalette == expected)
        #expect((TextStyler(isTerminal: true, environment: environment).background != nil) == expected)
    }

    @Test(
        "Light or dark",
        arguments: [
            (["COLORFGBG": "15;0"], .dark), (["COLORFGBG": "0;15"], .light), (["COLORFGBG": "0;default;15"], .light),
            (["COLORFGBG": "12;8"], .dark), (["COLORFGBG": "0;7"], .light), (["COLORFGBG": "default;default"], .dark),
            ([:], .dark),
            (["COLORFGBG": "0;15", "GALLEY_BACKGROUND": "dark"], .dark), (["GALLEY_BACKGROUND": "LIGHT"], .light),
            (["GALLEY_BACKGROUND": "green", "COLORFGBG": "0;15"], .light),
        ] as [([String: String], TextStyler.Background)])
    func background(environment: [String: String], expected: TextStyler.Background) {
        #expect(TerminalTraits(environment).background == expected)
    }

    @Test(
        "Links if they are known to work",
        arguments: [
            (["TERM": "xterm-256color"], false), (["TERM": "xterm-256color", "VTE_VERSION": "6003"], true),
            (["TERM": "xterm-256color", "VTE_VERSION": "4205"], false),
            (["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.5.1"], true),
            (["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.0"], false),
            (["TERM_PROGRAM": "Apple_Terminal"], false),
            (["TERM": "xterm-kitty"], true), (["TERM": "alacritty"], true), (["WT_SESSION": "x"], true),
            (["TERM_PROGRAM": "vscode"], true),
            (["TERM": "screen-256color", "VTE_VERSION": "6003"], false),
            (["TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.4"], true),
            (["TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"], false),
            (["TERM": "linux", "FORCE_HYPERLINK": "1"], true),
            (["TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"], false),
        ] as [([String: String], Bool)])
    func links(environment: [String: String], expected: Bool) {
        #expect(TerminalTraits(environment).hasLinks == expected)
        #expect(TextStyler(isTerminal: true, environment: environment).hasLinks == expected)
        #expect(!TextStyler(isTerminal: false, environment: environment).hasLinks, "never into a pipe")
    }

    @Test("Neither colour nor links on a dumb terminal; NO_COLOR leaves the links")
    func off() {
        let dumb = TextStyler(
            isTerminal: true, environment: ["TERM": "dumb", "FORCE_HYPERLINK": "1", "COLORTERM": "truecolor"])
        #expect(dumb == TextStyler(isOn: false))
        let plain = TextStyler(isTerminal: true, environment: ["TERM": "xterm-kitty", "NO_COLOR": "1"])
        #expect(!plain.isOn && plain.background == nil && plain.hasLinks)
    }

    @Test("Terminals that rewrap lines")
    func reflow() {
        #expect(TerminalTraits(["TERM": "xterm-256color"]).reflows)
        #expect(!TerminalTraits(["TERM": "xterm-256color", "XTERM_VERSION": "XTerm(379)"]).reflows)
        #expect(!TerminalTraits(["TERM": "linux"]).reflows && !TerminalTraits(["TERM": "screen"]).reflows)
        #expect(TerminalTraits(["TERM": "screen", "TMUX": "/tmp/x"]).reflows)
    }
}
