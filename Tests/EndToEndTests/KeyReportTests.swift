import LoopbackServer
import Manuscript
import Platform
import Testing
import VirtualTerminal

/// Shift-Enter and Alt-Enter at terminals that report keys, and the end of these reports.
@Suite(.timeLimit(.minutes(5))) struct KeyReportTests {
    /// A terminal, and the bytes that its keys send while it reports them.
    struct Kind: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var environment: [String: String]
        var shiftEnter: String
        var altEnter: String
        var stop: String
        var interrupt: String

        static let all = [
            Kind(
                testDescription: "kitty", environment: ["TERM": "xterm-kitty"], shiftEnter: "\u{1B}[13;2u",
                altEnter: "\u{1B}[13;3u", stop: "\u{1B}[122;5u", interrupt: "\u{1B}[99;5u"),
            Kind(
                testDescription: "xterm", environment: ["XTERM_VERSION": "XTerm(390)"], shiftEnter: "\u{1B}[27;2;13~",
                altEnter: "\u{1B}[27;3;13~", stop: Key.stop, interrupt: Key.interrupt),
        ]

        /// Returns true if the terminal has reports of this kind and no others.
        func isOn(_ sight: VirtualTerminal) -> Bool {
            testDescription == "kitty"
                ? sight.keyFlags == [0, 1] && sight.otherKeys == 0 : sight.keyFlags == [0] && sight.otherKeys == 1
        }
    }

    private static func isCalm(_ sight: VirtualTerminal) -> Bool { sight.keyFlags == [0] && sight.otherKeys == 0 }

    private func place(_ kind: Kind) throws -> Place {
        let place = try Place()
        try place.keep(Posts.half())
        place.environment.merge(kind.environment) { $1 }
        return place
    }

    @Test(arguments: Kind.all) func newLinesAndTheEnd(kind: Kind) async throws {
        let place = try place(kind)
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
        try await console.begin("post")
        try await console.see("the reports", kind.isOn)
        try console.type(":note 1 one\(kind.shiftEnter)two\(kind.altEnter)three\u{1B}\u{7F}")
        try await console.see("three lines") { sight in
            sight.lines.contains("two") && sight.lines[sight.row].isEmpty
        }
        try console.enter("")
        try await console.see("the prompt") { sight in sight.lines[sight.row] == "post>" && kind.isOn(sight) }
        #expect(try place.session("post").section("1")?.notes.contains("two") == true)
        try console.type("half\(kind.interrupt)")
        try await console.see("an empty line") { sight in sight.lines[sight.row] == "post>" && kind.isOn(sight) }
        #expect(try await console.leave() == 0)
        try await console.see("usual keys", Self.isCalm)
        #expect(console.sight.errors.isEmpty, "\(console.sight.errors)")
    }

    @Test(arguments: Kind.all) func aStopAndASignalEndTheReports(kind: Kind) async throws {
        let place = try place(kind)
        place.environment["PS1"] = "shell% "
        let console = try Console(["-i"], at: place, program: "/bin/sh")
        try await console.wait(for: "shell% ", seconds: 30)
        try console.enter("\(try Child.program()) -r post --base-url http://127.0.0.1:1/v1 -m none")
        try await console.begin("post")
        for _ in 0..<2 {
            try console.type(kind.stop)
            try await console.wait(for: "shell% ", seconds: 30)
            try await console.see("usual keys", Self.isCalm)
            try console.enter("fg")
            try await console.wait(for: "post> ", seconds: 30)
            try await console.see("the reports", kind.isOn)
        }
        try console.type(kind.stop)
        try await console.wait(for: "shell% ", seconds: 30)
        try console.enter("kill %1; fg; echo ended")
        try await console.wait(for: "ended", seconds: 30)
        try await console.wait(for: "ended", seconds: 30)
        try await console.see("usual keys", Self.isCalm)
        try console.enter("exit 0")
        #expect(try await console.end(seconds: 30) == 0)
    }

    /// Nothing is sent to terminals that are not known to understand it.
    @Test func anyOtherTerminalIsSentNothing() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
        try await console.begin("post")
        try console.type(":note 1 one\u{1B}\rtwo")
        try await console.see("two lines") { $0.lines[$0.row] == "two" }
        try console.enter("")
        try await console.see("the prompt") { $0.lines[$0.row] == "post>" }
        #expect(try place.session("post").section("1")?.notes.contains("two") == true)
        #expect(try await console.leave() == 0)
        let output = String(decoding: console.child.output, as: UTF8.self)
        #expect(!output.contains("\u{1B}[>") && !output.contains("\u{1B}[<"))
    }
}
