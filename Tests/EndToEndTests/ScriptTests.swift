import LoopbackServer
import Manuscript
import Platform
import Testing

/// Commands from `-x`, `-f` and pipes.
@Suite(.timeLimit(.minutes(5))) struct ScriptTests {
    @Test func commandsRunInOrder() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        let outcome = try await place.run(
            "-x", "What is a lighthouse?", "-x", ":set sections 2", "-x", ":outline", "-x", ":write", "-x",
            ":rewrite 1.1 shorter", "-x", ":export post.md", "--base-url", server.baseURL)
        #expect(outcome.status == 0, "\(outcome)")
        let session = try place.session()
        #expect(session.name == "what-is-a-lighthouse" && session.outline.sections.count == 2)
        #expect(session.section("1.1")?.versions.count == 2 && session.missing.isEmpty)
        #expect(Posts.headings(of: try place.text(of: "post.md")) == Posts.headings(of: session))
        #expect(session.history.map(\.kind.rawValue) == ["new", "set", "outline", "write", "rewrite"])
        await server.stop()
    }

    @Test func aScriptAndAPipeDoTheSame() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        let lines = "# a comment\n:new Sea marks\n\n  # another\n:set words 300\n:outline\n:status\n"
        let script = try place.write(lines, to: "script")
        let byFile = try await place.run("-s", "one", "-f", script, "--base-url", server.baseURL)
        let byPipe = try await place.run("-s", "two", "--base-url", server.baseURL, input: Array(lines.utf8))
        #expect(byFile.status == 0 && byPipe.status == 0, "\(byFile) \(byPipe)")
        #expect(byFile.output.contains("Topic    Sea marks"))
        #expect(byFile.output.replacing("one", with: "two") == byPipe.output)
        #expect(try place.session("one").topic == "Sea marks" && place.session("two").style.words == 300)
        await server.stop()
    }

    @Test func anEmptyPipeIsAccepted() async throws {
        let place = try Place()
        let outcome = try await place.run("-s", "none")
        #expect(outcome.status == 0 && outcome.output == "" && outcome.complaints.isEmpty)
        #expect(try Files.names(in: place.sessions).isEmpty)
    }

    @Test func eachCommandIsAnObject() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        try place.keep(Posts.half())
        let lines = [
            ":status", ":write", ":show 1", ":undo", ":history", ":set words 500", ":help", ":models", ":frob",
        ]
        let outcome = try await place.run(
            ["-s", "post", "--json", "--base-url", server.baseURL] + lines.flatMap { ["-x", $0] })
        #expect(outcome.status == 1)
        let values = try outcome.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        try #require(values.map { $0["command"]?.string } == lines, "\(outcome)")
        #expect(values.map { $0["ok"] == .bool(true) } == lines.map { $0 != ":frob" })
        #expect(values[1]["result"]?["sections"]?.array?.map { $0["number"]?.string } == ["2.2", "3"])
        #expect(values[7]["result"]?.compact.contains("loopback-author") == true)
        #expect(values[8]["error"]?.string?.hasPrefix("There is no command :frob") == true)
        await server.stop()
    }

    @Test func theSectionsComeInTheOrderOfThePlan() async throws {
        let place = try Place()
        // The first of those that are written at once is the slowest: it must be shown before the others all the same.
        let server = try await LoopbackServer.start { Author(delay: $0.number == "2.2" ? 0.02 : 0).reply(to: $0) }
        var session = Posts.half()
        session.outline.sections += ["Fuel", "Fog", "Ends"].map { Section(title: $0, words: 60) }
        try place.keep(session)
        try await check(place, server, [])
        try place.keep(session)
        try await check(place, server, ["--no-stream"])
        await server.stop()
    }

    private func check(_ place: Place, _ server: LoopbackServer, _ flags: [String]) async throws {
        let outcome = try await place.run(["-s", "post", "-x", ":write", "--base-url", server.baseURL] + flags)
        let done = try place.session()
        let expected = try ["2.2", "3", "4", "5", "6"].map { number in
            let section = try #require(done.section(number))
            let mark = number.contains(".") ? "###" : "##"
            return "\(mark) \(section.title)\n\n\(try #require(section.text?.text))\n\n"
        }
        #expect(outcome.status == 0 && outcome.output == expected.joined())
        for number in ["2.2", "6"] { #expect(outcome.remarks.contains { $0.hasPrefix("\(number) ") }) }
    }

    @Test func theFirstFailureStopsTheRest() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let outcome = try await place.run("-s", "post", "-x", ":show 1", "-x", ":show 9", "-x", ":remove 1")
        #expect(outcome.status == 1 && outcome.output.contains("Fires were lit"))
        #expect(outcome.complaints.count == 1 && outcome.complaints[0].contains("There is no section 9"))
        #expect(try place.session("post") == Posts.half())
    }

    @Test func quitStopsTheRestWithoutAFailure() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let outcome = try await place.run("-s", "post", "-x", ":quit", "-x", ":remove 1")
        #expect(outcome.status == 0 && outcome.complaints.isEmpty)
        #expect(try place.session("post") == Posts.half())
    }

    @Test(arguments: [["--nonsense"], ["write"], ["-s", "a", "-c"], ["write", "x", "--words", "many"], ["export"]])
    func wrongUsageIs64(arguments: [String]) async throws {
        let place = try Place()
        let outcome = try await place.run(arguments)
        #expect(outcome.status == 64 && outcome.output == "" && outcome.errors.contains("Usage: galley"))
        #expect(try Files.names(in: place.sessions).isEmpty)
    }

    @Test func helpAndVersionAreAnswers() async throws {
        let place = try Place()
        let (help, version) = (try await place.run("--help"), try await place.run("--version"))
        #expect(help.status == 0 && help.output.contains("--base-url") && help.errors == "")
        #expect(version.status == 0 && version.output.hasPrefix("galley "))
    }

    @Test func aClosedPipeIsNotAnError() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let child = try place.start(["-s", "post", "-x", ":show", "-x", ":show"], isHeard: false)
        #expect(try await child.end() == 0)
        #expect(child.outcome(0).complaints.isEmpty)
    }
}
