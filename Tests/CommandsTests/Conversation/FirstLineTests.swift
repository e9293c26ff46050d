import Manuscript
import TestSupport
import Testing

@testable import Commands

/// The first line without an open post: a topic, unless it is clearly something else.
@Suite struct FirstLineTests {
    @Test(arguments: [
        "What is data engineering?", "What is a lighthouse?", "How bread rises", "Why cats purr", "Bread",
        "History of tea", "The models of the mind", "Write better letters", "Show business in the twenties",
        "Help desks that people like", "Hello world in 12 languages", "10 ways to bake bread", "Move fast",
        "Wächter 日本", "Was ist das Internet?", "How to start a bakery?", "Where rivers end", "Expanding universe",
        "Drop shipping for beginners", "Exporting cars from Japan",
    ]) func isATopic(text: String) {
        for language in ["C", "de_DE.UTF-8", "fr_FR", "es_ES", "it_IT"] {
            guard !text.hasPrefix("Help") || language == "C" else { continue }
            #expect(FirstLine(text, environment: ["LANG": language]) == (text.hasPrefix("Help") ? .doubtful : .topic))
        }
    }

    @Test(arguments: [
        "hello", "Hello!", "hi", "hey there", "good morning", "thanks", "yes", "n", "help me", "help!",
        "what can you do?",
        "how do I start?", "What is this?", "who are you", "what now", "is there a manual?", "can you help me?",
        "hello, can you help me?", "what is galley?", "which commands are there?", "outlien", "hepl", "shorter",
        "drop 2",
        "rewrite 2 shorter", "why?", "move 2 before 3",
    ]) func isDoubtful(text: String) {
        #expect(FirstLine(text, environment: [:]) == .doubtful)
    }

    @Test(arguments: [("hallo", "de"), ("bonjour", "fr"), ("hola", "es"), ("ciao", "it"), ("was kannst du?", "de")])
    func otherLanguagesGreetToo(text: String, language: String) {
        #expect(FirstLine(text, environment: ["LANG": "\(language)_XX.UTF-8"]) == .doubtful)
    }

    @Test(arguments: [
        "make the outline", "write it", "export it", "write everything", "make an outline", "undo that",
        "make everything shorter", "please write it", "export it as html", "outline it",
    ]) func needsAPost(text: String) async throws {
        #expect(FirstLine(text, environment: [:]) == .needsPost)
        let workspace = try TestWorkspace()
        await #expect(throws: CommandError.noTopic) { try await workspace.run(text) }
        #expect(workspace.session.topic.isEmpty)
    }

    // MARK: - Asking

    @Test(arguments: ["y", "Yes "]) func aYesBeginsThePost(answer: String) async throws {
        let workspace = try TestWorkspace(interface: RecordingInterface(answers: [answer]))
        try await workspace.run("hello")
        #expect(workspace.interface.events == [.asked("Use “hello” as the topic? [y/N] ")])
        #expect(workspace.session.topic == "hello")
    }

    @Test(arguments: ["", "n", "No"]) func aNoBeginsNothing(answer: String) async throws {
        let workspace = try TestWorkspace(interface: RecordingInterface(answers: [answer]))
        let report = try await workspace.run("what can you do?")
        #expect(workspace.session.topic.isEmpty && report.note.contains("`:help`"))
    }

    /// A different answer is not lost.
    @Test(arguments: ["How bread rises", ":sessions", "help"]) func anythingElseIsRunNext(answer: String) async throws {
        let workspace = try TestWorkspace(interface: RecordingInterface(answers: [answer]))
        try await workspace.run("hello")
        #expect(workspace.interface.events.last == .held(answer) && workspace.session.topic.isEmpty)
    }

    /// A script says what it means, and `--yes` too.
    @Test func nobodyToAskMeansATopic() async throws {
        let script = try TestWorkspace()
        try await script.run("hello")
        #expect(script.session.topic == "hello")
        let sure = try TestWorkspace(interface: RecordingInterface(isSure: true, answers: ["n"]))
        try await sure.run("hello")
        #expect(sure.session.topic == "hello")
    }

    @Test func theCommandTakesAnyTopic() async throws {
        let workspace = try TestWorkspace(interface: RecordingInterface(answers: ["n"]))
        try await workspace.run(":new hello")
        #expect(workspace.session.topic == "hello" && workspace.interface.events.isEmpty)
    }
}
