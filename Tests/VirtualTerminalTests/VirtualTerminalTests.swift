import Testing
import VirtualTerminal

@Suite("The terminal of the tests")
struct VirtualTerminalTests {
    private func terminal(_ columns: Int = 10, _ rows: Int = 4, reflows: Bool = true, _ text: String) -> VirtualTerminal
    {
        var terminal = VirtualTerminal(columns: columns, rows: rows, reflows: reflows)
        terminal.feed(text)
        return terminal
    }

    @Test("Text, line ends, tabs and backspaces")
    func plain() {
        let shown = terminal("ab\r\ncd\te\u{8}f")
        #expect(shown.lines == ["ab", "cd      f", "", ""])
        #expect((shown.row, shown.column) == (1, 9))
        #expect(shown.errors.isEmpty)
        #expect(terminal("a\nb").lines == ["a", " b", "", ""], "a line feed alone keeps the column")
    }

    @Test("The last column waits before it wraps, and a carriage return or a move ends the waiting")
    func pendingWrap() {
        let full = terminal("0123456789")
        #expect(full.isWrapPending && full.row == 0 && full.column == 9)
        #expect(terminal("0123456789a").lines == ["0123456789", "a", "", ""])
        #expect(terminal("0123456789a").screen[0].isWrapped)
        #expect(terminal("0123456789\r\na").lines == ["0123456789", "a", "", ""])
        #expect(!terminal("0123456789\r\na").screen[0].isWrapped)
        #expect(terminal("0123456789\u{1B}[Dx").lines[0] == "01234567x9")
        #expect(terminal("0123456789\u{1B}[Kx").lines[0] == "012345678x", "erasing there takes the last character")
        #expect(terminal("\u{1B}[?7l0123456789ab\u{1B}[?7h").lines[0] == "012345678b")
    }

    @Test("Wide, combining and joined characters")
    func widths() {
        #expect(terminal("日本x").screen[0].cells.prefix(5).map(\.width) == [2, 0, 2, 0, 1])
        #expect(terminal("e\u{301}x").screen[0].cells.prefix(2).map(\.text) == ["e\u{301}", "x"])
        let family = terminal(20, 2, "👩‍👩‍👧|🇩🇪|👍🏽|✌\u{FE0F}|")
        #expect(family.screen[0].cells.map(\.width).prefix(10) == [2, 0, 1, 2, 0, 1, 2, 0, 1, 2])
        #expect(family.screen[0].cells[0].text == "👩‍👩‍👧")
        #expect(terminal("012345678日").lines == ["012345678", "日", "", ""])
        #expect(terminal("日\u{1B}[1;2Hx").lines[0] == " x", "half of a wide character is none")
        #expect(terminal("日\rx").screen[0].cells.prefix(2).map(\.text) == ["x", ""])
    }

