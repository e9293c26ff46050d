import Chains
import LoopbackServer
import Manuscript
import Testing

@testable import ModelClient

/// Tool calls as servers really send them.
@Suite struct ToolCallTests {
    private func calls(_ chunks: String...) throws -> [ToolCall] {
        var decoder = ReplyDecoder(server: "S", secret: nil)
        var events = decoder.feed(Array((chunks.joined() + Chunk.finish("tool_calls") + Chunk.done).utf8))
        events += decoder.end()
        if let failure = decoder.failure { throw failure }
        return Heard(events).calls
    }

    private func delta(_ calls: JSONValue) -> String { Chunk.delta(["tool_calls": calls]) }

    /// OpenAI: id and name first, then the arguments in pieces by index.
    @Test func argumentsInPieces() throws {
        let arguments = #"{"address":"2","instruction":"kürzer 🚢"}"#
        var chunks = delta([
            ["index": 0, "id": "call_1", "type": "function", "function": ["name": "rewrite", "arguments": ""]]
        ])
        // A character at a time.
        for character in arguments {
            chunks += delta([["index": 0, "function": ["arguments": .string(String(character))]]])
        }
        #expect(try calls(chunks) == [ToolCall(id: "call_1", name: "rewrite", arguments: arguments)])
    }

    @Test func severalAtOnceStayInOrder() throws {
        let found = try calls(
            delta([
                ["index": 0, "id": "a", "function": ["name": "rewrite", "arguments": "{\"a\""]],
                ["index": 1, "id": "b", "function": ["name": "remove", "arguments": "{"]],
            ]),
            delta([["index": 1, "function": ["arguments": "}"]]]),
            delta([["index": 0, "function": ["arguments": ":1}"]]]))
        #expect(
            found == [
                ToolCall(id: "a", name: "rewrite", arguments: "{\"a\":1}"),
                ToolCall(id: "b", name: "remove", arguments: "{}"),
            ])
    }

    /// Whole calls in one chunk.
    ///
    /// Groq's gpt-oss has reasoning beside them; Ollama sends index 0 for every call, with ids of their own.
    @Test func wholeCallsInOneChunk() throws {
        let groq = try calls(
            Chunk.delta([
                "reasoning": "hm",
                "tool_calls": [
                    [
                        "id": "fc_1", "index": 0, "type": "function",
                        "function": ["name": "remove", "arguments": "{\"address\":\"3\"}"],
                    ]
                ],
            ]))
        #expect(groq == [ToolCall(id: "fc_1", name: "remove", arguments: "{\"address\":\"3\"}")])
        let ollama = try calls(
            delta([["index": 0, "id": "call_x", "type": "function", "function": ["name": "write", "arguments": "{}"]]]),
            delta([
                [
                    "index": 0, "id": "call_y", "type": "function",
                    "function": ["name": "show", "arguments": "{\"address\":\"1\"}"],
                ]
            ]))
        #expect(ollama.map(\.name) == ["write", "show"])
    }

    /// Arguments as an object, no ids, no indexes; and what is no call at all.
    @Test func unusualShapes() throws {
        let bare = try calls(delta([["function": ["name": "remove", "arguments": ["address": "3"]]]]))
        #expect(bare == [ToolCall(id: "call_0", name: "remove", arguments: "{\"address\":\"3\"}")])
        #expect(try calls(Chunk.text("x"), delta(.null)) == [])
        #expect(try calls(Chunk.text("x"), delta([1, "two", [:]])) == [])
    }

    @Test func tooManyAndTooLongAreBounded() throws {
        var chunks = ""
        for index in 0..<200 {
            chunks += delta([
                ["index": .int(index), "id": .string("c\(index)"), "function": ["name": "write", "arguments": "{}"]]
            ])
        }
        #expect(try calls(chunks).count == 64)
        let long = JSONValue.string(String(repeating: "x", count: 50_000))
        let call = try calls(
            delta([["index": 0, "id": "a", "function": ["name": "write", "arguments": long]]]),
            delta([["index": 0, "function": ["arguments": long]]]))
        #expect(call.first.map { $0.arguments.utf8.count } == 50_000)
    }

    /// An answer of calls alone is an answer.
    @Test func callsWithoutTextAreNotEmpty() throws {
        let body =
            #"{"choices":[{"message":{"content":null,"tool_calls":[{"id":"a","function":{"name":"write","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}"#
        var decoder = ReplyDecoder(server: "S", secret: nil)
        let events = decoder.feed(Array(body.utf8)) + decoder.end()
        #expect(decoder.failure == nil)
        #expect(Heard(events).calls == [ToolCall(id: "a", name: "write", arguments: "{}")])
    }

    @Test func theBodyHoldsToolsAndResults() throws {
        let tool = ModelTool(name: "write", description: "Writes.", parameters: ["type": "object"])
        let messages: [ModelRequest.Message] = [
            .init(.user, "Write."), .init(.assistant, "", calls: [ToolCall(id: "a", name: "write", arguments: "{}")]),
            .init(.tool, "Planned.", callID: "a"),
        ]
        let body = ChatBody(
            ModelRequest(messages: messages, tools: [tool]), profile: ModelProfile(model: "m", service: "S")
        ).members
        #expect(
            body["tools"] == [
                [
                    "type": "function",
                    "function": ["name": "write", "description": "Writes.", "parameters": ["type": "object"]],
                ]
            ])
        #expect(body["tool_choice"] == "auto")
        #expect(body["messages"]?.array?[1]["tool_calls"]?.array?.first?["function"]?["name"] == "write")
        #expect(body["messages"]?.array?[2] == ["role": "tool", "content": "Planned.", "tool_call_id": "a"])
        let bare = ChatBody(ModelRequest(messages: messages), profile: ModelProfile(model: "m", service: "S")).members
        #expect(bare["tools"] == nil && bare["tool_choice"] == nil)
    }

    /// A conversation in which the model has called a tool without a word, and the server has added a member.
    private var conversation: ModelRequest {
        let call = ToolCall(id: "a", name: "write", arguments: "{}")
        return ModelRequest(messages: [
            .init(.user, "Write."), .init(.assistant, "", calls: [call], extra: ["sig": "x"]),
            .init(.tool, "Planned.", callID: "a"),
        ])
    }

    @Test(arguments: [
        "messages[1].content: expected a string, got null", "None is not an allowed value (messages.1.content)",
        "content: Input should be a valid string",
    ]) func aMessageWithoutContentGetsAnEmptyText(message: String) async throws {
        let server = try await LoopbackServer.start { request in
            request.json?["messages"]?.array?[1]["content"] == .null
                ? .json(400, #"{"error":{"message":"\#(message)","param":null}}"#) : .stream(["yes"])
        }
        let client = try client(server.baseURL)
        for _ in 0..<2 { #expect(try await Heard(client.stream(conversation)).text == "yes") }
        let sent = server.chats.last?.json?["messages"]?.array?[1]
        #expect(server.chats.count == 3 && sent?["content"] == "" && sent?["sig"] == "x")
        await server.stop()
    }

    @Test(arguments: [
        "Extra inputs are not permitted", "Invalid 'messages[1]': unknown property", "sig: not here",
        "messages are odd",
    ]) func membersThatAreRefusedAreNotSentBack(message: String) async throws {
        let server = try await LoopbackServer.start { request in
            request.json?["messages"]?.array?[1]["sig"] != nil
                ? .json(400, #"{"error":{"message":"\#(message)","param":null}}"#) : .stream(["yes"])
        }
        let client = try client(server.baseURL)
        for _ in 0..<2 { #expect(try await Heard(client.stream(conversation)).text == "yes") }
        #expect(server.chats.count <= 4 && server.chats.last?.json?["messages"]?.array?[1]["content"] == .null)
        await server.stop()
    }

    /// A server that takes no tools is asked with them once.
    @Test(arguments: [
        (400, "registry.ollama.ai/library/tiny does not support tools"), (405, "tools: not here"), (400, "模型不支持工具调用"),
    ]) func aServerWithoutToolsIsRemembered(status: Int, message: String) async throws {
        let server = try await LoopbackServer.start { _ in
            .json(status, #"{"error":{"message":"\#(message)"}}"#)
        }
        let client = try client(server.baseURL)
        #expect(client.profile.takesTools)
        let tool = ModelTool(name: "write", description: "Writes.", parameters: ["type": "object"])
        await #expect(throws: ModelError.self) {
            _ = try await client.reply(to: ModelRequest(messages: [.init(.user, "Write.")], tools: [tool]))
        }
        #expect(!client.profile.takesTools)
        #expect(server.requests.count == 1)
        await server.stop()
    }
}
