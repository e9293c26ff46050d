import LoopbackServer
import Manuscript
import Platform
import Testing

/// Ctrl-Z and `fg`, in a plain shell that takes no care of the terminal itself.
@Suite(.timeLimit(.minutes(5))) struct JobControlTests {
    /// A shell at a terminal, in which galley has been started with the half-written post.
    private func shell(at place: Place, _ baseURL: String) async throws -> Console {
        try place.keep(Posts.half())
        place.environment["PS1"] = "shell% "
        place.environment["GALLEY_BASE_URL"] = baseURL
        place.environment["GALLEY_MODEL"] = "loopback-author"
        let console = try Console(["-i"], at: place, program: "/bin/sh")
        try await console.wait(for: "shell% ", seconds: 30)
        #expect(console.modes == console.modesBefore)
        try console.enter("\(try Child.program()) -r post")
        try await console.begin("post")
        #expect(console.modes != console.modesBefore)
        return console
    }

    private func leaveShell(_ console: Console) async throws {
        try await console.wait(for: "shell% ", seconds: 30)
        #expect(console.modes == console.modesBefore)
        try console.enter("exit 0")
        #expect(try await console.end(seconds: 30) == 0)
    }

    @Test func atThePromptTheLineIsRestored() async throws {
        let place = try Place()
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let console = try await shell(at: place, server.baseURL)
        for _ in 0..<2 {
            try console.type(":rename 3 Watch")
            try await console.wait(for: ":rename 3 Watch", seconds: 30)
            let modes = console.modes
            try console.type(Key.stop)
            try await console.wait(for: "shell% ", seconds: 30)
            #expect(console.modes == console.modesBefore, "the shell has its terminal")
            try console.enter("fg")
            try await console.wait(for: "post> :rename 3 Watch", seconds: 30)
            #expect(console.modes == modes, "the prompt has it again")
            try console.type(Key.interrupt)
            // The line may have been drawn twice: where the system says that the program goes on, and where it does.
            try await console.wait(for: "^C", seconds: 30)
            try await console.wait(for: "post> ", seconds: 30)
        }
        try await console.enter(":rename 3 Watchers", until: "3  Watchers")
        #expect(try place.session("post").outline.sections.map(\.title).last == "Watchers")
        try console.type(Key.end)
        try await leaveShell(console)
        await server.stop()
    }

    @Test func writingContinuesAfterAStop() async throws {
        let (place, author) = (try Place(), StuckAuthor())
        let server = try await LoopbackServer.start { request in
            guard request.number == "3" else { return author.reply(to: request) }
            let rest = (1...56).map { Reply.Piece(Chunk.text(" word\($0)"), after: $0 == 1 ? 0 : 0.05) }
            let end = Reply.Piece(Chunk.text(".") + Chunk.finish("stop") + Chunk.done)
            return .raw(
                200, headers: ["Content-Type": "text/event-stream"], [.init(Chunk.text("It begins:"))] + rest + [end])
        }
        let console = try await shell(at: place, server.baseURL)
        try console.enter(":write 3")
        try await console.wait(for: "word3", seconds: 30)
        let modes = console.modes
        #expect(modes != console.modesBefore)
        try console.type(Key.stop)
        try await console.wait(for: "shell% ", seconds: 30)
        #expect(console.modes == console.modesBefore)
        #expect(try place.session("post").section("3")?.text == nil)
        try console.enter("fg")
        try await console.wait(for: "word56", seconds: 30)
        try await console.wait(for: "Wrote 1 section", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        let text = try place.session("post").text("3")
        #expect(text?.hasSuffix("word55 word56.") == true, "\(text.debugDescription)")
        try console.type(Key.end)
        try await leaveShell(console)
        await server.stop()
    }

    /// Where nobody could continue it the system does not stop it: then it goes on at once, with the terminal.
    @Test func anImpossibleStopDoesNotEndTheProgram() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
        try await console.begin("post")
        try console.type(":rename 3 Watch")
        try await console.wait(for: ":rename 3 Watch", seconds: 30)
        let modes = console.modes
        try console.type(Key.stop)
        try await console.wait(for: "post> :rename 3 Watch", seconds: 30)
        #expect(console.modes == modes)
        try console.enter("ers")
        try await console.wait(for: "3  Watchers", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try await console.leave() == 0)
        #expect(console.modes == console.modesBefore)
    }
}
