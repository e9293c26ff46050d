import Testing
import VirtualTerminal

@testable import Terminal

@Suite("Rendered Markdown, cell by cell")
struct LookTests {
    private func shown(_ text: String, columns: Int = 80, styler: TextStyler = Viewer.styler) -> VirtualTerminal {
        Viewer.shown(text, columns: columns, rows: 50, styler: styler)
    }

    @Test("Headings, emphasis, struck text")
    func styles() {
        let rows = shown("# Head\n\n*i* **b** ~~s~~ x").screen
        #expect(rows[0].text == "# Head" && rows[0].cells[0].look.isDim)
        #expect(rows[0].cells[2..<6].allSatisfy { $0.look.isBold && $0.look.foreground == "34" })
        let cells = rows[2].cells
        #expect(cells[0].look.isItalic && cells[2].look.isBold && cells[4].look.isStruck && cells[6].look == Look())
    }

    @Test(
        "Code has a quiet background to the end of the line, and copies as plain code",
        arguments: [
            (TextStyler.Background.dark, "48;5;236", "38;5;252"), (.light, "48;5;254", "38;5;236"),
        ])
    func code(background: TextStyler.Background, behind: String, above: String) {
        let long = String(repeating: "0123456789", count: 10)
        let source = ["let a = 1", "", "    indented", long, String(long.prefix(80)), "日本"]
        let terminal = shown(
            "Text `x`\n\n```\n" + source.joined(separator: "\n") + "\n```\n\nEnd",
            styler: TextStyler(isOn: true, background: background))
        #expect(terminal.paragraphs == ["Text x", ""] + source + ["", "End"], "no line of code is broken")
        #expect(
            terminal.screen[0].cells[5].look.background == behind
                && terminal.screen[0].cells[5].look.foreground == above)
        #expect(terminal.screen[0].cells[6].look.background == nil)
        for row in 2...8 {
            #expect(terminal.screen[row].cells.allSatisfy { $0.look.background == behind }, "row \(row)")
        }
        for row in [1, 9, 10] { #expect(terminal.screen[row].cells.allSatisfy { $0.look == Look() }, "row \(row)") }
    }

    @Test("With sixteen colours there is no background; without colours, marks are shown")
    func plain() {
        let sixteen = shown("`x`\n\n```\ny\n```", styler: TextStyler(isOn: true))
        #expect(sixteen.lines[2] == "    y" && sixteen.screen[2].cells[4].look.foreground == "36")
        #expect((sixteen.screen.flatMap(\.cells)).allSatisfy { $0.look.background == nil })
        let none = shown("`x` **b**\n\n```\ny\n```", styler: TextStyler(isOn: false))
        #expect(none.everything == ["`x` **b**", "", "    y"])
        #expect((none.screen.flatMap(\.cells)).allSatisfy { $0.look == Look() })
    }

