import Chains
import LoopbackServer
import Manuscript
import ModelClient
import Platform
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct ChatCallTests {
    private func error(of reply: Reply, retries: Int = 0) async throws -> ModelError? {
        let server = try await LoopbackServer.start { _ in reply }
        let client = try client(server.baseURL, retries: retries)
        let error = await caught { _ = try await Heard(client.stream(question())) }
        #expect(server.chats.count == 1 + retries)
        await server.stop()
        return error
    }

    private func rejected(
        _ status: Int, _ message: String, code: String? = nil, retryAfter: Double? = nil
    ) -> ModelError {
        .rejected(server: "Loopback", status: status, code: code, message: message, retryAfter: retryAfter)
    }

    @Test func `A wrong key is reported and not echoed`() async throws {
        let reply = Reply.json(
            401, #"{"error":{"message":"Incorrect key sk-test-1234567890","code":"invalid_api_key"}}"#)
        #expect(try await error(of: reply) == rejected(401, "Incorrect key [key]", code: "invalid_api_key"))
    }

    @Test func `An unknown model is reported`() async throws {
        #expect(
            try await error(of: .json(404, #"{"error":"model 'x' not found"}"#)) == rejected(404, "model 'x' not found")
        )
    }

    @Test func `A limit carries the server's wish`() async throws {
        let reply = Reply.raw(429, headers: ["Retry-After": "33"], [.init(#"{"error":{"message":"slow"}}"#)])
        #expect(try await error(of: reply) == rejected(429, "slow", retryAfter: 33))
    }

    @Test func `A failing server is tried again`() async throws {
        #expect(try await error(of: .json(500, ""), retries: 2) == rejected(500, ""))
        let page = Reply.raw(502, headers: ["Content-Type": "text/html"], [.init("<title>Bad Gateway</title>")])
        #expect(try await error(of: page, retries: 2) == rejected(502, "Bad Gateway"))
    }

    @Test func `Pages and redirects are not a model's reply`() async throws {
        for status in [200, 404] {
            let error = try await error(of: .raw(status, [.init("<!doctype html><p>hi")]))
            #expect(error == .notAModel(server: "Loopback", status: status, what: "a web page"))
        }
        let moved = try await error(of: .raw(301, headers: ["Location": "https://x.example/"], []))
        #expect(moved == .notAModel(server: "Loopback", status: 301, what: "a redirect to https://x.example/"))
    }

    /// A client whose pauses are short, and that waits for a server that is away.
    private func patient(_ url: String) throws -> ChatClient {
        ChatClient(
            endpoint: try Endpoint(baseURL: url, service: "Loopback", model: "tester"),
            profile: ModelProfile(model: "tester", service: "Loopback"), engine: TransferEngine(),
            retries: RetryPolicy(limit: 2, base: 0.01, away: 2, awayAtFirst: 2))
    }

    /// As a server that restarts behind a proxy that accepts every connection.
    @Test(arguments: ["", "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 521 Down\r\n\r\n"])
    func `A server that fails after it has answered is waited for`(failure: String) async throws {
        let count = Guarded(0)
        let whole = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + Chunk.text("there") + Chunk.finish("stop")
        let server = try await RawServer.start { _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            return [.init((2...6).contains(number) ? failure : whole)]
        }
        let client = try patient(server.baseURL)
        for _ in 0..<2 { #expect(try await Heard(client.stream(question())).text == "there") }
        #expect(server.requests.count == 7)
        await server.stop()
        // Before the first answer, the address may be wrong.
        let stranger = try await RawServer.start { _ in [.init(failure)] }
        #expect(await caught { _ = try await Heard(patient(stranger.baseURL).stream(question())) } != nil)
        // Once, TLS is begun with it, too.
        #expect(stranger.requests.count { $0.method == "POST" } == 3)
        await stranger.stop()
    }

    @Test func `A server that complains within its reply is not away`() async throws {
        let complaint = #"{"object":"error","message":"out of memory","code":500}"#
        let server = try await LoopbackServer.start { request in
            request.messages("user") == ["bad"]
                ? .events(.init("data: \(complaint)\n\n")) : .stream(["x"])
        }
        let client = try patient(server.baseURL)
        _ = try await Heard(client.stream(question()))
        let error = await caught { _ = try await Heard(client.stream(question("bad"))) }
        #expect(error == rejected(500, "out of memory"))
        #expect(server.chats.count == 4)
        await server.stop()
    }

    @Test func `A server that fails on a format is not waited for`() async throws {
        let server = try await LoopbackServer.start { request in
            request.messages("user") == ["bad"] ? .json(500, "") : .stream(["x"])
        }
        let client = try patient(server.baseURL)
        _ = try await Heard(client.stream(question()))
        // A format or tools may be too hard: the chain tries without them.
        #expect(await caught { _ = try await Heard(client.stream(question("bad", format: .jsonObject))) } != nil)
        #expect(server.chats.count == 4)
        await server.stop()
    }

    @Test(arguments: [
        Reply.raw(200, [.init("Internal Server Error")]), .raw(200, [.init("<html><p>one moment")]),
        .json(200, "{\"x\":1}"), .json(200, "{\"choices\":[{\"mess"), .json(424, ""), .json(499, ""),
        .json(404, #"{"error":"model 'x' is loading"}"#), .json(403, #"{"message":"rate limit, retry in 0.01 s"}"#),
        .json(400, #"{"message":"x","code":"rate_limit_exceeded","retry_after":0.01}"#),
    ]) func `An unusable reply is requested again`(reply: Reply) async throws {
        let count = Guarded(0)
        let server = try await LoopbackServer.start { request in
            let number = count.withLock { count in
                count += 1
                return count
            }
            if number % 2 == 0 { return Author(models: ["a"]).reply(to: request) }
            return reply
        }
        let client = try client(server.baseURL, retries: 1)
        #expect(try await !Heard(client.stream(question())).text.isEmpty)
        #expect(try await client.models() == ["a"])
        #expect(server.requests.count == 4)
        await server.stop()
    }

    @Test(arguments: ["", "{\"error\":{\"message\":\"busy\"}}"])
    func `A list that is none is asked for again`(body: String) async throws {
        let count = Guarded(0)
        let server = try await LoopbackServer.start { request in
            let isFirst = count.withLock { count in
                count += 1
                return count == 1
            }
            return isFirst ? .json(200, body) : Author(models: ["a"]).reply(to: request)
        }
        #expect(try await client(server.baseURL, retries: 1).models() == ["a"])
        await server.stop()
    }

    @Test func `A failure that passes is never seen`() async throws {
        let count = Guarded(0)
        let server = try await LoopbackServer.start { _ in
            let tries = count.withLock { count in
                count += 1
                return count
            }
            return tries < 3 ? .json(503, "") : .stream(["there"])
        }
        #expect(try await Heard(client(server.baseURL, retries: 2).stream(question())).text == "there")
        await server.stop()
    }

    @Test func `Text that came before a break is void`() async throws {
        let tries = Guarded(0)
        let failing = Reply.events(
            .init(Chunk.text("half")), .init("data: {\"error\":{\"message\":\"boom\",\"code\":500}}\n\n", after: 0.05))
        let server = try await LoopbackServer.start { _ in
            let count = tries.withLock { count in
                count += 1
                return count
            }
            return count == 3 ? .stream(["whole"]) : failing
        }
        #expect(try await Heard(client(server.baseURL, retries: 2).stream(question())).text == "whole")
        #expect(server.chats.count == 3)
        let error = await caught {
            _ = try await client(server.baseURL, retries: 0).reply(to: question())
        }
        #expect(error == rejected(500, "boom"))
        await server.stop()
    }

    @Test func `An empty answer is drawn again with another seed`() async throws {
        let server = try await LoopbackServer.start { request in
            request.json?["seed"] == nil ? .events(.init(Chunk.finish("stop") + Chunk.done)) : .stream(["there"])
        }
        #expect(try await Heard(client(server.baseURL, retries: 2).stream(question())).text == "there")
        #expect(server.chats.count == 2)
        await server.stop()
    }

    @Test func `A broken answer is not an answer`() async throws {
        #expect(
            try await error(of: .events(.init(Chunk.text("half"))))
                == .dropped(server: "Loopback", reason: "the stream ended early"))
        guard case .dropped = try await error(of: .events(.init(Chunk.text("half")), cut: true)) else {
            Issue.record("not dropped")
            return
        }
    }

    @Test func `An answer that was whole before the line broke is whole`() async throws {
        let server = try await LoopbackServer.start { _ in
            .events(.init(Chunk.text("whole") + Chunk.finish("stop")), cut: true)
        }
        #expect(try await Heard(client(server.baseURL).stream(question())).text == "whole")
        await server.stop()
    }

    @Test func `Reasoning alone is reported as such`() async throws {
        let reply = Reply.events(.init(Chunk.delta(["reasoning": "hm"]) + Chunk.finish("stop") + Chunk.done))
        #expect(try await error(of: reply) == .allReasoned(server: "Loopback"))
    }

    @Test(arguments: ["stream_options", "reasoning_effort", "seed"])
    func `A member that is refused by name is left out from then on`(name: String) async throws {
        let server = try await LoopbackServer.start { request in
            request.json?[name] == nil ? .stream(["x"]) : .json(422, #"{"detail":"unknown field \#(name)"}"#)
        }
        let client = try client(server.baseURL)
        let request = question(sampling: .init(reasoningEffort: "low", seed: 1))
        for _ in 0..<2 { #expect(try await Heard(client.stream(request)).text == "x") }
        #expect(server.chats.count == 3)
        await server.stop()
    }

    @Test func `stream_options are left out on a guess, once`() async throws {
        let server = try await LoopbackServer.start { request in
            request.json?["stream_options"] == nil ? .stream(["x"]) : .json(400, "bad request")
        }
        let client = try client(server.baseURL)
        for _ in 0..<2 { #expect(try await Heard(client.stream(question())).text == "x") }
        #expect(server.chats.count == 3)
        await server.stop()

        let stubborn = try await LoopbackServer.start { _ in .json(400, "no") }
        let other = try self.client(stubborn.baseURL)
        for _ in 0..<2 {
            #expect(await caught { _ = try await Heard(other.stream(question())) } == rejected(400, "no"))
        }
        #expect(stubborn.chats.count == 3)
        #expect(stubborn.chats.last?.json?["stream_options"] != nil)
        await stubborn.stop()
    }

    @Test func `A schema is the chain's to give up, and any JSON is not asked for where that is refused`() async throws
    {
        let server = try await LoopbackServer.start { request in
            request.json?["response_format"] == nil
                ? .stream(["{}"]) : .json(400, #"{"error":{"message":"response_format is not supported"}}"#)
        }
        let client = try client(server.baseURL, retries: 2)
        let schema = ModelRequest.Format.jsonSchema(name: "x", schema: ["type": "object"])
        let error = await caught { _ = try await Heard(client.stream(question(format: schema))) }
        #expect(error == rejected(400, "response_format is not supported"))
        #expect(server.chats.count == 1)
        for _ in 0..<2 { #expect(try await Heard(client.stream(question(format: .jsonObject))).text == "{}") }
        #expect(server.chats.count == 4)
        await server.stop()
    }

    private func client(_ url: String) throws -> ChatClient { try ModelClientTests.client(url) }
    private func client(_ url: String, retries: Int) throws -> ChatClient {
        try ModelClientTests.client(url, retries: retries)
    }
}
