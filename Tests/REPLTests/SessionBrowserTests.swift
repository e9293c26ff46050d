import Manuscript
import Terminal
import TestSupport
import Testing

@testable import Commands
@testable import REPL
@testable import Storage

/// The list of sessions to choose from, without a terminal.
@Suite struct SessionBrowserTests {
    private func browser(_ count: Int = 0) -> SessionBrowser {
        let made = (0..<count).map { item("post-\($0)", "Topic number \($0)") }
        let items = [item("cats", "Why cats purr", isOpen: true), item("dogs", "Dogs of 日本"), item("bad", nil)] + made
        return SessionBrowser(items, styler: TextStyler(isOn: false), isASCII: false)
    }

    private func item(_ name: String, _ topic: String?, isOpen: Bool = false) -> SessionBrowser.Item {
        SessionBrowser.Item(
            name: name, topic: topic, ago: "3 h ago", words: 12,
            outline: {
                topic.map { topic in
                    var session = Posts.written
                    session.topic = topic
                    return OutlineView(session)
                }
            }, isOpen: isOpen)
    }

    private func type(_ text: String, into browser: inout SessionBrowser) {
        for character in text { _ = browser.take(.text(String(character))) }
    }

    @Test func typingNarrowsTheList() {
        var browser = browser(3)
        type("topic 1", into: &browser)
        #expect(browser.shown.map(\.name) == ["post-1"])
        _ = browser.take(.backspace)
        #expect(browser.shown.map(\.name) == ["post-0", "post-1", "post-2"])
        _ = browser.take(.dropWord)
        #expect(browser.query.isEmpty)
        type("CAT purr", into: &browser)
        #expect(browser.shown.map(\.name) == ["cats"], "name and topic count, letters of any case")
        _ = browser.take(.clear)
        #expect(browser.shown.count == 6)
        type("zebra", into: &browser)
        #expect(browser.shown.isEmpty && browser.take(.enter) == .goOn)
    }

    @Test func theSelectionStays() {
        var browser = browser(3)
        for _ in 0..<4 { _ = browser.take(.down) }
        #expect(browser.take(.enter) == .answer("post-1"))
        type("post", into: &browser)
        #expect(browser.take(.enter) == .answer("post-1"))
        type("-2", into: &browser)
        #expect(browser.take(.enter) == .answer("post-2"))
    }

    @Test func keysMoveWithinTheList() {
        var browser = browser(40)
        _ = browser.picture(width: 80, height: 13)
        func chosen(_ keys: DialogueKey...) -> DialogueStep<String> {
            for key in keys { _ = browser.take(key) }
            return browser.take(.enter)
        }
        #expect(chosen() == .answer("cats"), "the open one")
        #expect(chosen(.up) == .answer("cats"))
        #expect(chosen(.pageDown) == .answer("post-8"))
        #expect(chosen(.pageDown, .pageUp, .up) == .answer("post-7"))
        #expect(chosen(.end) == .answer("post-39"))
        #expect(chosen(.down, .right) == .answer("post-39"))
        #expect(chosen(.home, .down) == .answer("dogs"))
        #expect(browser.take(.escape) == .leave)
    }

    @Test func aWideScreenHasAPreview() {
        var browser = browser()
        _ = browser.take(.down)
        let lines = browser.picture(width: 100, height: 12).lines
        #expect(lines[0] == "Sessions, 3 of 3: ")
        #expect(lines[1].hasPrefix("  cats *") && lines[1].contains("3 h ago │ Dogs of 日本"))
        #expect(lines[2].hasPrefix("> dogs") && lines[2].contains(" written, "))
        #expect(lines[3].contains("├─ ● 1  Opening"))
        #expect(lines.last?.contains("Enter opens, Esc leaves") == true)
        _ = browser.take(.down)
        #expect(browser.picture(width: 100, height: 12).lines[1].contains("│ This file cannot be read."))
    }

    @Test func aNarrowScreenHasNone() {
        var browser = browser()
        let lines = browser.picture(width: 40, height: 6).lines
        #expect(
            lines == [
                "Sessions, 3 of 3: ", "> cats *                        3 h ago",
                "  dogs                          3 h ago",
                "  bad                           3 h ago", "12 words: Why cats purr",
                "Enter opens, Esc leaves, ↑ ↓ PgUp PgDn…",
            ])
        #expect(browser.picture(width: 70, height: 6).lines[2].contains("12 words"))
    }

    /// On a screen of any size nothing is wider or higher than it, and the chosen one is to be seen.
    @Test func itFitsOnEveryScreen() {
        var browser = browser(60)
        type("日本", into: &browser)
        _ = browser.take(.clear)
        for (width, height) in [(1, 1), (10, 2), (20, 3), (40, 5), (80, 24), (81, 10), (200, 50)] {
            for key in [DialogueKey.home, .pageDown, .end] {
                _ = browser.take(key)
                let picture = browser.picture(width: width, height: height)
                #expect(picture.lines.count <= height)
                for line in picture.lines { #expect(line.displayWidth <= width) }
                if height > 2 { #expect(picture.lines.contains { $0.hasPrefix("> ") }) }
                if let cursor = picture.cursor { #expect(cursor.column < max(width, 2)) }
            }
        }
    }

    @Test func aPasteIsOneLineOfText() {
        var browser = browser()
        _ = browser.take(.text("cats\npurr\u{1B}[2J"))
        #expect(browser.query == "cats purr")
    }
}
