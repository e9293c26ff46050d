import LoopbackServer
import Manuscript
import Platform
import Testing

/// Model servers that do not do their job: one sentence, status 1, and the session as it was.
@Suite(.timeLimit(.minutes(5))) struct BadServerTests {
    /// The server's answer to everything, and the expected message.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reply: Reply
        let sentence: String

        init(_ name: String, _ reply: Reply, _ sentence: String) {
            (testDescription, self.reply, self.sentence) = (name, reply, sentence)
        }
    }

    static let faults = [
        Fault(
            "wrong key", .json(401, #"{"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}}"#),
            "refuses the key (Incorrect API key provided). Check GALLEY_API_KEY"),
        Fault(
            "unknown model", .json(404, #"{"error":{"message":"The model x does not exist"}}"#),
            "does not know this model or address (The model x does not exist)"),
        Fault(
            "web page", .raw(200, headers: ["Content-Type": "text/html"], [.init("<html><body>Hello</body></html>")]),
            "which is not a model's reply"),
        Fault(
            "web page for an error",
            .raw(502, headers: ["Content-Type": "text/html"], [.init("<html><body>Bad Gateway</body></html>")]), "502"),
        Fault("unexpected JSON", .json(200, #"{"hello":"world"}"#), "."),
        Fault("an empty answer", .stream([]), "."),
    ]

    @Test(arguments: faults) func anOutlineIsNotMade(fault: Fault) async throws {
        let server = try await LoopbackServer.start { _ in fault.reply }
        try await check(Posts.bare(), ":outline", server.baseURL, fault.sentence)
        await server.stop()
    }

    @Test(arguments: faults) func aSectionIsNotWritten(fault: Fault) async throws {
        let server = try await LoopbackServer.start { _ in fault.reply }
        try await check(Posts.half(), ":write", server.baseURL, fault.sentence)
        await server.stop()
    }

    private func check(_ session: Session, _ line: String, _ base: String, _ sentence: String) async throws {
        let place = try Place()
        try place.configure("longestWait: 1")
        try place.keep(session)
        let before = try Files.read(place.file(session.name))
        let outcome = try await place.run("-r", session.name, "-m", "x", "--base-url", base, "-x", line, seconds: 120)
        outcome.expectSentence(sentence)
        #expect(outcome.output == "", "\(outcome)")
        #expect(try Files.read(place.file(session.name)) == before)
    }

    @Test func anUnreachableServer() async throws {
        try await check(Posts.bare(), ":outline", "http://127.0.0.1:1/v1", "cannot be reached")
        try await check(Posts.half(), ":rewrite 1", "http://127.0.0.1:1/v1", "cannot be reached")
        try await check(Posts.half(), ":models", "http://127.0.0.1:1/v1", "cannot be reached")
        try await check(Posts.bare(), ":outline", "nonsense", "nonsense")
    }

    @Test func anOutlineThatIsNotJSON() async throws {
        let server = try await LoopbackServer.start { _ in .stream(["I would ", "rather not."]) }
        try await check(Posts.bare(), ":outline", server.baseURL, ".")
        #expect(server.chats.count == 3, "drawn three times at most, then given up")
        await server.stop()
    }

    @Test func aServerWithoutModels() async throws {
        let server = try await LoopbackServer.start { Author(models: []).reply(to: $0) }
        let place = try Place()
        try place.keep(Posts.bare())
        try await place.run("-r", "bare", "--base-url", server.baseURL, "-x", ":outline").expectSentence("--model")
        await server.stop()
    }

    /// If a server breaks off midway, finished sections stay and the unfinished text is kept apart.
    @Test func aConnectionThatBreaks() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let server = try await LoopbackServer.start { request in
            guard request.number == "3" else { return Author().reply(to: request) }
            return .events(.init(Chunk.text("A keeper climbs the stairs every evening. Then ")), cut: true)
        }
        let outcome = try await place.run("-r", "post", "--base-url", server.baseURL, "-x", ":write", seconds: 120)
        outcome.expectSentence("broke off")
        let session = try place.session("post")
        #expect(session.text("2.2") != nil && session.text("3") == nil)
        #expect(session.section("3")?.candidate?.text.hasPrefix("A keeper climbs") == true)
        await server.stop()
    }

    /// Nothing of a key is ever shown, saved or logged.
    @Test func theKeyIsNowhere() async throws {
        let place = try Place()
        place.environment["GALLEY_API_KEY"] = "sk-secret-0123456789"
        let server = try await LoopbackServer.start { request in
            guard request.headers["authorization"] == "Bearer sk-secret-0123456789" else { return .json(401, "{}") }
            return request.number == nil
                ? Author().reply(to: request) : .json(401, #"{"error":{"message":"bad key sk-secret-0123456789"}}"#)
        }
        let outcome = try await place.run("write", "Sea marks", "--base-url", server.baseURL)
        #expect(outcome.status == 1 && !(outcome.output + outcome.errors).contains("0123456789"), "\(outcome)")
        let name = try place.session().name
        #expect(try !place.text(of: place.file(name)).contains("sk-secret"))
        await server.stop()
    }
}
