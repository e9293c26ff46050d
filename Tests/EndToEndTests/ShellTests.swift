import LoopbackServer
import Manuscript
import Platform
import Testing

/// The program in a shell's hands: here-documents, pipes, comments, `--json` and `--yes`.
@Suite(.timeLimit(.minutes(5))) struct ShellTests {
    @Test func aHereDocumentIsAScript() async throws {
        let place = try Place()
        let outcome = try await place.shell(
            """
            galley -s doc <<'END'
            # The topic comes first.
            What is a lighthouse?

              # A comment that is indented.
            :set words 700
            :status
            END
            """)
        #expect(outcome.status == 0 && outcome.output.hasPrefix("Topic    What is a lighthouse?\n"), "\(outcome)")
        #expect(try place.session("doc").style.words == 700)
        #expect(try place.session("doc").history.map(\.kind.rawValue) == ["new", "set"])
    }

    @Test func aClosedReaderIsNotAnError() async throws {
        let place = try Place()
        var session = Posts.half()
        let text = String(repeating: "Fires were lit on hills. ", count: 20_000)
        session.outline.sections[0].versions[0].text = text
        try place.keep(session)
        for command in [
            "galley -r post -x :show -x :show", "galley export post", "galley -r post --json -x :show -x :show",
        ] {
            let outcome = try await place.shell("set -o pipefail\n\(command) | head -c 10\necho \" ${PIPESTATUS[0]}\"")
            #expect(outcome.output.hasSuffix(" 0\n") && outcome.complaints.isEmpty, "\(command): \(outcome.errors)")
        }
    }

    @Test func programsFollowEachOther() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let outcome = try await place.shell(
            "galley -r post -x ':set words 1' || echo failed; galley -r post -x ':show 1' | grep -c Fires && galley export post > out.md && echo done"
        )
        #expect(outcome.output == "failed\n1\ndone\n", "\(outcome)")
        #expect(try place.text(of: "out.md").hasPrefix("# What is a lighthouse?"))
    }

    @Test func aCommandIsALineOfJSON() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        try place.keep(Posts.half())
        let script = "# nothing\n:show\n\n:write\n:set audience \"two\\nlines\"\n:status\n:delete x\n:status\n"
        let outcome = try await place.run(
            "-r", "post", "--json", "--base-url", server.baseURL, input: Array(script.utf8))
        #expect(outcome.status == 1)
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 6 && lines.last == "")
        for line in lines.dropLast() {
            let value = try JSONValue(parsing: String(line))
            let isDone = value["ok"]?.bool == true
            let keys = isDone ? ["command", "note", "ok", "result"] : ["command", "error", "ok"]
            #expect(value.object?.keys.sorted() == keys)
        }
        // Progress is on standard error, and the text of the sections in the object alone.
        #expect(outcome.errors.contains("2.2 ") && !outcome.errors.contains("Topic    "))
        await server.stop()
    }

    @Test func yesAnswersQuestions() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        try place.keep(Posts.bare(named: "other"))
        #expect(try await place.run("-r", "post", "-x", ":delete other").status == 1)
        #expect(Files.exists(place.file("other")))
        let outcome = try await place.run("-r", "post", "-y", "-x", ":delete other")
        #expect(outcome.status == 0 && outcome.errors.contains("\"other\" is deleted."))
        #expect(!Files.exists(place.file("other")))
    }

    @Test func yesSkipsQuestionsAtThePromptToo() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        try place.keep(Posts.bare(named: "other"))
        let console = try Console("-r", "post", "--yes", "--base-url", "http://127.0.0.1:1/v1", "-m", "m", at: place)
        try await console.begin("post")
        try console.enter(":delete other")
        try await console.wait(for: "\"other\" is deleted.")
        #expect(try await console.leave() == 0)
        #expect(!Files.exists(place.file("other")))
    }
}
