import Testing
import VirtualTerminal

@testable import Terminal

/// Notifications and window titles.
@Suite struct AnnouncingTests {
    private func screen(_ environment: [String: String]) -> Screen {
        Screen(descriptor: 1, isTerminal: true, environment: environment)
    }

    @Test(arguments: [
        (["TERM": "xterm-kitty"], "\u{1B}]9;post; done\u{07}"),
        (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], "\u{1B}]9;post; done\u{07}"),
        (["TERM": "foot"], "\u{1B}]777;notify;galley;post, done\u{07}"), (["TERM": "xterm-256color"], "\u{07}"),
        (["TERM": "tmux-256color", "TERM_PROGRAM": "iTerm.app"], "\u{07}"),
        (["TERM": "xterm-kitty", "TMUX": "/tmp/x"], "\u{07}"),
    ])
    func eachTerminalGetsTheNotificationThatItShows(environment: [String: String], sent: String) {
        #expect(screen(environment).notification("post;\u{07} done\n") == sent)
    }

    @Test func theTitleIsKeptAndRestored() {
        var terminal = VirtualTerminal(columns: 40, rows: 10)
        terminal.feed(screen([:]).title("shell"))
        terminal.feed(Screen.keepTitle + screen([:]).title("post – section 1 of 2\n"))
        #expect(terminal.title == "post – section 1 of 2")
        terminal.feed(Screen.restoreTitle)
        #expect(terminal.title == "shell" && terminal.errors.isEmpty && terminal.everything.isEmpty)
    }

    @Test func consolesHaveNoTitle() {
        for term in ["linux", "dumb", ""] { #expect(!screen(["TERM": term]).hasTitle) }
        #expect(screen(["TERM": "xterm"]).hasTitle)
    }
}
