import Manuscript
import Platform
import Testing

/// The suite of utterances with the built-in model itself: whatever it says, no invalid edit and no crash.
@Suite(.serialized, .timeLimit(.minutes(15))) struct BuiltInTalkTests {
    @Test func everyUtteranceEndsWell() async throws {
        let (place, post) = try await begin()
        let console = try Console(["-r", post.name], at: place)
        try await console.begin(post.name)
        try await console.enter(":set confirm always", until: "always")
        let utterances = try Posts.utterances()
        var planned = 0
        var language = ""
        for utterance in utterances {
            if utterance.language != language {
                language = utterance.language
                try await console.enter(":style language \(language)", until: "language is")
            }
            try console.enter(utterance.say)
            let prompts = ["Do it? [y/N] ", Console.prompt(post.name), "or Enter to keep the present title: "]
            switch try await console.wait(forFirst: prompts, seconds: 120) {
            case 0:
                #expect(utterance.isPlain, "\(utterance.say): a small model changes nothing")
                planned += 1
                try await console.enter("n", until: "Nothing was changed.")
            case 2: try await console.enter("", until: "The title is unchanged.")
            default: break
            }
            let session = try place.session(post.name)
            #expect(session.outline == post.outline, "\(utterance.say)")
        }
        #expect(planned == utterances.filter(\.isPlain).count)
        // As if it were a large model: it gets the schema, and what it asks for is valid or not done.
        try await console.enter(":set tier large", until: "large")
        for utterance in utterances.filter({ !$0.isPlain && !$0.isQuestion }).prefix(2) {
            try console.enter(utterance.say)
            if try await console.wait(forFirst: ["Do it? [y/N] ", Console.prompt(post.name)], seconds: 300) == 0 {
                try console.enter("y")
                try await console.wait(for: Console.prompt(post.name), seconds: 300)
            }
            let session = try place.session(post.name)
            #expect(Set(session.outline.entries.map(\.section.id)).count == session.outline.entries.count)
            #expect(try SessionFile.decode(SessionFile.encode(session), file: "x") == session)
        }
        #expect(try await console.leave() == 0)
        #expect(!console.everything.contains("Fatal error"))
    }

    /// The same model does what is plain.
    @Test func aPlainRequestIsDone() async throws {
        let (place, post) = try await begin()
        let outcome = try await place.run(
            "-r", post.name, "--yes", "-x", "make 6 shorter and drop 4.2", "-x", "what is this post about?",
            seconds: 300)
        #expect(outcome.status == 0, "\(outcome)")
        let session = try place.session(post.name)
        #expect(session.section("6")?.versions.count == 2 && session.section("4.2")?.title == "Wrong and silent")
        #expect(session.history.last?.kind == .ask && session.history.last?.reply.isEmpty == false)
        for number in ["1", "2.1", "3.3", "5"] { #expect(session.section(number) == post.section(number)) }
    }

    /// A place with the model installed and the example in it.
    private func begin() async throws -> (place: Place, post: Session) {
        let place = try Place()
        place.environment["XDG_DATA_HOME"] = BuiltInJobTests.modelHome
        let installed = try await place.run("model", "install", seconds: 600)
        #expect(installed.status == 0, "\(installed)")
        let post = try Posts.example()
        try place.keep(post)
        return (place, post)
    }
}