    @Test("Links are clickable, or their address follows them")
    func links() {
        let text =
            "[words](https://example.org/a) <https://b.example> [m](mailto:a@b.example) [j](javascript:x) [ü](http://x/ü)"
        let cells = shown(text, columns: 200).screen[0].cells
        #expect(cells[0..<5].allSatisfy { $0.look.link == "https://example.org/a" && $0.look.foreground == "34" })
        #expect(cells[5].look.link == nil)
        #expect(cells[6].look.link == "https://b.example" && cells[24].look.link == "mailto:a@b.example")
        let line = shown(text, columns: 200).lines[0]
        #expect(line == "words https://b.example m j (javascript:x) ü")
        #expect(
            cells[43].look.link == "http://x/%C3%BC"
                || cells.contains { $0.text == "ü" && $0.look.link == "http://x/%C3%BC" })
        let shownAddress = shown(text, columns: 200, styler: TextStyler(isOn: true)).screen[0]
        #expect(shownAddress.text.hasPrefix("words (https://example.org/a) https://b.example m (mailto:a@b.example)"))
        #expect(shownAddress.cells.allSatisfy { $0.look.link == nil })
    }

    @Test("A link across two lines is a link on both")
    func brokenLink() {
        let terminal = shown("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa [two words](http://x.example/) b", columns: 40)
        #expect(terminal.lines.prefix(2) == ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa two", "words b"])
        #expect(terminal.screen[0].cells[31].look.link != nil && terminal.screen[1].cells[4].look.link != nil)
        #expect(terminal.screen[1].cells[5].look.link == nil)
    }

    @Test(
        "Columns of a table are aligned, with wide, combining and joined characters",
        arguments: [40, 80, 200])
    func tables(columns: Int) {
        let table = """
            | Name | 語 | Right |
            |:-----|:--:|------:|
            | plain text | 日本語 | 1 |
            | e\u{301}clair with a longer description that has to wrap somewhere | 👩‍👩‍👧 | 22 |
            | 🇩🇪 ✌️ 👍🏽 | x | 333 |
            | ﾊﾝｶｸ ｗｉｄｅ | \u{5E9}\u{5DC}\u{5D5}\u{5DD} | -4 |
            """
        let rows = shown(table, columns: columns).screen.filter { !$0.text.isEmpty }
        let bars = rows.map { row in row.cells.indices.filter { ["│", "┼"].contains(row.cells[$0].text) } }
        #expect(bars.allSatisfy { $0.count == 2 }, "\(rows.map(\.text))")
        #expect(Set(bars).count == 1, "\(rows.map(\.text))")
        #expect(rows.allSatisfy { $0.cells[columns - 1].text.isEmpty }, "nothing reaches the margin")
        // Right-aligned figures end in one column.
        let ends = rows.map(\.text).filter { $0.last?.isNumber == true }.compactMap { text in
            rows.first { $0.text == text }
        }
        .map { row in row.cells.lastIndex { !$0.text.isEmpty && $0.text != " " } }
        #expect(ends.count == 4 && Set(ends).count == 1)
    }

    @Test("A table that does not fit becomes a list of its cells")
    func narrowTable() {
        let header = (1...12).map { "head\($0)" }
        let table =
            "| " + header.joined(separator: " | ") + " |\n" + String(repeating: "|-", count: 12) + "|\n| "
            + (1...12).map { "cell\($0)" }.joined(separator: " | ") + " |\n"
        let lines = shown(table, columns: 40).everything
        #expect(lines.count == 24 && lines[0] == "head1" && lines[1] == "cell1" && lines[23] == "cell12")
    }

    @Test("Long words and addresses are cut at the margin, never lost", arguments: [40, 80])
    func longWords(columns: Int) {
        let address = "https://example.org/" + String(repeating: "segment/", count: 20)
        let lines = shown("See \(address) now.", columns: columns, styler: TextStyler(isOn: true)).everything
        #expect(lines.joined() == "See" + address + " now." || lines.joined() == "See" + address + "now.")
        #expect(lines.allSatisfy { $0.count < columns })
    }

    @Test("Nested lists and quotes are indented to their start")
    func nested() {
        let text =
            "1. one two three four five six seven eight\n   - inner words that wrap as well here\n\n     > quoted in it\n\n> - a\n>   b"
        let lines = shown(text, columns: 40).everything
        #expect(
            lines == [
                "1. one two three four five six seven", "   eight", "   • inner words that wrap as well here", "",
                "     │ quoted in it", "", "│ • a b",
            ])
    }

    @Test("A dumb terminal gets whole lines and no escape")
    func dumb() throws {
        let pipe = try PipeScreen(isTerminal: true, columns: 40, term: "dumb")
        let live = LiveMarkdown(
            screen: pipe.screen, styler: TextStyler(isTerminal: true, environment: ["TERM": "dumb"]),
            pace: ManualTime().pace)
        try live.write("# Title\n\nSome **words** and")
        #expect(pipe.taken() == "# Title\n")
        try live.write(" more.\n\n- a\n")
        try live.end()
        #expect(pipe.taken() == "\nSome **words** and more.\n\n• a\n")
    }
}
