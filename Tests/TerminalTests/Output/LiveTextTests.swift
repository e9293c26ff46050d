import Platform
import Testing
import VirtualTerminal

@testable import Terminal

@Suite("Text that streams to a terminal")
struct LiveTextTests {
    @Test("Raw text is cleaned and not wrapped")
    func raw() throws {
        let pipe = try PipeScreen(isTerminal: true, columns: 10)
        let live = RawText(screen: pipe.screen)
        for chunk in ["A **text** that is\u{1B}]5", "2;c;x\u{7} longer than ten\n", "half"] { try live.write(chunk) }
        try live.end()
        try live.end()
        #expect(pipe.taken() == "A **text** that is longer than ten\nhalf\n")
    }

    @Test("The first piece is shown at once, later ones at most thirty times a second")
    func pace() throws {
        let pipe = try PipeScreen(isTerminal: true)
        let time = ManualTime()
        let live = LiveMarkdown(screen: pipe.screen, styler: TextStyler(isOn: false), pace: time.pace)
        try live.write("Hello")
        #expect(pipe.taken() == "Hello")
        for piece in [" wor", "ld, ", "you"] { try live.write(piece) }
        #expect(pipe.taken() == "")
        time.advance(by: .milliseconds(33))
        #expect(pipe.taken() == " world, you")
        try live.end()
        #expect(pipe.taken() == "\n")
        try live.end()
        #expect(pipe.taken() == "")
    }

    @Test("The progress line is below the open line, and is drawn anew only with a line feed")
    func progress() throws {
        let pipe = try PipeScreen(isTerminal: true)
        let time = ManualTime()
        let line = ProgressLine(screen: pipe.screen, styler: TextStyler(isOn: false), pace: time.pace)
        let live = LiveMarkdown(screen: pipe.screen, styler: TextStyler(isOn: false), progress: line, pace: time.pace)
        line.set("writing 1")
        try live.write("One")
        #expect(pipe.taken() == "\rwriting 1\u{1B}[K\r\r\u{1B}[JOne\nwriting 1\u{1B}[K\r\u{1B}[A\u{1B}[3C")
        time.advance(by: .seconds(1))
        line.set("writing 2")
        #expect(pipe.taken() == "\nwriting 2\u{1B}[K\r\u{1B}[A\u{1B}[3C")
        try live.write(" more")
        #expect(pipe.taken() == " more")
        try live.end()
        #expect(pipe.taken() == "\u{1B}[J\n\rwriting 2\u{1B}[K\r")
    }

    @Test("A remark is shown above the text in progress, which is redrawn", arguments: [true, false])
    func aside(isRaw: Bool) throws {
        let pipe = try PipeScreen(isTerminal: true, columns: 40)
        let live: any LiveText =
            isRaw
            ? RawText(screen: pipe.screen)
            : LiveMarkdown(screen: pipe.screen, styler: Viewer.styler, pace: ManualTime().pace)
        try live.write("Finished.\n\nIn prog")
        live.aside { try? pipe.screen.write("A remark.\n") }
        try live.write("ress.")
        try live.end()
        var terminal = VirtualTerminal(columns: 40, rows: 16)
        terminal.feed(pipe.taken().replacing("\n", with: "\r\n"))
        let markdown = ["Finished.", "A remark.", "", "In progress."]
        #expect(terminal.everything == (isRaw ? ["Finished.", "", "In prog", "A remark.", "ress."] : markdown))
        #expect(terminal.errors.isEmpty)
    }

    @Test("The progress line never changes the visible text", arguments: 0..<15 as Range<UInt64>)
    func property(seed: UInt64) throws {
        var random = Seeded(state: seed)
        let pipe = try PipeScreen(isTerminal: true, columns: 40, rows: 16)
        let time = ManualTime()
        let line = ProgressLine(screen: pipe.screen, styler: TextStyler(isOn: false), pace: time.pace)
        let live = LiveMarkdown(screen: pipe.screen, styler: Viewer.styler, progress: line, pace: time.pace)
        let text = Documents.text(&random)
        var terminal = VirtualTerminal(columns: 40, rows: 16)
        for chunk in random.chunks(of: text) {
            if Bool.random(using: &random) { line.set("writing section 2.3 of 5, with 480 words") }
            time.advance(by: .milliseconds(Int.random(in: 0...120, using: &random)))
            try live.write(chunk)
            terminal.feed(pipe.taken().replacing("\n", with: "\r\n"))
        }
        try live.end()
        line.clear()
        terminal.feed(pipe.taken().replacing("\n", with: "\r\n"))
        #expect(Viewer.difference(terminal, Viewer.shown(text, columns: 40, rows: 16)) == nil)
        #expect(terminal.errors.isEmpty)
    }

    @Test("The next call throws the error of a delayed drawing")
    func lateFailure() throws {
        let time = ManualTime()
        let screen = Screen(descriptor: -1, isTerminal: true, environment: [:])
        let live = LiveMarkdown(screen: screen, styler: Viewer.styler, pace: time.pace)
        #expect(throws: WriteFailure(code: EBADF)) { try live.write("first") }
        try live.write("second")
        time.advance(by: .seconds(1))
        #expect(throws: WriteFailure(code: EBADF)) { try live.write("x") }
    }
}
