import Manuscript
import Testing

@testable import Chains

/// JSON is asked for in the strictest form that the server takes.
@Suite(.timeLimit(.minutes(5))) struct JSONCallTests {
    private func ask(_ model: ScriptedModel) async throws -> (value: JSONValue?, usage: Usage) {
        try await JSONCall(model: model, sampling: .init(seed: 1), maxTokens: 64)
            .value(for: [.init(.user, "Titles?")], name: "titles", schema: OutlineSchema.titles(1...3))
    }

    private func refusal(_ message: String, code: String? = nil) -> ModelError {
        .rejected(server: "S", status: 400, code: code, message: message, retryAfter: nil)
    }

    @Test func theFirstReadableAnswerIsTaken() async throws {
        let model = ScriptedModel(texts: ["no JSON", "{\"titles\": [\"日本\"]}"])
        let (value, usage) = try await ask(model)
        #expect(value == ["titles": ["日本"]] && usage.calls == 2)
        #expect(model.requests.map(\.maxTokens) == [64, 64])
        #expect(model.requests[0].sampling.seed != model.requests[1].sampling.seed)
    }

    @Test func afterThreeUnreadableAnswersThereIsNone() async throws {
        let model = ScriptedModel(texts: ["no"])
        let (value, usage) = try await ask(model)
        #expect(value == nil && usage.calls == 3 && model.requests.count == 3)
    }

    @Test func aRefusedFormIsNotUsedAgain() async throws {
        let refusal = refusal("response_format is not supported")
        let model = ScriptedModel { request, _ in
            request.format == .text ? [.say("{\"titles\": []}"), .finish()] : [.fail(refusal)]
        }
        #expect(try await ask(model).value == ["titles": []])
        #expect(Set(model.requests.map { "\($0.format)" }).count == model.requests.count)
    }

    @Test func anotherRefusalIsThrown() async {
        for refusal in [refusal("context too long"), refusal("x", code: "context_length_exceeded")] {
            let model = ScriptedModel { _, _ in [.fail(refusal)] }
            await #expect(throws: refusal) { try await self.ask(model) }
            #expect(model.requests.count == 1)
        }
    }
}
