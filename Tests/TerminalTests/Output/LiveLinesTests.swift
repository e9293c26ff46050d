import Platform
import Testing
import VirtualTerminal

@testable import Terminal

@Suite("Lines that are redrawn while they change")
struct LiveLinesTests {
    private func lines(_ texts: [String]) -> [LiveLines.Line] { texts.map { LiveLines.Line(before: "- ", $0) } }

    /// The lines, their progress line and a terminal that shows both.
    private func stage(_ columns: Int = 20, _ rows: Int = 10) throws -> (
        lines: LiveLines, progress: ProgressLine, look: () -> [String], screen: Screen
    ) {
        let pipe = try PipeScreen(isTerminal: true, columns: columns, rows: rows)
        let styler = TextStyler(isOn: false)
        let progress = ProgressLine(screen: pipe.screen, styler: styler, pace: ManualTime().pace)
        let live = LiveLines(screen: pipe.screen, styler: styler, progress: progress)
        var terminal = VirtualTerminal(columns: columns, rows: rows)
        func look() -> [String] {
            terminal.feed(pipe.taken().replacing("\n", with: "\r\n"))
            return terminal.everything.map { String($0.reversed().drop { $0 == " " }.reversed()) }.filter {
                !$0.isEmpty
            }
        }
        return (live, progress, look, pipe.screen)
    }

    @Test("They grow above the progress line and go without a trace")
    func grow() throws {
        let (live, progress, look, screen) = try stage()
        try screen.write("before\n")
        progress.set("making")
        #expect(look() == ["before", "making"])
        live.show(lines(["one"]))
        live.show(lines(["one", "two"]))
        #expect(look().prefix(3) == ["before", "- one", "- two"])
        live.show(lines(["one", "other", "three"]))
        #expect(look().prefix(4) == ["before", "- one", "- other", "- three"])
        progress.clear()
        live.show([])
        try screen.write("after\n")
        #expect(look() == ["before", "after"])
    }

    @Test("Text for the same terminal stands above them")
    func aside() throws {
        let (live, _, look, screen) = try stage()
        live.show(lines(["one", "two"]))
        live.aside { try? screen.write("A remark.\n") }
        #expect(look() == ["A remark.", "- one", "- two"])
    }

    @Test("Lines are cut to the width, and the last ones shown if there is not room for all")
    func room() throws {
        let (live, _, look, _) = try stage(12, 6)
        live.show(lines(["a title that is long"]))
        #expect(look() == ["- a title …"])
        live.show(lines((1...9).map(String.init)))
        #expect(look() == ["- 7", "- 8", "- 9"])
        live.show([])
        #expect(look().isEmpty, "nothing has scrolled away")
    }

    @Test("Nothing is shown on pipes and where the cursor cannot be moved", arguments: [true, false])
    func pipes(isTerminal: Bool) throws {
        let pipe = try PipeScreen(isTerminal: isTerminal, term: "dumb")
        let styler = TextStyler(isOn: false)
        let progress = ProgressLine(screen: pipe.screen, styler: styler, pace: ManualTime().pace)
        LiveLines(screen: pipe.screen, styler: styler, progress: progress).show(lines(["one"]))
        #expect(pipe.taken().isEmpty)
    }
}
