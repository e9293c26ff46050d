import LoopbackServer
import Manuscript
import Platform
import Testing

/// Answers to the program's questions are never lost, and never sent to a model by mistake.
@Suite(.timeLimit(.minutes(3))) struct QuestionTests {
    @Test func aDoubtfulTopicNeedsConfirmation() async throws {
        let place = try Place()
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let console = try Console("--base-url", server.baseURL, at: place)
        try await console.begin("galley")
        try await console.enter("help", until: ":rewrite")
        try console.enter("hello")
        try await console.wait(for: "Use “hello” as the topic? [y/N] ")
        try await console.enter("n", until: "No post was started.")
        try console.enter("what can you do?")
        try await console.wait(for: "as the topic? [y/N] ")
        try await console.enter("What is a lighthouse?", until: "Started “what-is-a-lighthouse”")
        #expect(try place.session("what-is-a-lighthouse").topic == "What is a lighthouse?")
        try await console.enter("write it", until: "utline")
        try await console.enter("make the outline", until: "1.2")
        #expect(try !place.session("what-is-a-lighthouse").outline.isEmpty)
        try await console.enter("status", until: "words")
        #expect(try await console.leave() == 0)
        await server.stop()
    }

    @Test func aPlanIsChangedOrACommandIsRun() async throws {
        let place = try Place()
        let post = try Posts.example()
        try place.keep(post)
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let console = try Console(
            ["-r", post.name, "--base-url", server.baseURL, "-m", "loopback-author"], at: place, columns: 100, rows: 30)
        try await console.begin(post.name)
        try console.enter("drop 4.2 and 3.3")
        try await console.wait(for: "Do it? [y/N] ")
        try console.enter("hmm, let me see")
        try await console.wait(for: "Do it? [y/N] ")
        try console.enter("without 3.3")
        let changed = try await console.wait(for: "Do it? [y/N] ")
        #expect(changed.contains("News from yesterday") && !changed.contains("3.3 "))
        #expect(try place.session(post.name).outline == post.outline)
        try await console.enter("y", until: "`:undo`")
        let removed = try place.session(post.name)
        #expect(removed.outline.entries.count == post.outline.entries.count - 1)
        // A command is run instead, and the plan is not.
        try console.enter("drop 6")
        try await console.wait(for: "Do it? [y/N] ")
        try await console.enter(":undo", until: "`:redo`")
        #expect(try place.session(post.name).outline == post.outline)
        #expect(server.chats.isEmpty)
        #expect(try await console.leave() == 0)
        await server.stop()
    }

    @Test(arguments: [
        (["--frob"], "Unknown option '--frob'.", ""),
        (["--jsno"], "Unknown option '--jsno'.", "Did you mean '--json'?"),
        (["check", "--frob", "x.md"], "Unknown option '--frob'.", ""),
        (["--dry-rum"], "Unknown option '--dry-rum'.", "Did you mean '--dry-run'?"),
    ]) func onlyNearOptionsAreSuggested(arguments: [String], says: String, suggests: String) async throws {
        let outcome = try await Place().run(arguments)
        #expect(outcome.status == 64 && outcome.errors.contains(says) && outcome.errors.contains("Usage: galley"))
        #expect(outcome.errors.contains("Did you mean") == !suggests.isEmpty && outcome.errors.contains(suggests))
    }
}
