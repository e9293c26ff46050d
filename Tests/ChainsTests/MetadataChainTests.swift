import Manuscript
import Testing

@testable import Chains

@Suite struct MetadataChainTests {
    private func proposal(_ model: ScriptedModel) async throws -> PostMetadata? {
        let session = Posts.session(written: ["b": "Air is thin up here. Dough rises faster."])
        return try await MetadataChain(model: model, session: session).proposal().metadata
    }

    @Test(arguments: [
        #"{"title":"Thin air","description":"Why dough rises.","tags":["bread","air"],"slug":"thin-air"}"#,
        "Here you are:\n**Title:** Thin air\n- Description: Why dough rises.\nTags: bread,air\nSlug: thin-air",
    ])
    func anAnswerIsReadAsItCame(answer: String) async throws {
        let model = ScriptedModel(texts: [answer])
        let found = try #require(try await proposal(model))
        #expect(found.title == "Thin air" && found.description == "Why dough rises.")
        #expect(found.tags == ["bread", "air"] && found.slug == "thin-air")
        let request = try #require(model.requests.first)
        #expect(request.tools.isEmpty && request.text.contains("3 Thin Air\n- Air is thin up here."))
    }

    @Test(arguments: ["", "{}", "I cannot do that.", "[1,2]"]) func nothingUsableIsNothing(answer: String) async throws
    {
        #expect(try await proposal(ScriptedModel(texts: [answer, answer])) == nil)
    }

    @Test func aSmallModelIsNotAsked() async throws {
        let model = ScriptedModel(tier: .small, texts: ["{}"])
        #expect(try await proposal(model) == nil && model.requests.isEmpty)
    }
}