    @Test("Moves and erasing")
    func erasing() {
        let text = "one\r\ntwo\r\nthree"
        #expect(terminal(text + "\u{1B}[2;2H\u{1B}[K").lines == ["one", "t", "three", ""])
        #expect(terminal(text + "\u{1B}[2;2H\u{1B}[1K").lines == ["one", "  o", "three", ""])
        #expect(terminal(text + "\u{1B}[2A\r\u{1B}[J").lines == ["", "", "", ""])
        #expect(terminal(text + "\u{1B}[1;1H\u{1B}[2P").lines[0] == "e")
        #expect(terminal(text + "\u{1B}[1;1H\u{1B}[2@").lines[0] == "  one")
        #expect(terminal(text + "\u{1B}[1;1H\u{1B}[L").lines == ["", "one", "two", "three"])
        #expect(terminal(text + "\u{1B}[1;1H\u{1B}[M").lines == ["two", "three", "", ""])
        #expect(terminal("ab\u{1B}7cd\u{1B}8x").lines[0] == "abxd")
        let painted = terminal("\u{1B}[48;5;236mab\u{1B}[K\u{1B}[49mc")
        #expect(
            painted.screen[0].cells.map(\.look.background) == ["48;5;236", "48;5;236", nil]
                + Array(repeating: "48;5;236", count: 7))
        #expect(painted.screen[0].copied == "abc")
    }

    @Test("Scrolling, with and without margins")
    func scrolling() {
        let shown = terminal("1\r\n2\r\n3\r\n4\r\n5\r\n6")
        #expect(shown.lines == ["3", "4", "5", "6"] && shown.scrollback.map(\.text) == ["1", "2"])
        let inner = terminal("1\r\n2\r\n3\r\n4\u{1B}[2;3r\u{1B}[3;1H\n")
        #expect(inner.lines == ["1", "3", "", "4"] && inner.scrollback.isEmpty)
        #expect(terminal("1\r\n2\u{1B}[H\u{1B}M0").lines == ["0", "1", "2", ""])
    }

    @Test("Attributes and links")
    func looks() {
        let cells = terminal("\u{1B}[1;34ma\u{1B}[22mb\u{1B}[39mc\u{1B}]8;;http://x\u{1B}\\d\u{1B}]8;;\u{1B}\\e")
            .screen[0].cells
        #expect(cells[0].look.isBold && cells[0].look.foreground == "34")
        #expect(!cells[1].look.isBold && cells[1].look.foreground == "34")
        #expect(cells[2].look == Look())
        #expect(cells[3].look.link == "http://x" && cells[4].look.link == nil)
    }

    @Test(
        "An unknown sequence is an error",
        arguments: [
            "\u{1B}[5n", "\u{1B}[?1049h", "\u{1B}]52;c;x\u{7}", "\u{1B}Px\u{1B}\\", "\u{1B}c", "\u{5}", "\u{1B}[4z",
            "\u{9B}2J",
            "\u{1B}[58;5;1m", "\u{1B}[1:2m",
        ])
    func errors(text: String) { #expect(!terminal(text).errors.isEmpty) }

    @Test("Invalid UTF-8 is an error; a text cut anywhere is not")
    func bytes() {
        var shown = VirtualTerminal(columns: 10, rows: 2)
        for byte in Array("日\u{1B}[1m本".utf8) { shown.feed([byte]) }
        #expect(shown.lines[0] == "日本" && shown.errors.isEmpty)
        shown.feed([0xFF])
        shown.feed([0xC3, 0x28])
        #expect(shown.errors.count == 2)
    }

    @Test("A new width rewraps lines, and the cursor stays at its character")
    func reflow() {
        var shown = terminal(10, 3, "0123456789abcde\r\nx\r\nlast")
        shown.resize(columns: 6, rows: 3)
        #expect(shown.everything == ["012345", "6789ab", "cde", "x", "last"])
        #expect(shown.lines == ["cde", "x", "last"] && (shown.row, shown.column) == (2, 4))
        shown.feed("!")
        shown.resize(columns: 20, rows: 3)
        #expect(shown.everything == ["0123456789abcde", "x", "last!"])
        #expect((shown.row, shown.column) == (2, 5))
        var wide = terminal(5, 3, "日本語x")
        #expect(wide.everything == ["日本", "語x"])
        wide.resize(columns: 10, rows: 3)
        #expect(wide.everything == ["日本語x"] && (wide.row, wide.column) == (0, 7))
    }

    @Test("Without rewrapping, rows are cut")
    func cut() {
        var shown = terminal(10, 3, reflows: false, "0123456789\r\nx")
        shown.resize(columns: 6, rows: 3)
        #expect(shown.everything == ["012345", "x"] && (shown.row, shown.column) == (1, 1))
        shown.resize(columns: 10, rows: 1)
        #expect(shown.lines == ["x"] && shown.scrollback.map(\.text) == ["012345"])
    }

    @Test("The topmost changed row is known")
    func touches() {
        var shown = terminal("1\r\n2\r\n3\r\n4\r\n5")
        shown.forgetTouches()
        shown.feed("x")
        #expect(shown.touched == 4)
        shown.feed("\u{1B}[2A\r")
        #expect(shown.touched == 2)
    }
}

extension VirtualTerminalTests {
    private func terminal(_ text: String) -> VirtualTerminal { terminal(10, 4, text) }
}
