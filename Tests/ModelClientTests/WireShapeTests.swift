import Chains
import LoopbackServer
import Manuscript
import Testing

@testable import ModelClient

/// Chunk fields besides texts.
@Suite struct WireShapeTests {
    private func decode(_ text: String, tools: Set<String> = []) throws -> Heard {
        var decoder = ReplyDecoder(server: "S", secret: nil, expecting: ReplyExpectation(tools: tools))
        let events = decoder.feed(Array(text.utf8)) + decoder.end()
        if let failure = decoder.failure { throw failure }
        return Heard(events)
    }

    private func delta(_ json: String) -> String { "data: {\"choices\":[{\"index\":0,\"delta\":\(json)}]}\n\n" }

    private func text(_ json: String) -> String { delta("{\"content\":\"\(json)\"}") }

    // MARK: - Characters cut in two

    @Test(arguments: [
        (["joy \\ud83d", "\\ude00 and"], "joy 😀 and"), (["\\ud83d", "\\ude00"], "😀"), (["\\uD83D", "\\uDE00"], "😀"),
        (["a\\ud83d", "b"], "a\u{FFFD}b"), (["a", "\\ude00b"], "a\u{FFFD}b"), (["a\\ud83d"], "a\u{FFFD}"),
        (["\\ud83d\\ud83d", "\\ude00"], "\u{FFFD}😀"), (["\\ud83d", "", "\\ude00"], "😀"),
        (["\\ud83d\\ude00\\ud83d", "\\ude01"], "😀😁"), (["\\\\ud83d", "x"], "\\ud83dx"),
    ]) func `Halves of a character are joined across chunks`(pieces: [String], whole: String) throws {
        #expect(try decode(pieces.map(text).joined() + Chunk.finish("stop")).text == whole)
        let reasoned = pieces.map { delta("{\"reasoning_content\":\"\($0)\"}") }.joined()
        #expect(try decode(reasoned + Chunk.text("x") + Chunk.finish("stop")).reasoning == whole)
    }

    @Test func `Halves in the arguments of a call are joined`() throws {
        func piece(_ arguments: String, _ more: String = "") -> String {
            delta(
                "{\"tool_calls\":[{\"index\":0,\(more)\"function\":{\"name\":\"rename\",\"arguments\":\"\(arguments)\"}}]}"
            )
        }
        let id = "\"id\":\"a\","
        let joined = try decode(
            piece("{\\\"t\\\":\\\"\\ud83d", id) + piece("\\ude00\\\"}") + Chunk.finish("tool_calls"))
        #expect(joined.calls.first?.arguments == "{\"t\":\"😀\"}")
        let escaped = try decode(piece("{\\\"t\\\":\\\"\\\\ud83d", id) + piece("\\\"}") + Chunk.finish("tool_calls"))
        #expect(escaped.calls.first?.arguments == "{\"t\":\"\\ufffd\"}")
    }

    // MARK: - Refusals

