import Platform
import Testing

@testable import Terminal

@Suite("Text that streams to a terminal")
struct LiveTextTests {
    @Test("Passes unchanged where there is no terminal")
    func unchanged() throws {
        let pipe = try PipeScreen(isTerminal: false, columns: 10)
        let live = LiveText(screen: pipe.screen, pace: ManualTime().pace)
        try live.write("a text that is longer  than ten columns\n")
        try live.write("half")
        try live.end()
        #expect(pipe.taken() == "a text that is longer  than ten columns\nhalf")
    }

    @Test("Holds half a word for 40 ms, no longer, and shows all at the end")
    func patience() throws {
        let pipe = try PipeScreen(isTerminal: true)
        let time = ManualTime()
        let live = LiveText(screen: pipe.screen, pace: time.pace)
        try live.write("Hello wor")
        #expect(pipe.taken() == "Hello")
        time.advance(by: .milliseconds(40))
        #expect(pipe.taken() == " wor")
        try live.write("ld, you")
        #expect(pipe.taken() == "ld,")
        try live.end()
        #expect(pipe.taken() == " you\n")
        try live.end()
        #expect(pipe.taken() == "")
    }

    @Test("Cleans and wraps")
    func wraps() throws {
        let pipe = try PipeScreen(isTerminal: true, columns: 11)
        let live = LiveText(screen: pipe.screen, pace: ManualTime().pace)
        for chunk in ["The qu\u{1B}]5", "2;c;x\u{7}ick bro", "wn fox\n"] { try live.write(chunk) }
        #expect(pipe.taken() == "The quick\nbrown fox\n")
    }

    @Test("The progress line is there only between lines")
    func progress() throws {
        let pipe = try PipeScreen(isTerminal: true)
        let time = ManualTime()
        let line = ProgressLine(screen: pipe.screen, ink: Ink(isOn: false), pace: time.pace)
        let live = LiveText(screen: pipe.screen, progress: line, pace: time.pace)
        line.set("writing 1")
        try live.write("One ")
        time.advance(by: .seconds(1))
        line.set("writing 2")
        #expect(pipe.taken() == "\rwriting 1\u{1B}[K\r\u{1B}[KOne")
        try live.write("two.\n")
        #expect(pipe.taken() == " two.\n\rwriting 2\u{1B}[K")
    }

    @Test("What a person sees is the text, whatever the progress line does", arguments: 0..<50 as Range<UInt64>)
    func property(seed: UInt64) throws {
        var random = Seeded(state: seed)
        let pipe = try PipeScreen(isTerminal: true, columns: 30)
        let time = ManualTime()
        let line = ProgressLine(screen: pipe.screen, ink: Ink(isOn: false), pace: time.pace)
        let live = LiveText(screen: pipe.screen, progress: line, pace: time.pace)
        let text =
            random.text(of: ["some ", "words ", "本文", "\n", "\n\n", "a longer piece of prose "], count: 30) + "end."
        for chunk in random.chunks(of: text) {
            if Bool.random(using: &random) { line.set("writing section 2.3 of 5, with 480 words") }
            time.advance(by: .milliseconds(Int.random(in: 0...120, using: &random)))
            try live.write(chunk)
        }
        try live.end()
        line.clear()
        var terminal = TinyTerminal(columns: 30)
        terminal.show(pipe.taken())
        var wrap = SoftWrap()
        var plain = TinyTerminal(columns: 30)
        plain.show(wrap.take(text, columns: 30) + wrap.end(columns: 30) + "\n")
        #expect(terminal.seen == plain.seen)
        #expect(!terminal.overflowed)
    }

    @Test("An error of a late write is thrown by the next call")
    func lateFailure() throws {
        let time = ManualTime()
        let screen = Screen(descriptor: -1, isTerminal: true, environment: [:])
        let live = LiveText(screen: screen, pace: time.pace)
        try live.write("half")
        time.advance(by: .seconds(1))
        #expect(throws: WriteFailure(code: EBADF)) { try live.write("x") }
    }
}
