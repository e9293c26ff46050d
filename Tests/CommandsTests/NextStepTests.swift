import Manuscript
import TestSupport
import Testing

@testable import Commands

/// The hint below an answer.
@Suite struct NextStepTests {
    private func hint(_ line: String, _ report: Report = Report(), in session: Session) -> String? {
        NextStep.hint(after: line, report, in: session)
    }

    @Test func followsTheStateOfThePost() throws {
        var empty = Posts.outlined
        empty.outline = Outline([])
        #expect(hint("make it about boats", in: empty) == "Next: `:outline`.")
        #expect(hint(":outline", in: Posts.outlined) == "Next: `:write` (5 sections), or `:write 1`.")
        #expect(hint(":show", in: Posts.written) == "Next: `:write` (3 is left).")
        let text = Version(number: 1, text: "Pipelines run.", origin: .written, at: noon)
        let whole = try Posts.written.applying(.addVersion("pipelines", text)).session
        #expect(hint(":show", in: whole) == "Next: `:check`, `:export`.")
        #expect(hint(":check", in: whole) == "Next: `:export`.")
        let broken = Posts.broken.outline.entries.first { $0.section.candidate != nil }?.number ?? ""
        #expect(hint(":show", in: Posts.broken) == "Next: `:continue \(broken)`, or `:show \(broken)`.")
    }

    @Test func aFailedCheckNamesItsRemedy() {
        func report(_ name: String) -> Report {
            Report(data: ["checks": [["name": .string(name), "holds": false], ["name": "length", "holds": true]]])
        }
        #expect(hint(":check", report("retold sections"), in: Posts.written) == "Next: `:write --repair`.")
        let length = Report(data: ["checks": [["name": "length", "holds": false]]])
        #expect(hint(":check", length, in: Posts.written) == "Next: `:fit`.")
    }

    /// Nothing is said where the answer names a command, and after commands that lead nowhere.
    @Test func staysSilentWhereItWouldRepeat() {
        let report = Report(note: "Wrote 1 section. `:show` shows the post.")
        #expect(hint(":write", report, in: Posts.written) == nil)
        for line in [":set words 900", ":help", ":sessions", ":export", "quit", ":models", ":usage"] {
            #expect(hint(line, in: Posts.outlined) == nil, "\(line)")
        }
        #expect(hint(":outline", in: Session(name: "", at: noon)) == nil)
        #expect(hint(":quit", Report(isLast: true), in: Posts.written) == nil)
    }

    /// Whatever is named can be typed.
    @Test func theNamedCommandsCanBeTyped() throws {
        for session in [Posts.outlined, Posts.written, Posts.broken] {
            let text = try #require(hint(":show", in: session))
            let lines = text.matches(of: /`(:[^`]+)`/).map { String($0.output.1) }
            #expect(!lines.isEmpty)
            for line in lines { #expect(try InputLine(line).command(in: session) != nil) }
        }
    }
}