    @Test func `A refusal is reported in the model's words`() {
        let refused = ModelError.refused(server: "S", message: "I can't help with that.")
        #expect(throws: refused) {
            try decode(
                delta("{\"refusal\":\"I can't \"}") + delta("{\"refusal\":\"help with that.\"}") + Chunk.finish("stop"))
        }
        #expect(throws: refused) {
            try decode(
                #"{"choices":[{"message":{"content":null,"refusal":"I can't help with that."},"finish_reason":"stop"}]}"#
            )
        }
        #expect(refused.sentence.contains("I can't help with that."))
    }

    // MARK: - Errors

    @Test(arguments: [
        (
            #"{"object":"error","message":"CUDA out of memory","type":"InternalServerError","param":null,"code":500}"#,
            500
        ),
        (#"{"error":"CUDA out of memory"}"#, 500), (#"{"error":{"message":"CUDA out of memory","code":503}}"#, 503),
        (#"{"error":{"message":"CUDA out of memory","code":"503"}}"#, 503), (#"{"detail":"CUDA out of memory"}"#, 500),
        (#"{"detail":{"message":"CUDA out of memory"}}"#, 500), (#"{"message":"CUDA out of memory","code":502}"#, 502),
        (#"{"message":"CUDA out of memory"}"#, 500), (#"{"error":true,"message":"CUDA out of memory"}"#, 500),
        (#"{"type":"error","error":{"type":"overloaded_error","message":"CUDA out of memory"}}"#, 529),
        (
            #"{"choices":[{"delta":{},"error":{"message":"CUDA out of memory","code":502},"finish_reason":"error"}]}"#,
            502
        ),
        (
            #"{"choices":[{"delta":{"content":""},"finish_reason":"error"}],"error":{"message":"CUDA out of memory"}}"#,
            500
        ),
        (#"{"errors":[{"message":"CUDA out of memory"}]}"#, 500),
        (#"[{"error":{"message":"CUDA out of memory"}}]"#, 500),
        (#"{"error":{"message":"CUDA out of memory","type":"rate_limit_error"}}"#, 429),
        (#"{"msg":"CUDA out of memory","code":500}"#, 500), (#"{"status":503,"message":"CUDA out of memory"}"#, 503),
        (#"{"error":{"message":"Provider error","metadata":{"raw":"CUDA out of memory"}}}"#, 500),
        (#"{"base_resp":{"status_code":1013,"status_msg":"CUDA out of memory"},"choices":null}"#, 500),
    ]) func `An error in the stream is reported in the server's words`(json: String, status: Int) {
        let forms = [
            "data: \(json)\n\ndata: [DONE]\n\n", Chunk.text("half") + "data: \(json)\n\n",
            "event: error\ndata: \(json)\n\n",
        ]
        for form in forms + (json.hasPrefix("[") ? [] : [json]) {
            let error = #expect(throws: ModelError.self) { try decode(form) }
            guard case .rejected(_, let found, _, let message, _)? = error else {
                Issue.record("\(form): \(String(describing: error))")
                continue
            }
            #expect(message.contains("CUDA out of memory") && found == status, "\(form)")
        }
    }

    @Test(arguments: [
        #"{"choices":[{"delta":{"content":"x"}}],"error":null}"#,
        #"{"choices":[{"delta":{"content":"x"}}],"error":{}}"#,
        #"{"choices":[{"delta":{"content":"x"}}],"error":""}"#,
        #"{"choices":[{"delta":{"content":"x"}}],"error":false}"#,
        #"{"choices":[{"delta":{"content":"x"}}],"message":"fine","base_resp":{"status_code":0,"status_msg":""}}"#,
    ]) func `A field that is not an error is ignored`(json: String) throws {
        #expect(try decode("data: \(json)\n\n" + Chunk.finish("stop")).text == "x")
    }

    // MARK: - Usage

    @Test(arguments: [
        #""prompt_tokens":1000,"prompt_cache_hit_tokens":900,"prompt_cache_miss_tokens":100"#,
        #""prompt_tokens":1000,"prompt_tokens_details":null,"prompt_cache_hit_tokens":900"#,
        #""prompt_tokens":1000,"prompt_tokens_details":{"cached_tokens":900}"#,
        #""prompt_tokens":1000,"cached_tokens":900"#,
        #""prompt_tokens":1000,"cache_read_input_tokens":900"#, #""prompt_tokens":100,"cache_read_input_tokens":900"#,
        #""input_tokens":100,"cache_read_input_tokens":900,"output_tokens":150"#,
        #""input_tokens":1000,"input_tokens_details":{"cached_tokens":900},"output_tokens":150"#,
        #""prompt_tokens":1000.0,"cached_tokens":900"#, #""prompt_tokens":1000,"num_cached_tokens":900"#,
    ]) func `Cached tokens are counted`(figures: String) throws {
        let usage = "{\"completion_tokens\":150,\(figures)}"
        for chunk in ["{\"choices\":[],\"usage\":\(usage)}", "{\"choices\":[{\"delta\":{},\"usage\":\(usage)}]}"] {
            let heard = try decode(Chunk.text("x") + Chunk.finish("stop") + "data: \(chunk)\n\n")
            #expect(
                heard.usage == Usage(promptTokens: 1000, cachedTokens: 900, completionTokens: 150, calls: 1), "\(chunk)"
            )
        }
    }

    @Test func `Figures that are none do no harm`() throws {
        let usage = #"{"prompt_tokens":9223372036854775807,"completion_tokens":-5,"cached_tokens":9223372036854775807}"#
        let heard = try decode(Chunk.text("x") + Chunk.finish("stop") + "data: {\"choices\":[],\"usage\":\(usage)}\n\n")
        let counted = try #require(heard.usage)
        #expect(counted.completionTokens == 0 && (counted + counted).promptTokens < 10_000_000_000_000)
    }

    // MARK: - Members of a server's own

    @Test func `Extra fields of a message and its calls are kept unchanged`() throws {
        let stream =
            delta(#"{"role":"assistant","content":null,"reasoning_content":"I should "}"#)
            + delta(#"{"reasoning_content":"look.","signature":"ab","id":"m1"}"#)
            + delta(#"{"signature":"cd","reasoning_details":[{"type":"reasoning.text","index":0,"text":"I "}]}"#)
            + delta(#"{"reasoning_details":[{"type":"reasoning.text","index":0,"text":"look.","signature":"s"}]}"#)
            + delta(
                #"{"tool_calls":[{"index":0,"id":"f1","type":"function","function":{"name":"show","arguments":"","sig":"z"},"extra_content":{"google":{"thought_signature":"AbCd=="}}}]}"#
            )
            + delta(#"{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]}"#) + Chunk.finish("tool_calls")
        let heard = try decode(stream, tools: ["show"])
        #expect(heard.members["reasoning_content"] == "I should look." && heard.members["signature"] == "abcd")
        #expect(heard.members["reasoning_details"]?.array?.count == 1)
        #expect(heard.members["reasoning_details"]?.array?.first?["text"] == "I look.")
        #expect(heard.members["content"] == nil && heard.members["role"] == nil && heard.members["tool_calls"] == nil)
        let call = try #require(heard.calls.first)
        #expect(call.extra["extra_content"] == ["google": ["thought_signature": "AbCd=="]])
        #expect(call.extra["function"] == ["sig": "z"] && call.id == "f1" && call.arguments == "{}")
        let message = ModelRequest.Message(.assistant, "", calls: [call], extra: heard.members)
        let sent = ChatBody(ModelRequest(messages: [message]), profile: ModelProfile(model: "m", service: "S"))
            .members["messages"]?.array?.first
        #expect(sent?["reasoning_content"] == "I should look." && sent?["content"] == .null)
        let back = sent?["tool_calls"]?.array?.first
        #expect(back?["extra_content"]?["google"]?["thought_signature"] == "AbCd==")
        #expect(back?["function"] == ["name": "show", "arguments": "{}", "sig": "z"] && back?["type"] == "function")
    }

    @Test func `Reasoning in parts of the content is reasoning`() throws {
        let heard = try decode(
            delta(#"{"content":[{"type":"thinking","thinking":[{"type":"text","text":"why"}]}]}"#)
                + delta(#"{"content":[{"type":"text","text":"Bread."}]}"#) + Chunk.finish("stop"))
        #expect(heard.text == "Bread." && heard.reasoning == "why")
    }

    @Test func `A message without words has no empty content`() {
        let call = ToolCall(id: "a", name: "show", arguments: "{}")
        let messages: [ModelRequest.Message] = [
            .init(.assistant, " \n", calls: [call]), .init(.tool, "", callID: "a"),
            .init(.assistant, "Said.", calls: [call]),
        ]
        let sent =
            ChatBody(ModelRequest(messages: messages), profile: ModelProfile(model: "m", service: "S"))
            .members["messages"]?.array ?? []
        #expect(sent.first?["content"] == .null)
        #expect(sent[1]["content"]?.string?.isEmpty == false && sent[2]["content"] == "Said.")
    }
}
