import LoopbackServer
import Manuscript
import Platform
import Testing

/// Ends that nobody asked for at the prompt: signals, a terminal that goes, and `kill -9`.
@Suite(.timeLimit(.minutes(5))) struct SignalEndTests {
    /// The half-written post at a terminal, in the middle of its last section.
    private func writing(at place: Place, _ server: LoopbackServer) async throws -> Console {
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", server.baseURL, at: place)
        try await console.begin("post")
        try console.enter(":write")
        try await console.wait(for: "every evening. He carries oil", seconds: 30)
        return console
    }

    private func expectSaved(at place: Place, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let session = try place.session("post")
        #expect(session.written == ["1", "2.1", "2.2"], sourceLocation: sourceLocation)
        let candidate = session.section("3")?.candidate
        #expect(candidate?.text == StuckAuthor.beginning, sourceLocation: sourceLocation)
        let names = try Files.names(in: place.sessions)
        #expect(Set(names) == ["post.json", "post.json.bak", "post.json.lock"], sourceLocation: sourceLocation)
    }

    @Test(arguments: [SIGTERM, SIGHUP]) func aSignalSavesAndEnds(signal: Int32) async throws {
        let (place, author) = (try Place(), StuckAuthor(in: "3"))
        let server = try await LoopbackServer.start { author.reply(to: $0) }
        let console = try await writing(at: place, server)
        kill(console.child.id, signal)
        #expect(try await console.end(seconds: 30) == 128 + signal)
        #expect(console.modes == console.modesBefore)
        try expectSaved(at: place)
        #expect(try await server.eventually { $0.brokenOff > 0 }, "the connection is closed")
        await server.stop()
    }

    @Test func aTerminalThatGoesSavesAndEnds() async throws {
        let (place, author) = (try Place(), StuckAuthor(in: "3"))
        let server = try await LoopbackServer.start { author.reply(to: $0) }
        let console = try await writing(at: place, server)
        console.child.close()
        #expect(try await console.end(seconds: 30) == 128 + SIGHUP)
        try expectSaved(at: place)
        await server.stop()
    }

    @Test(arguments: [SIGTERM, SIGHUP, 0]) func atThePromptTheyEnd(signal: Int32) async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
        try await console.begin("post")
        try console.type(":remove 1")
        try await console.wait(for: ":remove 1")
        if signal == 0 { console.child.close() } else { kill(console.child.id, signal) }
        #expect(try await console.end(seconds: 30) == 128 + (signal == 0 ? SIGHUP : signal))
        if signal != 0 { #expect(console.modes == console.modesBefore) }
        #expect(try place.session("post") == Posts.half(), "a line that was not sent is not run")
    }

    @Test func aSignalSavesOnPipesToo() async throws {
        let (place, author) = (try Place(), StuckAuthor(in: "3"))
        let server = try await LoopbackServer.start { author.reply(to: $0) }
        try place.keep(Posts.half())
        let child = try place.start(["-r", "post", "-x", ":write", "-x", ":remove 1", "--base-url", server.baseURL])
        try await child.wait(for: "the third section", seconds: 30) {
            child.outcome(0).remarks.contains { $0.hasPrefix("2.2 ") } && server.numbers.last == "3"
        }
        kill(child.id, SIGTERM)
        #expect(try await child.end(seconds: 30) == 128 + SIGTERM)
        let session = try place.session("post")
        #expect(session.written == ["1", "2.1", "2.2"] && session.outline.sections.count == 3)
        await server.stop()
    }

    /// A signal ends the program also while it reads a stream without an end.
    @Test(
        arguments: [SIGINT, SIGTERM, SIGHUP],
        [
            "check -", "check q", "check half.md --outline q", "-r post", "-r post -f -", "-r post -f q",
            "-r post -x ':style learn --yes q'",
        ])
    func whileAStreamIsRead(signal: Int32, line: String) async throws {
        let place = try Place()
        try place.keep(Posts.half())
        try place.write("# A\n\n## B\n\nText.\n", to: "half.md")
        for name in ["q", "input"] { try #require(mkfifo("\(place.work)/\(name)", 0o600) == 0) }
        let script = "exec 0<>input; exec '\(try Child.program())' \(line)"
        let child = try place.start(["-c", script], program: "/bin/bash")
        try await Task.sleep(for: .seconds(1))
        kill(child.id, signal)
        #expect(try await child.end(seconds: 10) == 128 + signal)
        #expect(child.outcome(0).complaints.isEmpty, "\(child.outcome(0))")
        #expect(try place.session("post") == Posts.half())
    }

    @Test func ctrlCWhileTheTerminalIsRead() async throws {
        let place = try Place()
        let console = try Console("check", "-", at: place)
        try console.type("# A\r")
        // The terminal echoes what is typed, as it does for every program that reads it.
        try await console.wait(for: "# A")
        try await Task.sleep(for: .seconds(1))
        #expect(console.modes == console.modesBefore)
        try console.type(Key.interrupt)
        #expect(try await console.end(seconds: 10) == 128 + SIGINT)
    }

    /// After a kill, text that was on the screen for a second is still there, and so are finished texts.
    @Test func killingLosesASecondAtMost() async throws {
        let place = try Place()
        let server = try await LoopbackServer.start { request in
            guard request.number == "3" else { return Author().reply(to: request) }
            return .stream((1...2000).map { "word\($0) é日 " }, delay: 0.05)
        }
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", server.baseURL, at: place)
        try await console.begin("post")
        try console.enter(":write")
        try await console.wait(for: "word40", seconds: 30)
        let shown = ContinuousClock.now
        try await console.child.wait(for: "a second later") { ContinuousClock.now - shown >= .seconds(1) }
        kill(console.child.id, SIGKILL)
        #expect(try await console.end(seconds: 30) == 128 + SIGKILL)
        #expect(try place.session("post").written == ["1", "2.1", "2.2"])

        let outcome = try await place.run("-r", "post", "-x", ":status")
        #expect(outcome.status == 0 && outcome.errors.contains("1 unfinished draft was recovered"))
        let session = try place.session("post")
        #expect(session.written == ["1", "2.1", "2.2"])
        let candidate = try #require(session.section("3")?.candidate)
        let words = candidate.text.split(separator: " ").filter { $0.hasPrefix("word") }.map(String.init)
        #expect(words.count >= 40 && words == (1...words.count).map { "word\($0)" })
        #expect(candidate.cause == .interrupted && candidate.origin == .written && candidate.model == "loopback-author")
        #expect(!Files.exists("\(place.file("post")).partial"))
        await server.stop()
    }
}
