import Configuration
import Manuscript
import Platform
import Terminal
import TestSupport
import Testing

@testable import Commands
@testable import REPL

/// Answers on a terminal: posts with numbers, and tables at several widths.
@Suite struct AnswerViewTests {
    private func shown(_ line: String, _ session: Session, columns: Int, isOn: Bool = false) async throws -> String {
        let workspace = try TestWorkspace(session)
        let answer = try await workspace.run(line).answer
        let view = try #require(answer.content as? any TerminalView)
        return view.text(
            on: Canvas(
                styler: TextStyler(isOn: isOn), width: LiveMarkdown.width(for: columns), columns: columns))
    }

    @Test func aPostShowsNumbersBeforeItsHeadings() async throws {
        #expect(
            try await shown(":show 2", Posts.written, columns: 50) == """
                2  Storage

                2.1  Files and folders

                A file is a run of bytes.

                2.2  Tables

                A table has rows.
                """)
        let painted = try await shown(":show 2.2", Posts.written, columns: 50, isOn: true)
        #expect(painted.hasPrefix("\u{1B}[2m2.2\u{1B}[22m  \u{1B}[1;34mTables\u{1B}[22;39m\n"))
        #expect(
            try await shown(":show", Posts.written, columns: 80).hasPrefix("# What is data engineering?\n\n1  Opening"))
    }

    @Test func onAPipeAPostIsMarkdown() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let view = try #require(try await workspace.run(":show 2.2").answer.content as? any TerminalView)
        let text = view.text(on: Canvas(styler: TextStyler(isOn: false), width: nil, columns: 80))
        #expect(text == "### Tables\n\nA table has rows.\n")
    }

    @Test func aLongTitleIsWrappedBehindItsNumber() {
        #expect(
            PostAnswer.heading("2.3", "Some words for a title", width: 16, styler: TextStyler(isOn: false))
                == "2.3  Some words\n     for a title")
    }

    @Test func statusFitsNarrowScreens() async throws {
        let table = try await shown(":status", Posts.written, columns: 50).split(separator: "\n").suffix(6)
        #expect(
            table.joined(separator: "\n") == """
                1      Opening             6   / 60  written
                2      Storage
                  2.1  Files and folders   7  / 100  written
                  2.2  Tables              4  / 120  written
                3      Pipelines that run     / 200  to write
                4      Closing             5   / 60  written
                """)
    }

    @Test(arguments: [40, 50, 80, 100, 200])
    func noLineIsWiderThanTheScreen(columns: Int) async throws {
        for line in [":status", ":set", ":show"] {
            let text = try await shown(line, Posts.written, columns: columns)
            for line in text.split(separator: "\n") { #expect(String(line).displayWidth < columns, "\(line)") }
        }
    }

    @Test func settingsHaveTheirSummaryBelowThemOnNarrowScreens() async throws {
        let lines = try await shown(":set", Posts.written, columns: 50).split(separator: "\n")
        #expect(
            lines.prefix(4) == [
                "model            -", "    the model's id", "baseURL          -", "    the model server",
            ])
        let wide = try await shown(":set", Posts.written, columns: 200).split(separator: "\n")
        #expect(wide.count == SettingKey.all.count)
    }
}
