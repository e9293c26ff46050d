import Manuscript
import Testing

@testable import Chains

/// Briefs and points of texts that Galley did not plan.
@Suite struct WrittenBriefsTests {
    private static let texts = [
        "a2": "A grey skin is harmless. It dries in the air.\n\nPink streaks are not. Throw it away [1#2].",
        "b": "Air is thin up here. Dough rises faster.", "c": "- a list\n- alone",
    ]
    private let session = Posts.session(written: texts)

    private func result(_ model: ScriptedModel?) async throws -> WrittenBriefs.Result {
        try await WrittenBriefs(model: model, session: session).briefs(of: session.outline.entries)
    }

    @Test func oneCallDescribesManyTexts() async throws {
        let answer = #"""
            {"sections":[{"number":"2.2","brief":"Which colours of a starter are bad.","points":["grey is fine","pink is not"]},
            {"number":"3","brief":"Thin air","points":["rises fast","grey is fine"]},{"number":"9","brief":"x","points":["y"]}]}
            """#
        let model = ScriptedModel(texts: [answer])
        let result = try await result(model)
        // A brief that a section has stays; one that only repeats the title is not taken, nor a point of another section.
        #expect(
            result.matters.prefix(2) == [
                .init(
                    section: "a2", brief: "Which colours of a starter are bad.",
                    points: ["grey is fine", "pink is not"]),
                .init(section: "b", brief: "", points: ["rises fast"]),
            ])
        #expect(model.requests.count == 1 && result.failure.isEmpty)
        let request = try #require(model.requests.first)
        #expect(
            request.tools.isEmpty && request.text.contains("2.2 Signs of Trouble\n- A grey skin is harmless.\n- Pink"))
        #expect(!request.text.contains("[1#2]") && !request.text.contains("Feeding Times"))
    }

    @Test func withoutAModelCodeTakesFirstSentences() async throws {
        let expected = [
            WrittenBriefs.Matter(section: "a2", brief: "A grey skin is harmless.", points: ["Pink streaks are not."])
        ]
        let without = try await result(nil)
        #expect(without.matters.prefix(1) == expected[...])
        #expect(without.copied == without.matters.count { !$0.brief.isEmpty })
        let small = ScriptedModel(tier: .small, texts: [])
        #expect(try await result(small).matters == without.matters && small.requests.isEmpty)
    }

    @Test(arguments: ["nothing", "{}", #"{"sections":[]}"#]) func aPoorAnswerIsMadeUpForByCode(answer: String)
        async throws
    {
        let poor = try await result(ScriptedModel(texts: [answer, answer, answer]))
        #expect(try await poor.matters == result(nil).matters)
    }
}
