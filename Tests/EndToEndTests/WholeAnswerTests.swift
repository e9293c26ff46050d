import LoopbackServer
import Manuscript
import Testing

/// A whole answer stays whole in the built program, and what is left out of one comes back.
@Suite(.timeLimit(.minutes(5))) struct WholeAnswerTests {
    private func server(_ answer: String, finish: String = "stop") async throws -> LoopbackServer {
        try await LoopbackServer.start { request in
            request.isChat
                ? .stream(answer.map { String($0) }, finish: finish) : Author().reply(to: request)
        }
    }

    /// The session after lines on a post that is half written, and what was said.
    private func run(_ lines: [String], answering answer: String) async throws -> (session: Session, outcome: Outcome) {
        let (place, server) = (try Place(), try await server(answer))
        try place.keep(Posts.half())
        let commands = lines.flatMap { ["-x", $0] }
        let outcome = try await place.run(["-r", "post", "-m", "x", "--base-url", server.baseURL] + commands)
        await server.stop()
        return (try place.session("post"), outcome)
    }

    @Test(arguments: [
        "See [the guide][1].\n\n[1]: https://example.org/guide", "They counted.[^a]\n\n[^a]: Graz survey, 2019, page 4",
        "Type this:\n\n    make bread\n    make butter", "The rule is:\n\n$$\nE = mc^2\n$$", "Then run `make bread`",
        "They said so.\n\nSource: https://example.org/survey", "It sounds hollow. Good luck! 🍞", "It sounds hollow",
        "It burns.\n\n1. Towers\n2. Lamps\n3. Keepers\n\nThe order never changes.",
        "It burns.\n\n> Keepers\n\nAfter the quotation more follows.",
        "The word\nKeepers\nstands alone on a line here.",
    ])
    func aWholeAnswerStaysWhole(answer: String) async throws {
        let (session, outcome) = try await run([":set lengthRetry off", ":rewrite 1"], answering: answer)
        #expect(session.text("1") == answer, "\(outcome)")
        #expect(session.section("1")?.text?.leftOut == nil)
    }

    @Test func omissionsAreReportedAndCanBeRestored() async throws {
        let answer = "It burns.\n\n## Keepers\n\nThey climbed the stairs."
        let (session, outcome) = try await run(
            [":set lengthRetry off", ":rewrite 1", ":restore 1 whole"], answering: answer)
        #expect("\(outcome)".contains("Left out of 1: a heading and a paragraph after it."), "\(outcome)")
        #expect(
            session.section("1")?.versions.map(\.text).suffix(2) == [
                "It burns.", "It burns.\n\n**Keepers**\n\nThey climbed the stairs.",
            ])
        #expect(session.text("1")?.hasSuffix("stairs.") == true)
    }

    @Test(arguments: [
        "{\"sections\":[{\"title\":\"Alpha\",\"brief\":\"one\ntwo\",\"points\":[\"p\",\"q\"]},{\"title\":\"Beta\",\"brief\":\"b\",\"points\":[\"r\",\"s\"]}]}",
        "{'sections': [ // the plan\n{'title': 'Alpha', 'brief': 'b', 'points': ['p', 'q'], 'ok': True,}, {'title': 'Beta', 'brief': 'b', 'points': ['r', 's']},]}",
        #""{\"sections\":[{\"title\":\"Alpha\",\"brief\":\"b\",\"points\":[\"p\",\"q\"]},{\"title\":\"Beta\",\"brief\":\"b\",\"points\":[\"r\",\"s\"]}]}""#,
    ])
    func nearlyJSONIsAWholeOutline(answer: String) async throws {
        let (place, server) = (try Place(), try await server(answer))
        try place.keep(Posts.bare())
        let outcome = try await place.run("-r", "bare", "-m", "x", "--base-url", server.baseURL, "-x", ":outline")
        #expect(try place.session("bare").outline.sections.map(\.title) == ["Alpha", "Beta"], "\(outcome)")
        await server.stop()
    }

    @Test func endlessDotsMakeNoSection() async throws {
        let (session, outcome) = try await run([":rewrite 1"], answering: String(repeating: ".", count: 24_000))
        #expect(session.section("1")?.versions.count == 1)
        #expect(outcome.status == 1, "\(outcome)")
    }
}
