import LoopbackServer
import Manuscript
import Platform
import Testing
import VirtualTerminal

/// The program as a person meets it: at a terminal, with a prompt.
@Suite(.timeLimit(.minutes(5))) struct ConsoleTests {
    @Test func aTopicBecomesAPost() async throws {
        let (place, server) = (
            try Place(),
            try await LoopbackServer.start { request in
                // Slow enough that the line about the progress is drawn, which is done ten times a second at most.
                if request.number == "1.1" { try await Task.sleep(for: .milliseconds(400)) }
                return Author().reply(to: request)
            }
        )
        let console = try Console("--base-url", server.baseURL, at: place)
        try await console.begin("galley")
        try await console.enter("What is a lighthouse?", until: "Started “what-is-a-lighthouse”")
        #expect(try place.session("what-is-a-lighthouse").topic == "What is a lighthouse?")
        let outline = try await console.enter(":outline", until: "1.2")
        #expect(outline.hasSuffix("what-is…thouse"), "the prompt carries the session's name")
        let planned = try place.session("what-is-a-lighthouse")
        #expect(planned.written.isEmpty && planned.missing.count >= 4)

        try console.enter(":write")
        try await console.wait(for: "section 1 of \(planned.missing.count)")
        let before = try await console.wait(for: "Wrote \(planned.missing.count) sections")
        let done = try place.session("what-is-a-lighthouse")
        #expect(done.missing.isEmpty && server.numbers.sorted() == done.written.sorted())
        for number in done.written {
            let title = try #require(done.section(number)?.title)
            let word = try #require(done.text(number)?.split(separator: " ").first)
            #expect(before.contains("\(number)  \(title)"), "\(number) has its heading")
            #expect(before.contains(word), "\(number) is shown")
        }
        try await console.wait(for: "what-is…thouse> ")
        #expect(try await console.leave() == 0)
        await server.stop()
    }

    @Test func ctrlCStopsAGenerationAndTheNextOneContinues() async throws {
        let (place, author) = (try Place(), StuckAuthor(in: "3"))
        let server = try await LoopbackServer.start { author.reply(to: $0) }
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", server.baseURL, at: place)
        try await console.begin("post")
        try console.enter(":write")
        try await console.wait(for: "every evening. He carries oil")
        try console.type(Key.interrupt)
        try await console.wait(for: "Stopped. Everything finished is saved.", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try await server.eventually { $0.brokenOff > 0 }, "the connection is closed")
        let stopped = try place.session("post")
        #expect(stopped.written == ["1", "2.1", "2.2"])
        #expect(stopped.section("3")?.candidate?.text == StuckAuthor.beginning)
        #expect(stopped.section("3")?.candidate?.cause == .interrupted)
        #expect(server.numbers == ["2.2", "3"])

        author.free()
        try await console.enter(":write", until: "Wrote 1 section")
        #expect(server.numbers == ["2.2", "3", "3"], "what is written is not asked for again")
        let done = try place.session("post")
        #expect(done.missing.isEmpty && done.section("3")?.candidate == nil)
        for number in stopped.written { #expect(done.section(number) == stopped.section(number)) }
        #expect(try await console.leave() == 0)
        await server.stop()
    }

    @Test func ctrlCStopsAnOutline() async throws {
        let place = try Place()
        let server = try await LoopbackServer.start { request in
            guard request.isChat else { return Author().reply(to: request) }
            return StuckAuthor.silence(after: "{")
        }
        try place.keep(Posts.bare())
        let before = try Files.read(place.file("bare"))
        let console = try Console("-r", "bare", "--base-url", server.baseURL, at: place)
        try await console.begin("bare")
        try console.enter(":outline")
        try await console.wait(for: "making the outline")
        #expect(try await server.eventually { !$0.chats.isEmpty })
        try console.type(Key.interrupt)
        try await console.wait(for: "Stopped.", seconds: 30)
        try await console.wait(for: "bare> ", seconds: 30)
        #expect(try Files.read(place.file("bare")) == before)
        #expect(try await console.leave() == 0)
        await server.stop()
    }

    @Test func ctrlCAtThePromptClearsTheLine() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
        try await console.begin("post")
        try console.type(":remove 1")
        try await console.wait(for: ":remove 1")
        try console.type(Key.interrupt)
        try await console.wait(for: "post> ", seconds: 30)
        try await console.enter(":rename 3 Watchers", until: "Watchers")
        #expect(try place.session("post").outline.sections.map(\.title) == ["Beginnings", "How it works", "Watchers"])
        #expect(try await console.leave() == 0)
    }

    @Test func ctrlCTwiceOnAnEmptyLineLeaves() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
        try await console.begin("post")
        // The second counts within two seconds, which a slow machine may miss: then the third is the second.
        var isOver = false
        for _ in 0..<20 where !isOver {
            try console.type(Key.interrupt)
            do {
                try await console.wait(for: "Ctrl-C again", seconds: 30)
                try await console.wait(for: "post> ", seconds: 30)
            } catch is Unexpected {
                isOver = true
            }
        }
        #expect(try await console.end(seconds: 30) == 130)
        #expect(console.modes == console.modesBefore)
    }

    @Test func leavingGivesTheTerminalBack() async throws {
        for leaving in [Key.end, ":quit\r", "quit\r", ":q\r"] {
            let place = try Place()
            try place.keep(Posts.half())
            let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
            try await console.begin("post")
            #expect(console.modes != console.modesBefore, "the prompt reads keys, not lines")
            try console.type(leaving)
            #expect(try await console.end(seconds: 30) == 0, "\(leaving.debugDescription)")
            #expect(console.modes == console.modesBefore, "\(leaving.debugDescription)")
            #expect(try place.session("post") == Posts.half())
        }
    }

    /// Lines that are typed while a section is written wait, unseen, and are run then.
    @Test func typedAheadLinesRunAfterwards() async throws {
        let (place, author) = (try Place(), StuckAuthor())
        let server = try await LoopbackServer.start { request in
            if request.number == "2.2" { try await author.untilFree() }
            return author.reply(to: request)
        }
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", server.baseURL, at: place)
        try await console.begin("post")
        try console.enter(":write 2.2")
        #expect(try await server.eventually { $0.numbers == ["2.2"] })
        try console.enter(":rename 3 Watchers")
        try console.enter(":rename 1 Fires")
        author.free()
        let meanwhile = try await console.wait(for: "Wrote 1 section", seconds: 30)
        #expect(!meanwhile.contains(":rename"))
        try await console.wait(for: ":rename 1 Fires", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try place.session("post").outline.sections.map(\.title) == ["Fires", "How it works", "Watchers"])
        #expect(try await console.leave() == 0)
        await server.stop()
    }

    /// A server that is away is looked for while the person types, and only a command shows how long.
    @Test func theCountdownDoesNotHideThePrompt() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", at: place)
        try await console.wait(for: "post> ")
        try console.type(":note 1 typing")
        try await Task.sleep(for: .seconds(3))
        try await console.see("what is typed") { $0.lines.contains { $0.hasSuffix("post> :note 1 typing") } }
        #expect(!console.everything.contains("waits "))
        try await console.enter("", until: "note")
        #expect(try await console.leave() == 0)
    }
}
