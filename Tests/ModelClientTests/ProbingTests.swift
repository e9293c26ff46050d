import Chains
import LoopbackServer
import Manuscript
import ModelClient
import Platform
import Testing

/// A client's probing of its server, over the wire.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ProbingTests {
    private func probed(
        _ choice: ChatClient.Choice = .init(), service: String = "Loopback",
        _ answers: @escaping @Sendable (ReceivedRequest) -> String?
    ) async throws -> (profile: ModelProfile, paths: [String]) {
        let server = try await LoopbackServer.start { request in
            answers(request).map { .json(200, $0) } ?? .json(404, "{}")
        }
        let endpoint = try Endpoint(baseURL: server.baseURL, service: service, model: "m")
        let client = ChatClient(
            endpoint: endpoint, profile: ModelProfile(model: "m", service: service), engine: TransferEngine(),
            limits: TransferLimits(probe: 30), choice: choice)
        await client.probe()
        await client.probe()
        let paths = server.requests.map(\.path)
        await server.stop()
        return (client.profile, paths)
    }

    private func llama(_ request: ReceivedRequest) -> String? {
        switch request.path {
        case "/v1/models": #"{"data":[{"id":"m","owned_by":"llamacpp","meta":{"n_params":134515008}}]}"#
        case "/props": #"{"default_generation_settings":{"n_ctx":4096},"total_slots":2}"#
        default: nil
        }
    }

    @Test func `llama_cpp is asked twice`() async throws {
        let found = try await probed { llama($0) }
        #expect(found.paths == ["/v1/models", "/props"])
        #expect(found.profile.takesLlamaSampling && found.profile.tier == .small)
        #expect((found.profile.contextWindow, found.profile.parallel) == (4096, 2))
    }

    @Test func `The person's settings win`() async throws {
        let found = try await probed(.init(tier: .large, contextWindow: 999)) { llama($0) }
        #expect((found.profile.tier, found.profile.contextWindow) == (.large, 999))
    }

    @Test func `vLLM is asked once`() async throws {
        let found = try await probed { _ in #"{"data":[{"id":"m","max_model_len":32768}]}"# }
        #expect(found.paths == ["/v1/models"])
        #expect(found.profile.contextWindow == 32_768 && !found.profile.takesLlamaSampling)
    }

    @Test func `Ollama is asked for the model`() async throws {
        let found = try await probed(service: "Ollama") { request in
            switch request.path {
            case "/v1/models": #"{"data":[{"id":"m","owned_by":"library"}]}"#
            case "/api/show":
                request.json == ["model": "m"]
                    ? #"{"model_info":{"general.parameter_count":8030261312,"llama.context_length":131072}}"# : nil
            default: nil
            }
        }
        #expect(found.paths == ["/v1/models", "/api/show", "/api/ps"])
        #expect((found.profile.tier, found.profile.contextWindow) == (.large, 4096))
    }

    @Test func `A server that answers nothing useful is as before`() async throws {
        let found = try await probed { _ in nil }
        #expect(found.paths == ["/v1/models", "/props"])
        var expected = ModelProfile(model: "m", service: "Loopback")
        expected.isLocal = true
        #expect(found.profile == expected)
        let silent = try await RawServer.start([.init("", after: 30)])
        let client = try client(silent.baseURL, limits: TransferLimits(probe: 0.2))
        await client.probe()
        #expect(silent.requests.count == 1, "no further question to a server that is silent")
        await silent.stop()
    }

    @Test func `A refused schema is not sent again`() async throws {
        let server = try await LoopbackServer.start { request in
            request.json?["response_format"]?["type"]?.string == "json_schema"
                ? .json(400, #"{"error":{"message":"json_schema is not supported"}}"#) : .stream(["{}"])
        }
        let client = try client(server.baseURL)
        #expect(client.profile.takesSchema)
        let schema = ModelRequest.Format.jsonSchema(name: "x", schema: ["type": "object"])
        _ = await caught { _ = try await Heard(client.stream(question(format: schema))) }
        #expect(!client.profile.takesSchema)
        await server.stop()
    }

    @Test func `A schema that is refused without a word is known by the answer without it`() async throws {
        let server = try await LoopbackServer.start { request in
            request.json?["response_format"] == nil ? .stream(["{}"]) : .json(500, "")
        }
        let client = try client(server.baseURL)
        let schema = ModelRequest.Format.jsonSchema(name: "x", schema: ["type": "object"])
        _ = await caught { _ = try await Heard(client.stream(question(format: schema))) }
        #expect(client.profile.takesSchema)
        _ = try await Heard(client.stream(question()))
        #expect(!client.profile.takesSchema)
        await server.stop()
    }

    @Test func `The ceiling is lowered to what the window leaves, and nothing is cut`() async throws {
        let server = try await LoopbackServer.start { _ in .stream(["x"]) }
        let endpoint = try Endpoint(baseURL: server.baseURL, service: "Loopback", model: "m")
        let client = ChatClient(
            endpoint: endpoint, profile: ModelProfile(model: "m", service: "Loopback", contextWindow: 2000),
            engine: TransferEngine())
        func request(_ bytes: Int, _ ceiling: Int) -> ModelRequest {
            ModelRequest(messages: [.init(.user, String(repeating: "word ", count: bytes / 5))], maxTokens: ceiling)
        }
        _ = try await Heard(client.stream(request(4000, 3000)))
        // Before the server has counted, the prompt may have half as many tokens again.
        let careful = request(4000, 1).estimatedTokens * 3 / 2 + 32
        #expect(server.chats.last?.json?["max_tokens"]?.int == 2000 - careful)
        _ = try await Heard(client.stream(request(4000, 100)))
        #expect(server.chats.last?.json?["max_tokens"]?.int == 100)
        let error = await caught { _ = try await Heard(client.stream(request(8000, 3000))) }
        #expect(
            error?.sentence
                == "The request takes about 2,384 tokens (2,009 to read, 375 for an answer), and the model's context window on Loopback holds 2,000, so it was not sent. Shorten briefs or instruction, or `:set contextWindow` if it holds more."
        )
        #expect(server.chats.count == 2)
        await server.stop()
    }

    @Test func `Concurrent calls keep to the tokens of a minute`() async throws {
        let told = Guarded<[ServerWait?]>([])
        let server = try await LoopbackServer.start { _ in
            .raw(
                200,
                headers: [
                    "x-ratelimit-limit-tokens": "6000", "x-ratelimit-remaining-tokens": "100",
                    "x-ratelimit-reset-tokens": "60s",
                ],
                [
                    .init(
                        Chunk.text("x") + Chunk.usage(Usage(promptTokens: 9, completionTokens: 91))
                            + Chunk.finish("stop"))
                ])
        }
        let endpoint = try Endpoint(baseURL: server.baseURL, service: "Groq", model: "m")
        let client = ChatClient(
            endpoint: endpoint, profile: ModelProfile(model: "m", service: "Groq"), engine: TransferEngine(),
            onWait: { wait in told.withLock { $0.append(wait) } })
        var large = question()
        large.maxTokens = 1000
        _ = try await Heard(client.stream(large))
        // Of the 1000 that were declared some 900 come back, and 100 more each second.
        large.maxTokens = 5500
        let waiting = Task { [large] in try await Heard(client.stream(large)) }
        while told.withLock({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(5)) }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { _ = try await waiting.value }
        #expect(told.withLock { $0.compactMap { $0 }.map(\.reason) } == ["for Groq's tokens-per-minute limit"])
        #expect(server.chats.count == 1)
        await server.stop()
    }
}
