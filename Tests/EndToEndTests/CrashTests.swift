import LoopbackServer
import Manuscript
import Platform
import Testing

/// Ends that no program plans: the terminal is as it was found.
@Suite(.timeLimit(.minutes(5))) struct CrashTests {
    private static let offline = ["--base-url", "http://127.0.0.1:1/v1", "-m", "none"]

    @Test(arguments: [SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE])
    func aCrashAtThePromptGivesTheTerminalBack(signal: Int32) async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let console = try Console(["-r", "post"] + Self.offline, at: place)
        try await console.begin("post")
        #expect(console.modes != console.modesBefore)
        kill(console.child.id, signal)
        #expect(try await console.end(seconds: 30) == 128 + signal, "the system sees the crash")
        #expect(console.modes == console.modesBefore)
        let sent = String(decoding: console.child.output.suffix(60), as: UTF8.self)
        #expect(sent.contains("\u{1B}[?2004l") && sent.contains("\u{1B}[?25h"))
        #expect(try place.session("post") == Posts.half())
    }

    @Test func aCrashWhileWritingGivesTheTerminalBackAndKeepsTheText() async throws {
        let (place, author) = (try Place(), StuckAuthor(in: "3"))
        let server = try await LoopbackServer.start { author.reply(to: $0) }
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", server.baseURL, at: place)
        try await console.begin("post")
        try console.enter(":write")
        try await console.wait(for: "every evening. He carries oil", seconds: 30)
        let partial = "\(place.file("post")).partial"
        try await console.child.wait(for: "the journal") {
            (try? place.text(of: partial))?.contains("every evening. He carries oil") == true
        }
        kill(console.child.id, SIGSEGV)
        #expect(try await console.end(seconds: 30) == 128 + SIGSEGV)
        #expect(console.modes == console.modesBefore)
        let outcome = try await place.run("-r", "post", "-x", ":status")
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("`:continue 3` goes on from there"))
        #expect(try place.session("post").section("3")?.candidate?.text.hasPrefix("A keeper climbs") == true)
        await server.stop()
    }

    /// Ctrl-\ ends as it does everywhere, but leaves no terminal without echo.
    @Test func ctrlBackslashGivesTheTerminalBack() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let console = try Console(["-r", "post"] + Self.offline, at: place)
        try await console.begin("post")
        kill(console.child.id, SIGQUIT)
        #expect(try await console.end(seconds: 30) == 128 + SIGQUIT)
        #expect(console.modes == console.modesBefore)
    }
}
