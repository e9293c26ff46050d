import Manuscript
import Testing

@testable import Chains

/// Several texts for a section are drawn at once, and those too much alike once more.
struct AlternativesChainTests {
    private static let texts = [
        "Pressure falls with every metre, so water boils sooner and steam escapes.",
        "A baker in Leadville cuts the yeast by a third and bakes hotter.",
        "Flour dries out in mountain air; measure by weight and add a spoon of milk.",
    ]

    private func chain(_ model: ScriptedModel, count: Int = 3, parallel: Int = 3) throws -> AlternativesChain {
        let session = Posts.session()
        return AlternativesChain(
            model: model, session: session, entry: try session.entry("b"), count: count, parallel: parallel,
            holdsLength: false)
    }

    /// The draw that a request is for, told by its emphasis.
    private static func draw(of request: ModelRequest) -> Int {
        (0..<10).first { request.text.contains(AlternativesChain.emphasis($0)) } ?? 0
    }

    @Test(arguments: [1, 2, 3]) func asManyTextsComeAsWereAskedFor(parallel: Int) async throws {
        let model = ScriptedModel { request, _ in [.say(Self.texts[Self.draw(of: request) % 3]), .finish()] }
        let result = try await chain(model, parallel: parallel).draw()
        #expect(result.alternatives.map(\.draft.text) == Self.texts && result.alike.isEmpty)
        #expect(result.failure == nil && model.most <= parallel && model.requests.count == 3)
        #expect(Set(model.requests.map(\.sampling.seed)).count == 3)
    }

    @Test func aTextLikeAnotherIsDrawnOnceMore() async throws {
        let model = ScriptedModel { request, _ in
            let draw = Self.draw(of: request)
            return [.say(draw == 1 ? Self.texts[0] : Self.texts[draw < 3 ? draw : 1]), .finish()]
        }
        let result = try await chain(model).draw()
        #expect(Set(result.alternatives.map(\.draft.text)) == Set(Self.texts) && result.alike.isEmpty)
        #expect(model.requests.count == 4 && result.alternatives[1].draft.usage.calls == 2)
    }

    @Test func textsThatStayAlikeAreNamed() async throws {
        let model = ScriptedModel(texts: [Self.texts[0]])
        let result = try await chain(model).draw()
        #expect(result.alternatives.count == 3 && result.alike == [1, 2] && model.requests.count == 5)
    }

    @Test func aFailedDrawLeavesTheOthers() async throws {
        let error = ModelError.rejected(server: "The script", status: 401, code: nil, message: "no", retryAfter: nil)
        let model = ScriptedModel { request, _ in
            let draw = Self.draw(of: request)
            return draw == 1 ? [.fail(error)] : [.say(Self.texts[draw % 3]), .finish()]
        }
        let result = try await chain(model).draw()
        #expect(result.alternatives.map(\.draft.text) == [Self.texts[0], Self.texts[2]])
        #expect(result.failure as? ModelError == error)
    }

    @Test func withoutAnyTextTheFirstFailureIsThrown() async throws {
        let error = ModelError.rejected(server: "The script", status: 401, code: nil, message: "no", retryAfter: nil)
        let model = ScriptedModel { _, _ in [.fail(error)] }
        await #expect(throws: error) { _ = try await chain(model).draw() }
    }
}
