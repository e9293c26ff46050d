import Platform
import Testing
import VirtualTerminal

@testable import Terminal

/// The progress line below streaming text, as a terminal shows both, cell by cell.
@Suite("The progress line below a text")
struct StatusScreenTests {
    /// A text that streams, its progress line and a terminal of the same size.
    private final class Stage {
        let pipe: SizedScreen
        let time = ManualTime()
        let line: ProgressLine
        let live: LiveMarkdown
        var terminal: VirtualTerminal

        init(columns: Int, rows: Int = 24, reflows: Bool = true) throws {
            pipe = try SizedScreen(columns: columns, rows: rows, reflows: reflows)
            line = ProgressLine(screen: pipe.screen, styler: Viewer.styler, pace: time.pace)
            live = LiveMarkdown(screen: pipe.screen, styler: Viewer.styler, progress: line, pace: time.pace)
            terminal = VirtualTerminal(columns: columns, rows: rows, reflows: reflows)
        }

        func look() { terminal.feed(pipe.taken()) }

        func write(_ text: String) throws {
            try live.write(text)
            time.advance(by: .milliseconds(100))
            look()
        }

        func resize(columns: Int, rows: Int) {
            look()
            pipe.resize(columns: columns, rows: rows)
            terminal.resize(columns: columns, rows: rows)
        }

        func tick(_ text: String) {
            time.advance(by: .seconds(1))
            line.set(text)
            look()
        }
    }

    private static let sentence = "A baker in Lyon kept notes for nine years and found three habits that mattered. "

    @Test("It is below the text at every width, dim, and goes without a trace", arguments: [50, 80, 100, 200])
    func widths(columns: Int) throws {
        let stage = try Stage(columns: columns)
        stage.tick("section 4 of 11: 2.3 Yeast · 2:10 left")
        try stage.write("A baker in Lyon ")
        #expect(stage.terminal.everything == ["A baker in Lyon", "section 4 of 11: 2.3 Yeast · 2:10 left"])
        #expect(stage.terminal.row == 0 && stage.terminal.column == 15)
        #expect(stage.terminal.screen[1].cells[0].look.isDim)
        let text = "A baker in Lyon " + String(repeating: Self.sentence, count: 40) + "\n\nThe end"
        for word in text.dropFirst(16).split(separator: " ", omittingEmptySubsequences: false) {
            try stage.write(word + " ")
            let shown = stage.terminal.screen.filter { $0.text.contains("left") }
            #expect(shown.count == 1 && shown[0].text == "section 4 of 11: 2.3 Yeast · 2:10 left")
            #expect(!stage.terminal.scrollback.contains { $0.text.contains("left") })
        }
        #expect(stage.terminal.lines.last { !$0.isEmpty } == "section 4 of 11: 2.3 Yeast · 2:10 left")
        stage.line.clear()
        try stage.live.end()
        stage.look()
        #expect(Viewer.difference(stage.terminal, Viewer.shown(text, columns: columns, rows: 24)) == nil)
        #expect(stage.terminal.errors.isEmpty)
    }

    @Test(
        "A new size while it streams leaves one line and a clean scrollback", arguments: [true, false],
        0..<12 as Range<UInt64>)
    func resize(reflows: Bool, seed: UInt64) throws {
        var random = Seeded(state: seed)
        let stage = try Stage(columns: 80, rows: 24, reflows: reflows)
        let status = "section 4 of 11: 2.3 Yeast and flour · 1310 words · 41 tokens/s · 2:10 left"
        for step in 0..<60 {
            if step % 6 == 5 {
                stage.resize(
                    columns: [50, 80, 100, 200].randomElement(using: &random) ?? 80,
                    rows: [12, 20, 24, 30].randomElement(using: &random) ?? 24)
                stage.tick(status)
            }
            stage.tick(status)
            try stage.write(step % 9 == 8 ? "It ends.\n\n" : Self.sentence)
            #expect(stage.terminal.screen.count { $0.text.contains("section 4") } == 1, "step \(step)")
            #expect(!stage.terminal.scrollback.contains { $0.text.contains("section 4") }, "step \(step)")
        }
        stage.line.clear()
        try stage.live.end()
        stage.look()
        #expect(!stage.terminal.everything.contains { $0.contains("section 4") || $0.contains("left") })
        #expect(stage.terminal.errors.isEmpty)
    }

    @Test("On a screen of fewer than ten rows it is not shown, and on one that shrinks it goes")
    func low() throws {
        let stage = try Stage(columns: 80, rows: 9)
        stage.tick("working")
        try stage.write("Text")
        #expect(stage.terminal.everything == ["Text"])
        stage.resize(columns: 80, rows: 10)
        stage.tick("working")
        #expect(stage.terminal.everything == ["Text", "working"])
        stage.resize(columns: 80, rows: 9)
        stage.tick("working")
        #expect(stage.terminal.everything == ["Text"])
    }

    @Test("A remark goes above the text in progress, and the line stays below it")
    func remark() throws {
        let stage = try Stage(columns: 80)
        stage.tick("working")
        try stage.write("Some text")
        stage.live.aside { try? stage.line.write("A remark.\n", on: stage.pipe.screen) }
        stage.look()
        #expect(stage.terminal.everything == ["A remark.", "Some text", "working"])
        try stage.write(" and more")
        #expect(stage.terminal.everything == ["A remark.", "Some text and more", "working"])
    }

    @Test("A line of code that the terminal wraps hides it until the line ends")
    func longLine() throws {
        let stage = try Stage(columns: 40)
        stage.tick("working")
        try stage.write("```\nlet a = 1\n" + String(repeating: "x", count: 38))
        #expect(stage.terminal.lines.contains("working"))
        try stage.write("xxxx")
        #expect(!stage.terminal.lines.contains("working"))
        try stage.write("x\nlet b")
        #expect(stage.terminal.lines.contains("working"))
        stage.line.clear()
        try stage.live.end()
        stage.look()
        #expect(stage.terminal.paragraphs == ["let a = 1", String(repeating: "x", count: 43), "let b"])
    }
}
