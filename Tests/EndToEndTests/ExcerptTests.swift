import LoopbackServer
import Manuscript
import Platform
import Testing

/// One paragraph, and quoted words, changed by the built program.
@Suite(.timeLimit(.minutes(5))) struct ExcerptTests {
    @Test func aParagraphAndQuotedWordsChangeAndNothingElse() async throws {
        let place = try Place()
        var session = Posts.half()
        let body = "Stone towers stand in the sea.\n\n- white\n- red\n\nWaves  break on them. They last."
        let version = Version(number: 2, text: body, origin: .edited, at: session.createdAt)
        session = try session.applying(.addVersion("towers", version)).session
        try place.keep(session)
        let server = try await LoopbackServer.start { request in
            let isWord = request.messages("user").last?.contains("<passage>white</passage>") == true
            return .stream([isWord ? "grey." : "Here is the new passage:\n\nWaves break, and they last."])
        }
        let arguments = ["-r", "post", "--base-url", server.baseURL, "-m", "test", "--json"]
        let lines = [":rewrite 2.1:3 one sentence", ":edit \"White\" another colour", ":history"]
        let run = try await place.run(arguments + lines.flatMap { ["-x", $0] })
        #expect(run.status == 0, "\(run)")
        let wanted = "Stone towers stand in the sea.\n\n- grey\n- red\n\nWaves break, and they last."
        #expect(try place.session("post").text("2.1") == wanted)
        #expect(run.output.contains("rewrote 2.1:3 (5 words): “one sentence”"), "\(run)")
        #expect(run.output.contains("edited 2.1:2 (1 word): “another colour”"), "\(run)")
        let back = try await place.run(arguments + ["-x", ":undo 2"])
        #expect(try back.status == 0 && place.session("post").text("2.1") == body)
    }
}
