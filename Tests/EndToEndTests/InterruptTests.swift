import LoopbackServer
import Manuscript
import Platform
import Testing
import VirtualTerminal

/// Ctrl-C while a text streams, and what can be done with what is left.
@Suite(.timeLimit(.minutes(5))) struct InterruptTests {
    /// The design allows 100 ms; the bound here is for machines that do much else, and the server sees the end as well.
    @Test func ctrlCStopsAtOnce() async throws {
        let place = try Place()
        let server = try await LoopbackServer.start { request in
            guard request.number == "3" else { return Author().reply(to: request) }
            return .stream((1...4000).map { "word\($0) " }, delay: 0.01)
        }
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", server.baseURL, at: place)
        try await console.begin("post")
        try console.enter(":write 3")
        try await console.wait(for: "word30", seconds: 30)
        let start = ContinuousClock.now
        try console.type(Key.interrupt)
        try await console.wait(for: "post> ", seconds: 30)
        #expect(ContinuousClock.now - start < .seconds(3))
        #expect(try await server.eventually { $0.brokenOff == 1 }, "the server stops too")
        let text = try #require(try place.session("post").section("3")?.candidate?.text)
        #expect(text.hasPrefix("word1 word2 ") && text.contains("word30"))
        #expect(console.everything.contains("`:continue 3` goes on from there"))
        #expect(try await console.leave() == 0)
        await server.stop()
    }

    @Test func aStoppedRunContinues() async throws {
        let (place, author) = (try Place(), StuckAuthor(in: "3"))
        let server = try await LoopbackServer.start { request in
            if request.messages("user").last?.contains("Go on with the body") == true {
                return .stream(["He ", "climbs ", "down ", "again."])
            }
            return author.reply(to: request)
        }
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", server.baseURL, at: place)
        try await console.begin("post")
        try console.enter(":write 3")
        try await console.wait(for: "every evening. He carries oil", seconds: 30)
        try console.type(Key.interrupt)
        try await console.wait(for: "Stopped.", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        try await console.enter(":continue", until: "Finished 1 section")
        let done = try place.session("post").section("3")
        #expect(done?.text?.text == "A keeper climbs the stairs every evening. He climbs down again.")
        #expect(done?.candidate == nil)
        #expect(server.chats.last?.messages("assistant") == ["A keeper climbs the stairs every evening."])
        try await console.enter(":undo", until: "Undone: ")
        #expect(try place.session("post").section("3")?.candidate?.text == StuckAuthor.beginning)
        #expect(try await console.leave() == 0)
        await server.stop()
    }

    @Test func rewritingEndsWithWhatChanged() async throws {
        let place = try Place()
        let server = try await LoopbackServer.start { request in
            request.isChat ? .stream(["Stone towers stand by the sea."]) : Author().reply(to: request)
        }
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", server.baseURL, "--no-color", at: place)
        try await console.begin("post")
        let edited = try await console.enter(":edit 2.1 nearer", until: "1 word gone, 1 new: `:diff 2.1`.")
        #expect(edited.ranges(of: "Stone towers stand by the sea.").count == 1 && !edited.contains("{+by+}"))
        try await console.enter(":undo", until: "Undone:")
        try await console.enter(":set show diff", until: "show is diff.")
        let compared = try await console.enter(":edit 2.1 nearer", until: "Stone towers stand [-in-]{+by+} the sea.")
        #expect(!compared.contains("Stone towers stand by the sea."))
        try await console.enter(":versions 2.1", until: "`:restore 2.1 2`")
        try await console.enter(":restore 2.1 1", until: "Version 1 of 2.1 Towers is current now")
        #expect(try place.session("post").text("2.1") == "Stone towers stand in the sea.")
        try await console.enter(":diff", until: "Stone towers stand [-by-]{+in+} the sea.")
        #expect(try await console.leave() == 0)
        let piped = try await place.run("-r", "post", "-x", ":edit 2.1 nearer", "--base-url", server.baseURL)
        #expect(piped.status == 0 && !piped.output.contains("[-in-]"), "not in pipes")
        await server.stop()
    }

    /// The next command is named below an answer, not again while it stays the same, and not at all if hints are off.
    @Test func theNextCommandIsNamedOnce() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let arguments = ["-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", "--no-color"]
        let console = try Console(arguments, at: place, columns: 100)
        try await console.begin("post")
        try await console.enter(":outline", until: "Next: `:write` (2 sections), or `:write 2.2`.")
        let again = try await console.enter(":outline", until: "3  Keepers")
        #expect(!again.contains("Next:"))
        try await console.enter(":add 4 Costs", until: "Next: `:write` (3 sections), or `:write 2.2`.")
        try await console.enter(":set hints off", until: "hints is off.")
        #expect(try await !console.enter(":remove 4", until: "3  Keepers").contains("Next:"))
        #expect(try await console.leave() == 0)
    }

    /// A second attempt for length is drawn unseen, and told below the text that it was drawn for.
    ///
    /// The pieces come slowly, so that the status line is drawn between them.
    @Test func aSecondAttemptIsNamedBelowItsText() async throws {
        let place = try Place()
        let server = try await LoopbackServer.start { request in
            guard request.isChat else { return Author().reply(to: request) }
            return .stream(["A text ", "of six words ", "only."], delay: 0.4)
        }
        var post = Posts.half()
        post.settings["lengthRetry"] = true
        try place.keep(post)
        let console = try Console("-r", "post", "--base-url", server.baseURL, "--no-color", at: place)
        try await console.begin("post")
        try await console.enter(":write", until: "Wrote 2 sections")
        let expected = [
            "2.2  Lamps", "A text of six words only.", "2.2: 6 of 60 words; kept the first.", "3  Keepers",
            "A text of six words only.", "3: 6 of 60 words; kept the first.",
        ]
        try await console.see("both sections") { screen in
            let rows = screen.everything.filter { row in expected.contains { row.contains($0) } }
            return rows.count == expected.count && zip(rows, expected).allSatisfy { $0.contains($1) }
        }
        #expect(try await console.leave() == 0)
        await server.stop()
    }

    /// Reasoning that eats the whole budget leaves no text, and the sentence names the remedy.
    @Test func reasoningThatAteTheBudgetIsNamed() async throws {
        let place = try Place()
        let server = try await LoopbackServer.start { request in
            guard request.isChat else { return Author().reply(to: request) }
            return .events(.init(Chunk.delta(["reasoning": "hm"]) + Chunk.finish("length") + Chunk.done))
        }
        try place.keep(Posts.half())
        let outcome = try await place.run("-r", "post", "-x", ":write 3", "--base-url", server.baseURL)
        #expect(outcome.status == 1)
        #expect(outcome.complaints.first?.contains("`:set reasoningEffort low`") == true, "\(outcome.errors)")
        #expect(server.chats.count == 1, "asking the same again would end the same")
        await server.stop()
    }

    /// Being asked to leave while the editor has the terminal ends the editor; what it wrote is kept in a file that is named.
    @Test(arguments: [SIGTERM, SIGHUP]) func aSignalEndsTheEditor(signal: Int32) async throws {
        let place = try Place()
        try place.keep(Posts.half())
        place.environment["EDITOR"] = try place.write(
            "#!/bin/sh\necho Half a thought >> \"$1\"\necho ready\nexec sleep 600\n", to: "editor", mode: 0o755)
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
        try await console.begin("post")
        try console.enter(":edit 1")
        try await console.wait(for: "ready", seconds: 30)
        kill(console.child.id, signal)
        #expect(try await console.end(seconds: 30) == 128 + signal)
        #expect(console.modes == console.modesBefore)
        #expect(try place.session("post") == Posts.half())
        #expect(String(decoding: console.child.output, as: UTF8.self).contains("galley-"), "the file is named")
    }

    /// Ctrl-C within a block of several lines drops the block and is no step towards the door.
    @Test func ctrlCDropsABlock() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
        try await console.begin("post")
        for _ in 0..<3 {
            try console.enter("\"\"\"")
            try await console.wait(for: "… ", seconds: 30)
            try console.type(Key.interrupt)
            try await console.wait(for: "post> ", seconds: 30)
        }
        #expect(!console.everything.contains("Ctrl-C again"))
        #expect(try await console.leave() == 0)
    }
}
