import Chains
import LoopbackServer
import Manuscript
import ModelClient
import Platform
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct ChatClientTests {
    private func ask(
        _ client: ChatClient, _ request: ModelRequest = question()
    ) async throws -> Heard {
        try await Heard(client.stream(request))
    }

    @Test func `A reply is streamed, with its usage and its reason`() async throws {
        let usage = Usage(promptTokens: 11, cachedTokens: 5, completionTokens: 3, reasoningTokens: 1, calls: 1)
        let server = try await LoopbackServer.start { _ in
            .stream(["Grüß", "e, ", "🙂 Welt"], delay: 0.01, usage: usage)
        }
        let heard = try await ask(client(server.baseURL))
        #expect(heard.text == "Grüße, 🙂 Welt")
        #expect(heard.usage == usage)
        #expect(heard.finish == .stop)
        #expect(heard.events >= 3)
        let request = try #require(server.chats.first)
        #expect(request.method == "POST")
        #expect(request.path == "/v1/chat/completions")
        #expect(request.headers["authorization"] == "Bearer sk-test-1234567890")
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.headers["expect"] == nil)
        #expect(request.headers["accept-encoding"]?.contains("gzip") == true)
        #expect(request.messages("user") == ["Hello?"])
        await server.stop()
    }

    @Test func `Nothing is sent before the stream is read`() async throws {
        let server = try await LoopbackServer.start { _ in .stream(["a"]) }
        do {
            let stream = try client(server.baseURL).stream(question())
            try await Task.sleep(for: .milliseconds(30))
            #expect(server.requests.isEmpty)
            _ = stream
        }
        await server.stop()
    }

    @Test func `Eight calls at once do not mix`() async throws {
        let author = Author(delay: 0.001)
        let server = try await LoopbackServer.start { author.reply(to: $0) }
        let client = try client(server.baseURL)
        try await withThrowingTaskGroup(of: (String, String).self) { group in
            for index in 0..<8 {
                group.addTask { ("q\(index)", try await Heard(client.stream(question("q\(index)"))).text) }
            }
            for try await (asked, text) in group {
                let expected = Author.text(for: ["messages": [["role": "user", "content": .string(asked)]]])
                #expect(text == expected)
            }
        }
        #expect(server.chats.count == 8)
        await server.stop()
    }

    @Test(arguments: [
        Reply.events(.init(Chunk.delta(["reasoning": "hm"])), .init(Chunk.text("yes") + Chunk.finish("stop"))),
        .events(.init(Chunk.delta(["reasoning_content": "hm"])), .init(Chunk.text("yes") + Chunk.done)),
        .stream(["<th", "ink>h", "m</", "think>", "\n\n", "yes"]),
    ]) func `Reasoning is kept apart in its three forms`(reply: Reply) async throws {
        let server = try await LoopbackServer.start { _ in reply }
        let heard = try await ask(client(server.baseURL))
        #expect(heard.text == "yes")
        #expect(heard.reasoning == "hm")
        await server.stop()
    }

    @Test func `CRLF, comments and split characters are read`() async throws {
        let text = (": hi\n\n" + Chunk.text("é🙂") + Chunk.finish("length")).replacing("\n", with: "\r\n")
        let bytes = Array(text.utf8).map { Reply.Piece([$0]) }
        let server = try await LoopbackServer.start { _ in .raw(200, bytes) }
        let heard = try await ask(client(server.baseURL))
        #expect(heard.text == "é🙂")
        #expect(heard.finish == .length)
        await server.stop()
    }

    @Test func `A plain JSON reply does as well`() async throws {
        let server = try await LoopbackServer.start { _ in
            .json(200, #"{"choices":[{"message":{"role":"assistant","content":"whole"},"finish_reason":"stop"}]}"#)
        }
        #expect(try await ask(client(server.baseURL)).text == "whole")
        await server.stop()
    }

    @Test func `A server that keeps the stream open does not keep the user`() async throws {
        let server = try await LoopbackServer.start { _ in
            .events(.init(Chunk.text("x") + Chunk.finish("stop") + Chunk.done), .init(": late\n\n", after: 30))
        }
        let start = ContinuousClock.now
        #expect(try await ask(client(server.baseURL)).text == "x")
        #expect(ContinuousClock.now - start < .seconds(20))
        await server.stop()
    }

    @Test func `Models are listed by name`() async throws {
        let server = try await LoopbackServer.start { Author(models: ["b", "a"]).reply(to: $0) }
        let client = try client(server.baseURL)
        #expect(try await client.models() == ["a", "b"])
        #expect(try await client.listedModels() == ["b", "a"])
        let endpoint = try Endpoint(baseURL: server.baseURL)
        #expect(try await ProviderResolution.probe(over: TransferEngine())(endpoint, 2) == ["b", "a"])
        await server.stop()
    }

    @Test func `A server without a list of models is not said to have one`() async throws {
        let server = try await LoopbackServer.start { _ in .json(404, "{}") }
        let client = try client(server.baseURL)
        let sentence = await caught { _ = try await client.listedModels() }?.sentence
        #expect(sentence?.contains("no list of models (status 404)") == true, "\(sentence ?? "none")")
        #expect(sentence?.contains("`:models`") == false && server.requests.count == 1)
        await server.stop()
    }

    /// A server that is away is not asked for its models for ever.
    @Test func `A listing gives up when its patience is over`() async throws {
        let server = try await LoopbackServer.start { _ in .json(502, "{}") }
        var retries = RetryPolicy(base: 0.01)
        (retries.away, retries.awayAtFirst) = (0.3, 0.3)
        let client = ChatClient(
            endpoint: try Endpoint(baseURL: server.baseURL, service: "Loopback", model: "tester"),
            profile: ModelProfile(model: "tester", service: "Loopback"),
            engine: TransferEngine(), retries: retries)
        let error = await caught { _ = try await client.listedModels() }
        guard case .rejected(_, 502, _, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect((3...12).contains(server.requests.count))
        await server.stop()
    }

    @Test func `A key is never sent over plain http to another machine`() async throws {
        let client = try client("http://model.example:1")
        let error = await caught { _ = try await ask(client) }
        guard case .invalidSetting(let sentence) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(sentence.contains("plain http"))
    }

    @Test func `llama_cpp is asked for its properties once, and only where it matters`() async throws {
        let server = try await LoopbackServer.start { request in
            request.path == "/props"
                ? .json(200, #"{"default_generation_settings":{"n_ctx":4096},"total_slots":2}"#) : .stream(["x"])
        }
        let client = try client(server.baseURL)
        _ = try await ask(client)
        #expect(server.requests.map(\.path) == ["/v1/chat/completions"])
        let sampling = ModelRequest.Sampling(minP: 0.05)
        _ = try await ask(client, question(sampling: sampling))
        _ = try await ask(client, question(sampling: sampling))
        #expect(server.requests.count { $0.path == "/props" } == 1)
        #expect(server.chats.last?.json?["min_p"] == 0.05)
        #expect(client.profile.contextWindow == 4096)
        #expect(client.profile.parallel == 2)
        await server.stop()
    }
}
