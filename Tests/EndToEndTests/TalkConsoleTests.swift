import LoopbackServer
import Manuscript
import Platform
import Testing
import VirtualTerminal

/// A post that is refined by talking about it at a terminal: two sittings, more than twenty turns, exported.
@Suite(.timeLimit(.minutes(5))) struct TalkConsoleTests {
    private static let author = TalkingAuthor(
        calls: [
            "call the last one The missing number": [
                .init(name: "rename", arguments: ["section": "7", "title": "The missing number"])
            ],
            "there should be something on privacy after the things that go wrong": [
                .init(name: "add", arguments: ["place": "5", "title": "What the row gives away"]),
                .init(
                    name: "brief",
                    arguments: ["section": "5", "text": "Which trip data names a person; how to hide it"]),
            ],
            "nobody needs the part about serving": [.init(name: "remove", arguments: ["address": "3.4"])],
            "the part with the query goes too fast": [
                .init(name: "rewrite", arguments: ["address": "3.3", "instruction": "slower"])
            ],
        ],
        replies: [
            "who is this for?": "For people who count trips and are asked *why* the numbers differ.",
            "what does 3.2 promise?": "That what was told is kept.",
        ])

    @Test func twentyTurnsInTwoSittings() async throws {
        let place = try Place()
        let post = try Posts.example()
        try place.keep(post)
        let server = try await LoopbackServer.start { Self.author.reply(to: $0) }
        var console = try Console(
            ["-r", post.name, "--base-url", server.baseURL, "-m", "loopback-author"], at: place, columns: 100, rows: 30)
        try await console.begin(post.name)
        // The status line may come between two pieces of an answer, so only the screen shows it whole.
        try console.enter("who is this for?")
        try await console.see("the answer") { screen in
            let text = screen.lines.joined(separator: " ")
            return text.contains("and are asked") && text.contains("numbers differ.")
        }
        try await console.wait(for: "> ")
        #expect(try place.session(post.name).outline == post.outline, "a question changes nothing")
        let lively = try await console.enter("make the opening livelier", until: "`:undo`")
        #expect(lively.contains("Plan: rewrite 1"))
        try await console.enter("2.1 shorter", until: "`:undo`")
        // Deletions are shown and need consent.
        try console.enter("drop 4.2")
        let shown = try await console.wait(for: "Do it? [y/N] ")
        #expect(shown.contains("News from yesterday"))
        try await console.enter("n", until: "Nothing was changed.")
        #expect(try place.session(post.name).section("4.2")?.title == "News from yesterday")
        try console.enter("drop 4.2")
        try await console.wait(for: "Do it? [y/N] ")
        try await console.enter("y", until: "`:undo`")
        try await console.enter("undo that", until: "`:redo`")
        try await console.enter("call the last one The missing number", until: "`:undo`")
        try await console.enter(
            "there should be something on privacy after the things that go wrong", until: "`:undo`")
        try await console.enter("write 5", until: "`:undo`")
        try await console.enter("make it shorter", until: "`:undo`")
        #expect(try place.session(post.name).section("5")?.versions.count == 2, "it is what the last turn touched")
        try await console.enter("move 5 before 4", until: "`:undo`")
        try console.enter("what does 3.2 promise?")
        try await console.see("the answer") { $0.lines.contains { $0.hasSuffix("is kept.") } }
        try await console.wait(for: "> ")
        try await console.enter(":lock 2.1", until: "ocked")
        try await console.enter("simplify 2.1", until: "locked")
        let left = try place.session(post.name)
        #expect(try await console.leave() == 0)

        console = try Console(
            ["-c", "--base-url", server.baseURL, "-m", "loopback-author"], at: place, columns: 60, rows: 16)
        try await console.begin(post.name)
        #expect(try place.session(post.name).outline == left.outline)
        try console.enter("nobody needs the part about serving")
        try await console.wait(for: "Do it? [y/N] ")
        try await console.enter("y", until: "`:undo`")
        try await console.enter("the part with the query goes too fast", until: "`:undo`")
        try await console.enter(":unlock 2.1", until: "nlocked")
        try await console.enter("merge 2.1 and 2.2", until: "`:undo`")
        try await console.enter("rename 7 to Begin here", until: "`:undo`")
        let beforeAll = try place.session(post.name)
        try console.enter("now the whole thing 20 % shorter")
        // So many new texts are asked about once.
        #expect(try await console.wait(for: "Do it? [y/N] ").contains("This rewrites "))
        try await console.enter("y", until: "`:undo`")
        let fitted = try place.session(post.name)
        let leaves = beforeAll.outline.entries.filter { $0.section.text != nil }
        for entry in leaves {
            let new = try #require(fitted.outline.entry(entry.section.id))
            #expect((new.section.words ?? 0) < (entry.section.words ?? 0), "\(entry.number)")
        }
        try await console.enter(":undo", until: "`:redo`")
        #expect(try place.session(post.name).outline == beforeAll.outline, "one undo for all of it")
        try console.enter("who would miss the third part?")
        try await console.see("the answer") { $0.lines.contains { $0.contains("It is so.") } }
        try await console.wait(for: "> ")
        try await console.enter(":export post.md", until: "post.md")
        #expect(try await console.leave() == 0)

        let session = try place.session(post.name)
        let text = try place.text(of: "post.md")
        #expect(Posts.headings(of: text) == Posts.headings(of: session))
        let titles = session.outline.entries.map(\.section.title)
        #expect(titles.contains("What the row gives away") && titles.contains("Begin here"))
        #expect(titles.contains("The missing number") && !titles.contains("Serving: one table, many readers"))
        // Untouched sections stay byte for byte as they were.
        for id in ["3.1", "3.2", "4.1"].compactMap({ post.section($0)?.id }) {
            let old = try #require(post.outline.entry(id)?.section)
            #expect(session.outline.entry(id)?.section == old)
            #expect(text.contains(try #require(old.text?.text)))
        }
        let turns = session.history.count - post.history.count
        #expect(turns >= 14)
        let talked = session.history.filter { $0.kind == .chat || $0.kind == .ask }
        #expect(talked.contains { $0.input == "who is this for?" && $0.reply.contains("*why*") })
        await server.stop()
    }

    /// Nothing that was said half a second ago is lost by `kill -9`.
    @Test func aReplyOutlivesAKill() async throws {
        let (place, post, server, console) = try await asking()
        try await Task.sleep(for: .milliseconds(1000))
        kill(console.child.id, SIGKILL)
        #expect(try await console.end() == 128 + SIGKILL)
        let again = try await place.run("-r", post.name, "-x", ":history", "--base-url", server.baseURL)
        #expect(again.status == 0 && again.errors.contains("has the partial answer"), "\(again)")
        let session = try place.session(post.name)
        #expect(session.outline == post.outline && session.history.last?.reply == "That is a long story, and")
        #expect(again.output.contains("why is storing before transforming? – That is a long story, and"))
        let whole = try await place.run("-r", post.name, "-x", ":history \(session.history.count)")
        #expect(whole.output.contains("> why is storing") && !whole.errors.contains("is kept"))
        await server.stop()
    }

    /// A reply that is stopped stays in the session as far as it came, and nothing of it is done.
    @Test func aStoppedReplyIsKept() async throws {
        let (place, post, server, console) = try await asking()
        try console.type(Key.interrupt)
        try await console.wait(for: "Stopped.", seconds: 30)
        try await console.wait(for: "> ", seconds: 30)
        #expect(try await server.eventually { $0.brokenOff > 0 }, "the connection is closed")
        let session = try place.session(post.name)
        #expect(session.outline == post.outline)
        #expect(session.history.last?.reply == "That is a long story, and")
        #expect(try await console.leave() == 0)
        await server.stop()
    }

    /// The example at a prompt, with a question of which the answer came half and goes on no more.
    private func asking() async throws -> (place: Place, post: Session, server: LoopbackServer, console: Console) {
        let place = try Place()
        let post = try Posts.example()
        try place.keep(post)
        let server = try await LoopbackServer.start { request in
            guard request.said != nil else { return Author().reply(to: request) }
            return StuckAuthor.silence(after: "That is a long story, and")
        }
        let console = try Console(
            "-r", post.name, "--base-url", server.baseURL, "-m", "loopback-author", at: place)
        try await console.begin(post.name)
        try console.enter("why is storing before transforming?")
        try await console.wait(for: "a long story, and")
        return (place, post, server, console)
    }
}
