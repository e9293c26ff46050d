import LoopbackServer
import Manuscript
import Platform
import Testing

/// The exit statuses, one by one: 0 done, 1 a command failed, 64 wrong usage, 130 interrupted.
@Suite(.timeLimit(.minutes(5))) struct ExitTests {
    @Test(arguments: [
        ["sessions"], ["config"], ["export", "post"], ["check", "good.md"], ["--help"],
        ["--version"], ["-r", "post", "-x", ":status"], ["-r", "post", "-f", "script"], ["-c", "-x", ":show"],
        ["-r", "post", "-x", ":quit"], ["-r", "post", "-x", "# a comment"], ["-r", "post", "-x", ""],
        ["-r", "post", "-x", ":delete --yes other"], ["-r", "post", "--yes", "-x", ":delete other"],
        ["model", "install", "--dry-run"], ["model", "serve", "--dry-run"],
    ])
    func doneIs0(arguments: [String]) async throws {
        let outcome = try await furnished().run(arguments)
        #expect(outcome.status == 0 && outcome.complaints.isEmpty, "\(outcome)")
    }

    @Test(arguments: [
        (["-r", "post", "-x", ":frob"], "There is no command :frob"),
        (["-r", "none", "-x", ":status"], "There is no session \"none\""),
        (["-r", "post", "-f", "none"], "none cannot be read"),
        (["-r", "post", "-f", "bytes"], "bytes is not UTF-8 text"),
        (["-r", "post", "-x", ":delete other"], "This deletes \"other\""),
        (["-r", "post", "-x", ":export /dev/null/post.md"], "a part of the path is a file"),
        (
            ["-r", "post", "-x", ":set longestWait 1", "-x", ":models", "--base-url", "http://127.0.0.1:1/v1"],
            "127.0.0.1:1 cannot be reached"
        ),
        (["-r", "post", "-x", ":models", "--base-url", "nonsense"], "The base URL \"nonsense\" cannot be used"),
        (["-r", "post", "-x", ":models", "--provider", "nonsense"], "There is no provider \"nonsense\""),
        (["-r", "post", "-x", ":models", "--provider", "groq"], "takes its key from GROQ_API_KEY"),
        (["export", "none"], "There is no session \"none\""), (["check", "none.md"], "none.md cannot be read"),
        (["export", "post", "pages"], "There is no format \"pages\""),
        (["write", "?!"], "A topic needs at least one letter"),
    ])
    func aFailureIs1(arguments: [String], sentence: String) async throws {
        let outcome = try await furnished().run(arguments)
        #expect(outcome.status == 1 && outcome.complaints.count == 1, "\(outcome)")
        #expect(outcome.complaints.first?.contains(sentence) == true, "\(outcome)")
    }

    @Test func aSessionIsCheckedByItsName() async throws {
        let outcome = try await furnished().run("check", "post")
        #expect(outcome.complaints.isEmpty && outcome.output.contains("headings"), "\(outcome)")
    }

    @Test func aCheckThatDoesNotHoldIs1() async throws {
        let outcome = try await furnished().run("check", "twice.md")
        #expect(outcome.status == 1 && outcome.complaints.isEmpty && !outcome.output.isEmpty)
    }

    @Test(arguments: [
        ["--nonsense"], ["nonsense", "x"], ["write"], ["write", "a", "b"], ["export"], ["check"], ["model", "frob"],
        ["-s"], ["-x"], ["-s", "a", "-r", "b"], ["--json=maybe"], ["write", "x", "--sections", "few"],
        ["config", "extra"], ["--config", "none.yml", "-x", ":help"], ["--provider"],
    ])
    func wrongUsageIs64(arguments: [String]) async throws {
        let place = try furnished()
        let before = try place.files()
        let outcome = try await place.run(arguments)
        #expect(outcome.status == 64 && outcome.output == "" && !outcome.errors.isEmpty, "\(outcome)")
        #expect(try place.files() == before)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func aSignalIsTheStatus(signal: Int32) async throws {
        let place = try furnished()
        let server = try await LoopbackServer.start { request in
            request.number == nil ? Author().reply(to: request) : Author(delay: 1).reply(to: request)
        }
        let child = try place.start(["-r", "post", "-x", ":write", "-x", ":frob", "--base-url", server.baseURL])
        try await child.wait(for: "a call") { !server.chats.isEmpty }
        kill(child.id, signal)
        #expect(try await child.end() == 128 + signal)
        #expect(child.outcome(0).complaints.isEmpty)
        await server.stop()
    }

    /// A place with two sessions and some files.
    private func furnished() throws -> Place {
        let place = try Place()
        try place.keep(Posts.half())
        try place.keep(Posts.bare(named: "other"))
        try place.write(":status\n:show 1\n", to: "script")
        try Files.replace("\(place.work)/bytes", with: [0x3A, 0xFF, 0xFE])
        let good =
            "# Lighthouses\n\n## Fires\n\nFires were lit on hills by night.\n\n## Towers\n\nStone stands in the sea.\n"
        try place.write(good, to: "good.md")
        try place.write("# Lighthouses\n\n## Fires\n\n## Fires\n\nFires were lit\n", to: "twice.md")
        return place
    }
}
