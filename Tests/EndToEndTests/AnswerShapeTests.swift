import LoopbackServer
import Manuscript
import Platform
import Testing

/// Answers as real servers send them, read by the built program.
@Suite(.timeLimit(.minutes(5))) struct AnswerShapeTests {
    private static let body = "A keeper climbs the stairs every evening. He counts them, and the count is always right."

    /// Writes section 3 of a post, the body of which the server answers with.
    private func written(_ reply: Reply) async throws -> (outcome: Outcome, session: Session) {
        let place = try Place()
        var post = Posts.half()
        post.settings["lengthRetry"] = false
        try place.keep(post)
        let server = try await LoopbackServer.start { request in
            request.number == "3" ? reply : Author().reply(to: request)
        }
        let outcome = try await place.run("-r", "post", "--base-url", server.baseURL, "-x", ":write 3", seconds: 120)
        await server.stop()
        return (outcome, try place.session("post"))
    }

    @Test(arguments: [
        "Okay, the user wants a keeper.\n</think>\n\n\(body)", "<thinking>\nA keeper.\n</thinking>\n\n\(body)",
        "<|channel|>analysis<|message|>A keeper.<|end|><|start|>assistant<|channel|>final<|message|>\(body)<|return|>",
        "\(body)<|im_end|>\n<|im_start|>user\nA keeper wants more.",
    ]) func onlyTheAnswerIsWritten(answer: String) async throws {
        let (outcome, session) = try await written(.stream(answer.map { String($0) }))
        let text = try #require(session.text("3"))
        #expect(text.hasPrefix("A keeper climbs") && text.hasSuffix("always right."), "\(text)")
        #expect(!outcome.output.contains("think") && !outcome.output.contains("<|"), "\(outcome)")
    }

    @Test func anAnswerThatIsAllReasoningIsReported() async throws {
        let reply = Reply.events(
            .init(Chunk.delta(["reasoning_content": .string(Self.body)]) + Chunk.finish("stop") + Chunk.done))
        let (outcome, session) = try await written(reply)
        outcome.expectSentence("whole answer as reasoning")
        #expect(session.text("3") == nil)
    }

    @Test func anEmptyReasonDoesNotEndTheAnswer() async throws {
        let chunk =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"A keeper climbs. Then \"},\"finish_reason\":\"\"}]}\n\n"
        let (outcome, session) = try await written(.events(.init(chunk), cut: true))
        #expect(outcome.status == 1 && session.text("3") == nil, "\(outcome)")
    }

    @Test func aCallInTheTextIsCarriedOut() async throws {
        let place = try Place()
        let session = try Posts.example()
        try place.keep(session)
        let call =
            "<tool_call>\n{\"name\": \"rename\", \"arguments\": {\"section\": \"1\", \"title\": \"Flour first\"}}\n</tool_call>"
        let server = try await LoopbackServer.start { request in
            request.messages("tool").isEmpty ? .stream([call]) : .stream(["Done."])
        }
        let outcome = try await place.run(
            "--yes", "-r", session.name, "-m", "x", "--base-url", server.baseURL, "-x",
            "give the first section a warmer heading with some word about flour in it please", seconds: 120)
        #expect(!(outcome.output + outcome.errors).contains("tool_call"), "\(outcome)")
        #expect(try place.session(session.name).outline.sections.first?.title == "Flour first", "\(outcome)")
        await server.stop()
    }
}
