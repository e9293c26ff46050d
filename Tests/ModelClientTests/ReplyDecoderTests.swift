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
        for piece in longest == .max ? [bytes] : pieces(bytes, longest: longest) { events += decoder.feed(piece) }
        events += decoder.end()
        if let failure = decoder.failure { throw failure }
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

    /// Found by the fuzzer: a blank that came in a piece of its own was lost, and the line behind it read as another.
    @Test func `A blank before the first line stays with it`() throws {
        let text = " error\n" + Chunk.text("x") + Chunk.done
        #expect(try decode(text).text == "x")
        #expect(try decode(text, longest: 1).text == "x")
    }

    @Test func `Reasons are distinguished`() throws {
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
        #expect(throws: ModelError.allReasoned(server: "S")) {
            try decode(Chunk.delta(["reasoning": "a"]) + Chunk.finish("stop") + Chunk.done)
        }
        #expect(throws: empty) { try decode(Chunk.text("\n") + Chunk.finish("stop")) }
        #expect(throws: empty) { try decode("") }
        #expect(throws: ModelError.onlyReasoned(server: "S")) {
            try decode(Chunk.delta(["reasoning": "a"]) + Chunk.finish("length"))
        }
        #expect(throws: dropped) { try decode(": one\n\n: two\n\n") }
        #expect(throws: ModelError.notAModel(server: "S", status: 200, what: "a web page")) { try decode("<html>") }
        #expect(throws: ModelError.notAModel(server: "S", status: 200, what: "unexpected JSON")) {
            try decode(#"{"models":[]}"#)
        }
        #expect(throws: ModelError.notAModel(server: "S", status: 200, what: "something other than an event stream")) {
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

    @Test(arguments: [
        "data: {\"error\":{\"message\":\"no\"}}\n\n", "data: {\"choices\":[{\"delta\":{\"conte\n\n",
        "data: {\"choices\":",
        "event: error\ndata: no\n\n", "",
    ]) func `Text before a fault is not lost`(fault: String) {
        var decoder = ReplyDecoder(server: "S", secret: nil)
        var events = decoder.feed(Array((Chunk.text("one ") + Chunk.text("two") + fault).utf8))
        events += decoder.end()
        #expect(Heard(events).text == "one two")
        #expect(decoder.failure != nil)
        // And nothing comes after it.
        #expect(decoder.feed(Array(Chunk.text("three").utf8)) == [] && decoder.end() == [])
    }

    static let tails = [
        "data: {\"choices\":[],\"usage\":{\"prompt_tok", "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":NaN}}\n\n",
        "data: {\"error\":{\"message\":\"no\"}}\n\n", "event: error\ndata: no\n\n", "error: {\"code\":500}\n\n",
        Chunk.finish("error"), "data: {\"choices\":[{\"delta\":{\"conte\n\n" + Chunk.text("three"),
        "data: {\"choices\":[{\"delta\":{},\"error\":\"no\"}]}\n\n" + Chunk.done,
    ]

    @Test(arguments: tails, ["stop", "length"])
    func `A finished answer is whole whatever follows it`(tail: String, reason: String) throws {
        let heard = try decode(Chunk.text("one ") + Chunk.text("two") + Chunk.finish(reason) + tail)
        #expect(heard.text == "one two" && heard.finish == (reason == "stop" ? .stop : .length))
        // Without an answer, the error counts.
        #expect(throws: ModelError.self) { try decode(Chunk.finish("stop") + tail) }
        // A reason that came with text may not be the end.
        let loose = Chunk.text("one").replacing("\"finish_reason\":null", with: "\"finish_reason\":\"\(reason)\"")
        #expect(throws: ModelError.self) { try decode(loose + tail) }
    }

    @Test func `Only the first of several answers is read`() throws {
        let first = Chunk.text("one ") + Chunk.text("two")
        let second = Chunk.text("other ").replacing("\"index\":0", with: "\"index\":1")
        let ended = Chunk.finish("length").replacing("\"index\":0", with: "\"index\":1")
        let both =
            #"data: {"choices":[{"index":1,"delta":{"content":"x"}},{"index":0,"delta":{"content":"!"}}]}"# + "\n\n"
        let heard = try decode(second + first + second + ended + both + second + Chunk.finish("stop"))
        #expect(heard.text == "one two!" && heard.finish == .stop)
    }

    @Test func `Broken-off JSON and unexpected JSON are refused`() {
        for body in [#"{"choices":[{"message":{"content":"ha"#, "{", "[{\"a\":"] {
            #expect(throws: ModelError.dropped(server: "S", reason: "its answer is not complete")) { try decode(body) }
        }
        #expect(throws: ModelError.notAModel(server: "S", status: 200, what: "unexpected JSON")) {
            try decode("[1]")
        }
    }

    @Test func `A ping that is not JSON is skipped`() throws {
        #expect(try decode("data: ping\n\n" + Chunk.text("x") + Chunk.done).text == "x")
    }

    @Test func `Neighbours are merged`() {
        #expect(
            ModelEvent.merged([.text("a"), .text("b"), .reasoning("c"), .reasoning("d"), .finished(.stop)])
                == [ModelEvent.text("ab"), .reasoning("cd"), .finished(.stop)])
    }

    /// Answers without an end: how they begin, and what comes again and again.
    @Test(arguments: [
        ("data: {\"choices\":[{\"delta\":{\"content\":\"", "word "),
        ("data: word\n", "data: word\n"),
        ("{\"choices\":[{\"message\":{\"content\":\"", "word "),
        ("<html>", "<p>"),
        ("", Chunk.text(String(repeating: "word ", count: 10_000))),
        ("", Chunk.delta(["reasoning_content": .string(String(repeating: "word ", count: 10_000))])),
    ]) func `Held text is bounded`(start: String, more: String) {
        var decoder = ReplyDecoder(server: "S", secret: nil)
        let piece = Array(String(repeating: more, count: max(1, 262_144 / more.utf8.count)).utf8)
        var sent = start.utf8.count
        _ = decoder.feed(Array(start.utf8))
        while decoder.failure == nil, sent < 4 * ReplyDecoder.longestHeld {
            _ = decoder.feed(piece)
            sent += piece.count
        }
        #expect(decoder.failure == .dropped(server: "S", reason: "its answer never ends"))
        // Of a line, only what follows the name of its field is held.
        #expect(sent < (more == "data: word\n" ? 5 : 2) * ReplyDecoder.longestHeld / 2 + 524_288)
    }
}
