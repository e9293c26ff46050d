import Platform
import Testing

@testable import Terminal

@Suite("The progress line")
struct ProgressLineTests {
    @Test("It draws at once, then at most ten times a second, and always the last text")
    func pace() throws {
        let pipe = try PipeScreen(isTerminal: true)
        let time = ManualTime()
        let line = ProgressLine(screen: pipe.screen, styler: TextStyler(isOn: false), pace: time.pace)
        line.set("one")
        #expect(pipe.taken() == "\rone\u{1B}[K\r")
        line.set("two")
        line.set("three")
        #expect(pipe.taken() == "")
        time.advance(by: .milliseconds(99))
        #expect(pipe.taken() == "")
        time.advance(by: .milliseconds(1))
        #expect(pipe.taken() == "\rthree\u{1B}[K\r")
    }

    @Test("It is cleared, even before a delayed drawing")
    func clear() throws {
        let pipe = try PipeScreen(isTerminal: true)
        let time = ManualTime()
        let line = ProgressLine(screen: pipe.screen, styler: TextStyler(isOn: false), pace: time.pace)
        line.clear()
        #expect(pipe.taken() == "")
        line.set("one")
        line.set("two")
        line.clear()
        time.advance(by: .seconds(1))
        #expect(pipe.taken() == "\rone\u{1B}[K\r\r\u{1B}[J")
    }

    @Test("A remark is shown beside the text, or alone, until it is removed")
    func remark() throws {
        let pipe = try PipeScreen(isTerminal: true)
        let time = ManualTime()
        let line = ProgressLine(screen: pipe.screen, styler: TextStyler(isOn: false), pace: time.pace)
        func drawn(_ change: () -> Void) -> String {
            change()
            time.advance(by: .milliseconds(100))
            return pipe.taken()
        }
        #expect(drawn { line.remark("waits 2 s") } == "\rwaits 2 s\u{1B}[K\r")
        #expect(drawn { line.set("one") } == "\rwaits 2 s · one\u{1B}[K\r")
        #expect(drawn { line.clear() } == "\rwaits 2 s\u{1B}[K\r")
        #expect(drawn { line.remark("waits 1 s") } == "\rwaits 1 s\u{1B}[K\r")
        #expect(drawn { line.remark(nil) } == "\r\u{1B}[J")
        #expect(drawn { line.set("two") } == "\rtwo\u{1B}[K\r")
    }

    @Test("Nothing is drawn over a prompt, and what was set is drawn behind it")
    func prompt() throws {
        let pipe = try PipeScreen(isTerminal: true)
        let time = ManualTime()
        let line = ProgressLine(screen: pipe.screen, styler: TextStyler(isOn: false), pace: time.pace)
        line.remark("waits 3 s")
        line.remark("waits 2 s")
        line.beginPrompt()
        line.beginPrompt()
        #expect(pipe.taken() == "\rwaits 3 s\u{1B}[K\r\r\u{1B}[J")
        time.advance(by: .seconds(1))
        line.remark("waits 1 s")
        line.endPrompt()
        line.set("one")
        line.clear()
        time.advance(by: .seconds(1))
        #expect(pipe.taken() == "")
        line.endPrompt()
        #expect(pipe.taken() == "\rwaits 1 s\u{1B}[K\r")
    }

    @Test("It is one clean, dim line, cut to the width")
    func content() throws {
        let pipe = try PipeScreen(isTerminal: true, columns: 10)
        let line = ProgressLine(screen: pipe.screen, styler: TextStyler(isOn: true), pace: ManualTime().pace)
        line.set("a\nb\u{1B}[2J 0123456789")
        #expect(pipe.taken() == "\r\u{1B}[2ma b 0123…\u{1B}[22m\u{1B}[K\r")
    }

    @Test("It is silent without a terminal")
    func silent() throws {
        let pipe = try PipeScreen(isTerminal: false)
        let line = ProgressLine(screen: pipe.screen, styler: TextStyler(isOn: true), pace: ManualTime().pace)
        line.set("one")
        line.clear()
        #expect(pipe.taken() == "")
    }

    @Test("Many threads may set it")
    func threads() async throws {
        let pipe = try PipeScreen(isTerminal: true)
        let line = ProgressLine(screen: pipe.screen, styler: TextStyler(isOn: false), pace: ManualTime().pace)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<50 { group.addTask { line.set("\(number)") } }
        }
        #expect(pipe.taken().filter { $0 == "\r" }.count == 2)
    }
}
