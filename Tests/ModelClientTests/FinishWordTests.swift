import Chains
import LoopbackServer
import Manuscript
import Testing

@testable import ModelClient

@Suite struct FinishWordTests {
    private func decode(_ text: String, _ expectation: ReplyExpectation = ReplyExpectation()) throws -> Heard {
        var decoder = ReplyDecoder(server: "S", secret: nil, expecting: expectation)
        let events = decoder.feed(Array(text.utf8)) + decoder.end()
        if let failure = decoder.failure { throw failure }
        return Heard(events)
    }

    private func chunk(_ text: String, _ finish: String) -> String {
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\(text)\"},\"finish_reason\":\"\(finish)\"}]}\n\n"
    }

    private let broken = ModelError.dropped(server: "S", reason: "the stream ended early")

    @Test(arguments: [
        ("stop", ModelEvent.FinishReason.stop), ("STOP", .stop), ("eos_token", .stop), ("end_turn", .stop),
        ("FINISH_REASON_STOP", .stop), ("stop_sequence", .stop), ("COMPLETE", .stop), ("length", .length),
        ("MAX_TOKENS", .length), ("max_output_tokens", .length), ("model_length", .length),
        ("model_context_window_exceeded", .length), ("tool_calls", .other("tool_calls")),
        ("function_call", .other("tool_calls")), ("tool_use", .other("tool_calls")),
        ("content_filter", .other("content_filter")), ("SAFETY", .other("content_filter")),
        ("content_filter: RECITATION", .other("content_filter")), ("refusal", .other("content_filter")),
    ]) func `A real reason ends an answer`(word: String, reason: ModelEvent.FinishReason) throws {
        #expect(try decode(Chunk.text("x") + Chunk.finish(word)).finish == reason)
    }

    @Test(arguments: ["", "null", "None", " ", "undefined", "FINISH_REASON_UNSPECIFIED", "running", "\\ud83d", ":"])
    func `Any other word ends nothing`(word: String) throws {
        #expect(throws: broken) { try decode(chunk("half ", word) + chunk("of it", word)) }
        #expect(try decode(chunk("all ", word) + chunk("of it", "stop")).text == "all of it")
        #expect(try decode(chunk("all ", word) + chunk("of it", word) + Chunk.done).finish == .stop)
    }

    @Test(arguments: ["error", "abort", "network_error", "insufficient_system_resource", "cancelled"])
    func `An answer that its server gave up is broken`(word: String) {
        let gaveUp = ModelError.dropped(server: "S", reason: "it ended the answer with \"\(word)\"")
        #expect(throws: gaveUp) { try decode(Chunk.text("half") + Chunk.finish(word) + Chunk.done) }
    }

    /// Some gateways give every piece the reason "stop".
    @Test func `A reason with text behind it was none`() throws {
        #expect(throws: broken) { try decode(chunk("one ", "stop") + chunk("two ", "stop")) }
        #expect(try decode(chunk("one ", "stop") + chunk("two", "stop") + Chunk.finish("stop")).text == "one two")
        #expect(try decode(chunk("one ", "stop") + chunk("two", "stop") + Chunk.done).finish == .stop)
        #expect(try decode(chunk("one", "stop")).text == "one")
    }

    /// llama.cpp of old and others end with `[DONE]` alone.
    @Test func `An end without a reason is one, at the ceiling that of the length`() throws {
        let usage = Chunk.usage(.init(promptTokens: 5, completionTokens: 100, calls: 1))
        #expect(try decode(Chunk.text("x") + usage + Chunk.done).finish == .stop)
        #expect(try decode(Chunk.text("x") + usage + Chunk.done, .init(ceiling: 101)).finish == .stop)
        #expect(try decode(Chunk.text("x") + usage + Chunk.done, .init(ceiling: 100)).finish == .length)
        #expect(try decode(Chunk.text("x") + usage + Chunk.finish("stop"), .init(ceiling: 100)).finish == .stop)
    }

    @Test func `Text after the end mark is cut, and does not count as a lack of room`() throws {
        let heard = try decode(Chunk.text("All.<|im_end|>\n<|im_start|>user\nMore") + Chunk.finish("length"))
        #expect(heard.text == "All." && heard.finish == .stop)
    }

    @Test func `A pause in the midst of an answer ends nothing`() async throws {
        let server = try await LoopbackServer.start { _ in
            .events(
                .init("data: {\"choices\":[{\"delta\":{\"content\":\"one \"},\"finish_reason\":\"\"}]}\n\n"),
                .init(Chunk.text("two") + Chunk.finish("stop") + Chunk.done, after: 3.4))
        }
        let heard = try await Heard(try client(server.baseURL).stream(question()))
        #expect(heard.text == "one two")
        await server.stop()
    }

    @Test func `A break behind an empty reason is a break`() async throws {
        let server = try await LoopbackServer.start { _ in
            .events(
                .init("data: {\"choices\":[{\"delta\":{\"content\":\"one\"},\"finish_reason\":\"\"}]}\n\n"), cut: true)
        }
        let client = try client(server.baseURL)
        let error = await caught { _ = try await client.reply(to: question()) }
        guard case .dropped? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        await server.stop()
    }
}
