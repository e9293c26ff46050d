import Chains
import LoopbackServer
import Manuscript
import Testing

@testable import ModelClient

@Suite struct ReplyDecoderTests {
    private func decode(_ text: String, longest: Int = .max) throws -> Heard {
        var decoder = ReplyDecoder(server: "S", secret: "sk-secret")
        var events: [ModelEvent] = []
        let bytes = Array(text.utf8)
        for piece in longest == .max ? [bytes] : pieces(bytes, longest: longest) { events += try decoder.feed(piece) }
        events += try decoder.end()
        return Heard(events)
    }

    @Test(arguments: [1, 5, 100, .max]) func `A stream is read however it is cut`(longest: Int) throws {
        let usage = Usage(promptTokens: 7, completionTokens: 3, calls: 1)
        let text =
            Chunk.delta(["reasoning": "hm"]) + Chunk.text("Grüße ") + ": ping\n\n" + Chunk.text("🙂")
            + Chunk.finish("stop") + Chunk.usage(usage) + Chunk.done
        let heard = try decode(text, longest: longest)
        #expect(heard.text == "Grüße 🙂")
        #expect(heard.reasoning == "hm")
        #expect(heard.usage == usage)
        #expect(heard.finish == .stop)
    }

    @Test func `Reasons are told apart`() throws {
        #expect(try decode(Chunk.text("x") + Chunk.finish("length")).finish == .length)
        #expect(try decode(Chunk.text("x") + Chunk.finish("content_filter")).finish == .other("content_filter"))
        #expect(try decode(Chunk.text("x") + Chunk.done).finish == .stop)
    }

    @Test func `A plain JSON body is read, too`() throws {
        let body =
            #"{"choices":[{"message":{"content":"<think>a</think>b"},"finish_reason":"stop"}],"#
            + #""usage":{"prompt_tokens":1,"completion_tokens":2}}"#
        let heard = try decode(body, longest: 3)
        #expect(heard.text == "b")
        #expect(heard.reasoning == "a")
        #expect(heard.usage?.completionTokens == 2)
    }

    @Test func `Faults have names`() throws {
        let dropped = ModelError.dropped(server: "S", reason: "the stream ended early")
        #expect(throws: dropped) { try decode(Chunk.text("half")) }
        let empty = ModelError.emptyReply(server: "S")
        #expect(throws: empty) { try decode(Chunk.delta(["reasoning": "a"]) + Chunk.finish("stop") + Chunk.done) }
        #expect(throws: empty) { try decode(Chunk.text("\n") + Chunk.finish("stop")) }
        #expect(throws: empty) { try decode("") }
        // Reasoning that ran into the limit has a reason of its own, which the caller is to know.
        let cut = try decode(Chunk.delta(["reasoning": "a"]) + Chunk.finish("length") + Chunk.done)
        #expect(cut.text == "" && cut.reasoning == "a" && cut.finish == .length)
        #expect(throws: ModelError.notAModel(server: "S", status: 200, what: "a web page")) { try decode("<html>") }
        #expect(throws: ModelError.notAModel(server: "S", status: 200, what: "JSON of another kind")) {
            try decode(#"{"models":[]}"#)
        }
        #expect(throws: ModelError.notAModel(server: "S", status: 200, what: "something that is no event stream")) {
            try decode("Ollama is running")
        }
    }

    @Test func `An error inside the stream ends it, without the key`() {
        let error = ModelError.rejected(
            server: "S", status: 503, code: nil, message: "overloaded [key]", retryAfter: nil)
        #expect(throws: error) {
            try decode(Chunk.text("x") + "data: {\"error\":{\"message\":\"overloaded\\nsk-secret\",\"code\":503}}\n\n")
        }
        #expect(throws: ModelError.self) { try decode("error: {\"code\":500,\"message\":\"x\"}\n\n") }
    }

    @Test func `Neighbours are merged`() {
        #expect(
            [.text("a"), .text("b"), .reasoning("c"), .reasoning("d"), .finished(.stop)].merged
                == [ModelEvent.text("ab"), .reasoning("cd"), .finished(.stop)])
    }
}
