import Manuscript
import Platform
import Testing

/// The pager and the browser of sessions, at a terminal.
@Suite(.timeLimit(.minutes(5))) struct LookingTests {
    /// A post that is longer than a screen of 24 rows.
    private func place(pager script: String? = nil) throws -> Place {
        let place = try Place()
        var post = Posts.half()
        let text = (1...40).map { "Line \($0) of the text." }.joined(separator: "\n\n")
        let now = Date(timeIntervalSince1970: 1_750_000_000)
        post.outline.sections[0].versions = [Version(number: 1, text: text, origin: .written, at: now)]
        try place.keep(post)
        place.environment["PAGER"] = nil
        if let script {
            place.environment["PAGER"] = try place.write("#!/bin/sh\n\(script)\n", to: "pager", mode: 0o755)
        }
        return place
    }

    private func console(
        at place: Place, _ arguments: [String] = ["-r", "post"], columns: Int32 = 80, rows: Int32 = 24
    ) throws -> Console {
        try Console(
            arguments + ["--base-url", "http://127.0.0.1:1/v1", "-m", "none"], at: place, columns: columns, rows: rows)
    }

    @Test func aLongTextGoesThroughThePager() async throws {
        let place = try place(
            pager: #"""
                cat > seen
                stty -a < /dev/tty | grep -q ' icanon' || exit 9
                printf 'PAGED %s ' "$LESS"; read -r line < /dev/tty
                """#)
        let console = try console(at: place)
        try await console.begin("post")
        try console.enter(":show 1")
        let said = try await console.wait(for: "PAGED FRX ", seconds: 30)
        #expect(!said.contains("Line 3"))
        try console.enter("")
        try await console.wait(for: "post> ", seconds: 30)
        let seen = try place.text(of: "seen")
        #expect(seen.contains("Line 1 of the text.") && seen.contains("Line 40 of the text."))
        #expect(seen.contains("\u{1B}["), "with its colours")
        try await console.enter(":show 2.1", until: "Stone towers")
        try await console.enter(":set pager off", until: "pager is off")
        try await console.enter(":show 1", until: "Line 40 of the text.")
        #expect(try await console.leave() == 0)
        #expect(console.modes == console.modesBefore)
    }

    @Test(arguments: [
        ("exit 3", "ended with status 3"), ("kill -ABRT $$", "ended with status 134"),
    ])
    func aPagerThatFailsLosesNothing(script: String, expected: String) async throws {
        let place = try place(pager: script)
        let console = try console(at: place)
        try await console.begin("post")
        try console.enter(":show 1")
        try await console.wait(for: "Line 40 of the text.", seconds: 30)
        try await console.wait(for: expected, seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try await console.leave() == 0)
    }

    @Test func aMissingPagerLosesNothing() async throws {
        let place = try place()
        place.environment["PAGER"] = "no-such-pager --flag"
        let console = try console(at: place)
        try await console.begin("post")
        try console.enter(":show 1")
        try await console.wait(for: "Line 40 of the text.", seconds: 30)
        try await console.wait(for: "no-such-pager cannot be started", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try await console.leave() == 0)
    }

    @Test(arguments: [["-x", ":show 1"], ["-x", ":show 1", "--json"], []])
    func pipesHaveNoPager(arguments: [String]) async throws {
        let place = try place(pager: "touch paged")
        let outcome = try await place.run(
            ["-r", "post"] + arguments, input: arguments.isEmpty ? Array(":show 1\n".utf8) : [])
        #expect(outcome.status == 0 && outcome.output.contains("Line 40 of the text."))
        #expect(!Files.exists("\(place.work)/paged"))
    }

    /// At a terminal `-x` is read in peace too, but JSON is for programs.
    @Test func aCommandOfTheCommandLineAtATerminal() async throws {
        let place = try place(pager: #"touch paged; echo "$#""#)
        let console = try console(at: place, ["-r", "post", "-x", ":show 1"])
        #expect(try await console.end(seconds: 30) == 0)
        #expect(Files.exists("\(place.work)/paged") && !console.everything.contains("Line 40"))
        unlink("\(place.work)/paged")
        let other = try self.console(at: place, ["-r", "post", "-x", ":show 1", "--json"])
        #expect(try await other.end(seconds: 30) == 0)
        #expect(!Files.exists("\(place.work)/paged") && other.everything.contains("Line 40"))
    }

    /// Ctrl-C is the pager's, and Ctrl-Z stops both; `fg` brings the pager back.
    @Test func signalsInThePager() async throws {
        let place = try place(
            pager: #"trap 'echo caught' INT; echo ready; until read -r line < /dev/tty; do :; done; echo "got $line""#)
        place.environment["PS1"] = "shell% "
        place.environment["GALLEY_BASE_URL"] = "http://127.0.0.1:1/v1"
        place.environment["GALLEY_MODEL"] = "none"
        let console = try Console(["-i"], at: place, program: "/bin/sh", columns: 80, rows: 24)
        try await console.wait(for: "shell% ", seconds: 30)
        try console.enter("\(try Child.program()) -r post")
        try await console.begin("post")
        try console.enter(":show 1")
        try await console.wait(for: "ready\n", seconds: 30)
        try console.type(Key.interrupt)
        try await console.wait(for: "caught", seconds: 30)
        try console.type(Key.stop)
        try await console.wait(for: "shell% ", seconds: 30)
        #expect(console.modes == console.modesBefore)
        try console.enter("fg")
        try await console.wait(for: "post", seconds: 30)
        try console.enter("read")
        try await console.wait(for: "got read", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        try console.type(Key.end)
        try await console.wait(for: "shell% ", seconds: 30)
        #expect(console.modes == console.modesBefore)
        try console.enter("exit 0")
        #expect(try await console.end(seconds: 30) == 0)
    }

    // MARK: - Sessions

    private func browsing(columns: Int32 = 100, rows: Int32 = 12) async throws -> (Place, Console) {
        let place = try Place()
        var evil = Posts.bare(named: "evil")
        evil.topic = "Evil \u{1B}]0;pwned\u{07}\u{202E}topic"
        for session in [Posts.half(), Posts.half(named: "lamp"), evil] { try place.keep(session) }
        let console = try console(at: place, columns: columns, rows: rows)
        try await console.begin("post")
        try console.enter(":sessions")
        try await console.wait(for: "Sessions, 3 of 3: ", seconds: 30)
        try await console.wait(for: "Enter opens", seconds: 30)
        return (place, console)
    }

    @Test func enterOpensASession() async throws {
        let (place, console) = try await browsing()
        try console.type("lam")
        try await console.wait(for: "Sessions, 1 of 3: lam", seconds: 30)
        let picture = try await console.wait(for: "to search", seconds: 30)
        #expect(picture.contains("> lamp") && picture.contains("├─ ● 1  Beginnings"))
        try console.type("\r")
        try await console.wait(for: "What is a lighthouse?, ", seconds: 30)
        try await console.wait(for: "lamp> ", seconds: 30)
        #expect(try await console.leave() == 0)
        #expect(console.modes == console.modesBefore)
        #expect(try place.session("lamp") == Posts.half(named: "lamp"))
        let sent = String(decoding: console.child.output, as: UTF8.self)
        #expect(!sent.contains("pwned") && !sent.contains("\u{202E}"))
        #expect(sent.ranges(of: "\u{1B}[?1049h").count == 1)
        #expect(sent.ranges(of: "\u{1B}[?1049l").count == 1)
    }

    @Test(arguments: ["\u{1B}", Key.interrupt, Key.end])
    func leavingChangesNothing(key: String) async throws {
        let (place, console) = try await browsing()
        try console.type("\u{1B}[B\u{1B}[6~\u{1B}[5~")
        try console.type(key)
        try await console.wait(for: "post> ", seconds: 30)
        try await console.enter(":status", until: place.file("post"))
        #expect(try await console.leave() == 0)
        #expect(console.modes == console.modesBefore)
    }

    /// The system wants the program to end while the browser is open: the terminal is as it was.
    @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
    func aSignalGivesTheTerminalBack(signal: Int32) async throws {
        let (place, console) = try await browsing()
        kill(console.child.id, signal)
        let status = try await console.end(seconds: 30)
        #expect(try place.session("post") == Posts.half())
        #expect(status == 128 + signal)
        #expect(console.modes == console.modesBefore)
        let sent = String(decoding: console.child.output, as: UTF8.self)
        #expect(sent.contains("\u{1B}[?1049l"))
    }

    @Test func narrowAndResizedTerminals() async throws {
        let (place, console) = try await browsing(columns: 40, rows: 8)
        try console.resize(columns: 100, rows: 20)
        let picture = try await console.wait(for: "to search", seconds: 30)
        #expect(picture.contains("│"), "now there is room for a preview")
        #expect(try place.session("post") == Posts.half())
        try console.type("\u{1B}")
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try await console.leave() == 0)
    }

    @Test func aPipeGetsTheList() async throws {
        let place = try place()
        for arguments in [["sessions"], ["-x", ":sessions"], ["-r", "post", "-x", ":sessions"]] {
            let outcome = try await place.run(arguments)
            #expect(outcome.status == 0 && outcome.output.contains("What is a lighthouse?"), "\(outcome)")
        }
    }
}
