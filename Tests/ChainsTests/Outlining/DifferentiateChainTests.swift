import Manuscript
import Testing

@testable import Chains

/// Two sections that overlap get distinct briefs and points.
struct DifferentiateChainTests {
    private func matter(_ model: ScriptedModel) async throws -> DifferentiateChain.Result {
        let session = Posts.session()
        return try await DifferentiateChain(model: model, session: session)
            .matter(of: try session.entry("b"), try session.entry("c"), shared: "both explain heat")
    }

    private func answer(_ first: [String], _ second: [String], brief: String = "Only this.") -> String {
        func list(_ points: [String]) -> String { points.map { "\"\($0)\"" }.joined(separator: ",") }
        return """
            {"first":{"brief":"The air.","points":[\(list(first))]},"second":{"brief":"\(brief)","points":[\(list(second))]}}
            """
    }

    @Test func eachSectionGetsItsMatter() async throws {
        let model = ScriptedModel(texts: [answer(["pressure", "boiling"], ["stones", "steam"])])
        let result = try await matter(model)
        #expect(result.first == .init(brief: "The air.", points: ["pressure", "boiling"]))
        #expect(result.later == .init(brief: "Only this.", points: ["stones", "steam"]))
        let asked = try #require(model.requests.first?.text)
        #expect(asked.contains("\"Thin Air\"") && asked.contains("\"The Oven\"") && asked.contains("both explain heat"))
    }

    @Test func aPointBelongsToOneSection() async throws {
        let result = try await matter(ScriptedModel(texts: [answer(["pressure", "steam"], ["Steam.", "stones"])]))
        #expect(result.first.points.contains("steam") && result.later.points == ["stones"])
    }

    @Test(arguments: ["{}", "no JSON", #"{"first":{"brief":"x","points":[]}}"#])
    func anUnusableAnswerIsRefused(answer: String) async {
        await #expect(throws: ChainError.unreadable(what: "3 and 4", model: "scripted-1")) {
            _ = try await matter(ScriptedModel(texts: [answer]))
        }
    }

    @Test func aSmallModelIsNotAsked() async {
        let model = ScriptedModel(tier: .small, texts: [answer(["a"], ["b"])])
        await #expect(throws: ChainError.tooSmall(model: "scripted-1", what: "tell sections apart")) {
            _ = try await matter(model)
        }
        #expect(model.requests.isEmpty)
    }
}
