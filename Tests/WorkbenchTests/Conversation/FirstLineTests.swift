import Manuscript
import Testing

@testable import Workbench

/// What is typed where no post is open: a topic, unless it is plainly something else.
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
        let desk = try TestDesk()
        await #expect(throws: CommandError.noTopic) { try await desk.run(text) }
        #expect(desk.session.topic.isEmpty)
    }

    // MARK: - Asking

    @Test(arguments: ["y", "Yes "]) func aYesBeginsThePost(answer: String) async throws {
        let desk = try TestDesk(stage: RecordingStage(answers: [answer]))
        try await desk.run("hello")
        #expect(desk.stage.events == [.asked("Use “hello” as the topic? [y/N] ")])
        #expect(desk.session.topic == "hello")
    }

    @Test(arguments: ["", "n", "No"]) func aNoBeginsNothing(answer: String) async throws {
        let desk = try TestDesk(stage: RecordingStage(answers: [answer]))
        let report = try await desk.run("what can you do?")
        #expect(desk.session.topic.isEmpty && report.note.contains("`:help`"))
    }

    /// What is typed instead is not lost.
    @Test(arguments: ["How bread rises", ":sessions", "help"]) func anythingElseIsRunNext(answer: String) async throws {
        let desk = try TestDesk(stage: RecordingStage(answers: [answer]))
        try await desk.run("hello")
        #expect(desk.stage.events.last == .held(answer) && desk.session.topic.isEmpty)
    }

    /// A script says what it means, and `--yes` too.
    @Test func nobodyToAskMeansATopic() async throws {
        let script = try TestDesk()
        try await script.run("hello")
        #expect(script.session.topic == "hello")
        let sure = try TestDesk(stage: RecordingStage(isSure: true, answers: ["n"]))
        try await sure.run("hello")
        #expect(sure.session.topic == "hello")
    }

    @Test func theCommandTakesAnyTopic() async throws {
        let desk = try TestDesk(stage: RecordingStage(answers: ["n"]))
        try await desk.run(":new hello")
        #expect(desk.session.topic == "hello" && desk.stage.events.isEmpty)
    }
}
