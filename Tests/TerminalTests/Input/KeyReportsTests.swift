import Testing

@testable import Terminal

/// The terminals that are asked to report keys, by what the environment tells of them.
@Suite struct KeyReportsTests {
    @Test(arguments: [
        (["TERM": "xterm-kitty"], KeyReports.kitty), (["TERM": "xterm-ghostty"], .kitty), (["TERM": "foot"], .kitty),
        (["TERM": "foot-extra"], .kitty), (["TERM": "alacritty"], .kitty),
        (["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"], .kitty),
        (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], .kitty),
        (["TERM": "xterm-256color", "XTERM_VERSION": "XTerm(390)"], .xterm),
        (["TERM": "xterm", "TERM_PROGRAM": "mintty"], .xterm),
        (["TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0", "TERM_PROGRAM": "tmux"], .xterm),
        (["TERM": "screen-256color", "TMUX": "/tmp/tmux-0/default,1,0"], .xterm),
    ]) func knownTerminals(environment: [String: String], expected: KeyReports) {
        #expect(KeyReports(environment: environment) == expected)
    }

    @Test(arguments: [
        [:], ["TERM": "xterm-256color"], ["TERM": "linux"], ["TERM": "vt100"],
        ["TERM": "dumb", "XTERM_VERSION": "XTerm(390)"], ["TERM": "screen", "XTERM_VERSION": "XTerm(390)"],
        ["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"],
        ["TERM": "xterm-256color", "VTE_VERSION": "7600"],
    ]) func otherTerminalsAreSentNothing(environment: [String: String]) {
        #expect(KeyReports(environment: environment) == nil)
    }
}
