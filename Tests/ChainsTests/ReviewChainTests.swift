import Manuscript
import Testing

@testable import Chains

/// A review keeps only points that quote the text.
struct ReviewChainTests {
    private static let text = "Yeast eats sugar. Everyone agrees that altitude ruins bread, and nobody says why."

    private var session: Session { Posts.session(written: ["b": Self.text, "c": "An oven is hot. It stays hot."]) }

    private func point(_ section: String, _ quote: String, kind: String = "support") -> String {
        #"{"section":"\#(section)","kind":"\#(kind)","quote":"\#(quote)","problem":"No source is named.","fix":"Name one."}"#
    }

    private func review(_ model: ScriptedModel, ids: [Section.ID] = ["b", "c"]) async throws -> ReviewChain.Result {
        let session = session
        return try await ReviewChain(model: model, session: session).review(try ids.map { try session.entry($0) })
    }

    @Test func aPointWithAQuoteIsKept() async throws {
        let model = ScriptedModel(texts: ["{\"points\":[\(point("3", "Everyone agrees that altitude ruins bread"))]}"])
        let result = try await review(model)
        #expect(
            result.findings == [
                .init(
                    section: "b", kind: .support, quote: "Everyone agrees that altitude ruins bread",
                    problem: "No source is named.", fix: "Name one.")
            ])
        #expect(result.dropped == 0 && result.usage.calls == 1 && model.requests.count == 1)
    }

    @Test func inventedQuotesOtherSectionsUnknownKindsAndDuplicatesAreDropped() async throws {
        let points = [
            point("3", "Everyone agrees that altitude ruins bread"), point("3", "Bread was never ruined by altitude"),
            point("4", "Everyone agrees that altitude ruins bread"), point("9", "An oven is hot"),
            point("4", "An oven is hot", kind: "beauty"), point("3", "everyone agrees that altitude ruins bread"),
        ]
        let model = ScriptedModel(texts: ["{\"points\":[\(points.joined(separator: ","))]}"])
        let result = try await review(model)
        #expect(result.findings.map(\.quote) == ["Everyone agrees that altitude ruins bread"])
        #expect(result.dropped == 5)
    }

    @Test func aMediumModelReviewsOneSectionACall() async throws {
        let model = ScriptedModel(tier: .medium, texts: [#"{"points":[]}"#])
        #expect(try await review(model).findings.isEmpty)
        #expect(model.requests.count == 2)
        #expect(model.requests.allSatisfy { $0.text.contains("Sourdough at altitude") })
    }

    @Test func sectionsWithoutATextAreNotSent() async throws {
        let model = ScriptedModel(texts: [#"{"points":[]}"#])
        #expect(try await review(model, ids: ["a1", "out"]) == .init())
        #expect(model.requests.isEmpty)
    }

    @Test func textsThatDoNotFitTogetherAreSentApart() async throws {
        let long = Array(repeating: "A loaf of bread needs time, salt and water.", count: 400).joined(separator: " ")
        let session = Posts.session(written: ["b": long, "c": long])
        let model = ScriptedModel(window: 16_000, texts: [#"{"points":[]}"#])
        let entries = [try session.entry("b"), try session.entry("c")]
        _ = try await ReviewChain(model: model, session: session).review(entries)
        #expect(model.requests.count == 2)
    }

    @Test func anAnswerWithoutPointsIsRefused() async throws {
        let error = ChainError.unreadable(what: "the review", model: "scripted-1")
        await #expect(throws: error) { _ = try await review(ScriptedModel(texts: [#"{"praise":"Good."}"#])) }
    }
}
