import Chains
import LoopbackServer
import Manuscript
import ModelClient
import Platform
import Testing

/// Refusals that a changed request gets by, over the wire: refused, answered, remembered.
@Suite(.serialized, .timeLimit(.minutes(5))) struct NegotiationTests {
    private let request = ModelRequest(
        messages: [.init(.system, "You write."), .init(.user, "One."), .init(.user, "Two.")],
        sampling: .init(temperature: 0.3, reasoningEffort: "low", seed: 7), maxTokens: 6000, stops: ["END"])

    private func fits(_ body: JSONValue, _ change: RefusalTable.Change) -> Bool {
        switch change {
        case .length(let most): (body["max_tokens"]?.int).map { $0 <= most && $0 > most / 2 } ?? false
        case .without(let names): names.allSatisfy { body[$0] == nil }
        case .renamed: body["max_tokens"] == nil && body["max_completion_tokens"] == 6000
        case .noSystem:
            body["messages"] == [["role": "user", "content": "You write.\n\nOne.\n\nTwo."]]
        }
    }

    /// True if only the refused part changed.
    private func isOtherwiseWhole(_ body: JSONValue, _ change: RefusalTable.Change) -> Bool {
        var expected: Set = [
            "model", "messages", "stream", "stream_options", "temperature", "reasoning_effort", "seed", "stop",
            "max_tokens",
        ]
        switch change {
        case .without(let names): expected.subtract(names)
        case .renamed:
            expected.remove("max_tokens")
            expected.insert("max_completion_tokens")
        case .length, .noSystem: break
        }
        return Set((body.object ?? [:]).keys) == expected
    }

    private func negotiate(_ row: RefusalTable.Row) async throws {
        let server = try await LoopbackServer.start { request in
            fits(request.json ?? [:], row.change)
                ? .json(200, #"{"choices":[{"message":{"content":"yes"},"finish_reason":"stop"}]}"#)
                : .json(row.status, row.body)
        }
        let client = try client(server.baseURL)
        #expect(try await Heard(client.stream(request)).text == "yes")
        #expect(server.chats.count == 2)
        #expect(try await Heard(client.stream(request)).text == "yes")
        #expect(server.chats.count == 3)
        for chat in server.chats.dropFirst() { #expect(isOtherwiseWhole(chat.json ?? [:], row.change)) }
        await server.stop()
    }

    @Test(arguments: RefusalTable.sizes) func `A shorter answer is asked for`(row: RefusalTable.Row) async throws {
        try await negotiate(row)
    }

    @Test(arguments: RefusalTable.members) func `A member is left out`(row: RefusalTable.Row) async throws {
        try await negotiate(row)
    }

    @Test(arguments: RefusalTable.roles) func `The system text goes to the user`(row: RefusalTable.Row) async throws {
        try await negotiate(row)
    }

    @Test(arguments: RefusalTable.standing.indices) func `An incurable refusal is not retried`(
        index: Int
    ) async throws {
        let (status, body) = RefusalTable.standing[index]
        let server = try await LoopbackServer.start { _ in .json(status, body) }
        let client = try client(server.baseURL, retries: 2)
        #expect(await caught { _ = try await Heard(client.stream(request)) } != nil, "\(body)")
        #expect(server.chats.count == 1, "\(body)")
        await server.stop()
    }

    /// One refusal behind the other, as servers do that look at one member at a time.
    @Test func `Several refusals are met one after the other`() async throws {
        let server = try await LoopbackServer.start { request in
            let body = request.json ?? [:]
            for name in ["seed", "reasoning_effort", "stream_options"] where body[name] != nil {
                return .json(400, #"{"error":{"message":"property '\#(name)' is unsupported"}}"#)
            }
            if request.messages("system") != [] { return .json(400, #"{"message":"System role not supported"}"#) }
            if (body["max_tokens"]?.int ?? 0) > 900 {
                return .json(400, #"{"message":"max_tokens must be at most 900"}"#)
            }
            return .stream(["yes"])
        }
        let client = try client(server.baseURL)
        for _ in 0..<2 { #expect(try await Heard(client.stream(request)).text == "yes") }
        #expect(server.chats.count == 7)
        await server.stop()
    }

    @Test func `A repeated refusal is reported in the end`() async throws {
        let server = try await LoopbackServer.start { _ in
            .json(
                400, #"{"message":"Unsupported parameter: 'seed', max_tokens is too large, System role not supported"}"#
            )
        }
        let client = try client(server.baseURL)
        #expect(await caught { _ = try await Heard(client.stream(request)) } != nil)
        #expect(server.chats.count < 9)
        await server.stop()
    }

    @Test func `The newer name of the length is left out where that is refused, too`() async throws {
        let server = try await LoopbackServer.start { request in
            for name in ["max_tokens", "max_completion_tokens"] where request.json?[name] != nil {
                return .json(422, #"{"detail":[{"loc":["body","\#(name)"],"msg":"extra fields not permitted"}]}"#)
            }
            return .stream(["yes"])
        }
        let client = try client(server.baseURL)
        for _ in 0..<2 { #expect(try await Heard(client.stream(request)).text == "yes") }
        #expect(server.chats.count == 4)
        await server.stop()
    }

    /// vLLM counts no further than to the first token too many.
    @Test func `A prompt that was not counted to its end gets more room`() async throws {
        let server = try await LoopbackServer.start { request in
            let most = request.json?["max_tokens"]?.int ?? 0
            guard most + 300 > 4096 else { return .stream(["yes"]) }
            return .json(
                400,
                #"{"error":{"message":"This model's maximum context length is 4096 tokens. However, you requested \#(most) output tokens and your prompt contains at least \#(4097 - most) input tokens, for a total of at least 4097 tokens."}}"#
            )
        }
        let client = try client(server.baseURL)
        #expect(
            try await Heard(client.stream(question(String(repeating: "word ", count: 200), ceiling: 6000))).text
                == "yes")
        #expect(server.chats.count <= 3)
        await server.stop()
    }

    /// The answer is halved for this call; the next prompt may be shorter.
    @Test(arguments: [
        (400, "Your request would exceed the model's context window."), (413, "prompt too long"),
        (400, "输入内容过长，超出模型限制"),
        (400, "This model's maximum prompt length is 1700 but the request contains % tokens."),
    ]) func `An answer is shortened where no size helps`(status: Int, message: String) async throws {
        let server = try await LoopbackServer.start { request in
            let most = request.json?["max_tokens"]?.int ?? 0
            let message = message.replacing("%", with: String(most + 200))
            return most > 1600 ? .json(status, #"{"error":{"message":"\#(message)"}}"#) : .stream(["yes"])
        }
        let client = try client(server.baseURL)
        let long = question(String(repeating: "word ", count: 160), ceiling: 6000)
        #expect(try await Heard(client.stream(long)).text == "yes")
        #expect(server.chats.count <= 3 && (server.chats.last?.json?["max_tokens"]?.int ?? 0) >= 1400)
        await server.stop()
        let strict = try await LoopbackServer.start { _ in .json(status, #"{"error":{"message":"prompt too long"}}"#) }
        #expect(await caught { _ = try await Heard(self.client(strict.baseURL).stream(long)) } != nil)
        #expect(strict.chats.count <= 6)
        await strict.stop()
    }

    @Test(arguments: [
        (400, "the requested number of output tokens is more than this model can generate"),
        (400, "max_tokens is at most 195"),
    ]) func `A length without a size is cut to a quarter`(status: Int, message: String) async throws {
        let server = try await LoopbackServer.start { request in
            (request.json?["max_tokens"]?.int ?? 0) > 1600
                ? .json(status, #"{"error":{"message":"\#(message)"}}"#) : .stream(["yes"])
        }
        let client = try client(server.baseURL)
        let long = question(String(repeating: "word ", count: 160), ceiling: 6000)
        for _ in 0..<2 { #expect(try await Heard(client.stream(long)).text == "yes") }
        #expect(server.chats.count == 3 && server.chats.last?.json?["max_tokens"] == 1500)
        await server.stop()
    }

    /// A refusal without a word: the least important members go first.
    @Test(arguments: ["temperature", "system"]) func `A refusal without words is negotiated`(
        refused: String
    ) async throws {
        let server = try await LoopbackServer.start { request in
            let isRefused =
                refused == "system" ? request.messages("system") != [] : request.json?["temperature"] != nil
            return isRefused ? .json(400, #"{"error":"Bad Request"}"#) : .stream(["yes"])
        }
        let client = try client(server.baseURL)
        for _ in 0..<2 { #expect(try await Heard(client.stream(request)).text == "yes") }
        #expect(server.chats.count == (refused == "system" ? 5 : 4))
        await server.stop()
        let stubborn = try await LoopbackServer.start { _ in .json(400, "") }
        let other = try self.client(stubborn.baseURL)
        for _ in 0..<2 { #expect(await caught { _ = try await Heard(other.stream(request)) } != nil) }
        #expect(stubborn.chats.count == 5)
        await stubborn.stop()
    }

    @Test func `A refusal in the first event of a stream counts as one`() async throws {
        let server = try await LoopbackServer.start { request in
            (request.json?["max_tokens"]?.int ?? 0) > 1000
                ? .events(
                    .init(
                        #"data: {"error":{"code":"invalid_parameter_error","message":"Range of max_tokens should be [1, 1000]"}}"#
                            + "\n\n"))
                : .stream(["yes"])
        }
        let client = try client(server.baseURL)
        #expect(try await Heard(client.stream(request)).text == "yes")
        #expect(server.chats.count == 2)
        await server.stop()
    }

    @Test func `The order of messages is kept where the system text moves`() {
        func roles(_ messages: [ModelRequest.Message]) -> [String] {
            let body = ChatBody(
                ModelRequest(messages: messages), profile: ModelProfile(model: "m", service: "S"),
                spared: [.systemRole])
            return body.members["messages"]?.array?.map {
                "\($0["role"]?.string ?? ""): \($0["content"]?.string ?? "")"
            } ?? []
        }
        #expect(roles([.init(.system, "s")]) == ["user: s"])
        #expect(
            roles([.init(.system, "s"), .init(.assistant, "a"), .init(.user, "u")]) == [
                "user: s", "assistant: a", "user: u",
            ])
        #expect(roles([.init(.user, "u"), .init(.system, "s"), .init(.user, "v")]) == ["user: s\n\nu\n\nv"])
        #expect(
            roles([.init(.user, "u"), .init(.assistant, "a"), .init(.assistant, "b")]) == [
                "user: u", "assistant: a\n\nb",
            ])
        #expect(roles([]) == [])
        let call = ToolCall(id: "1", name: "write", arguments: "{}")
        #expect(
            roles([
                .init(.user, "u"), .init(.assistant, "", calls: [call]), .init(.tool, "ok", callID: "1"),
                .init(.tool, "ok", callID: "2"),
            ])
                == ["user: u", "assistant: ", "tool: ok", "tool: ok"])
    }

    private func client(_ url: String, retries: Int = 0) throws -> ChatClient {
        try ModelClientTests.client(url, retries: retries)
    }

    private func question(_ text: String, ceiling: Int) -> ModelRequest {
        ModelRequest(messages: [.init(.user, text)], maxTokens: ceiling)
    }
}
