import Manuscript
import Testing

@testable import Chains

/// A model names the tone and the audience of a text.
struct StyleChainTests {
    private func words(_ model: ScriptedModel, _ text: String = "Bread is dry.") async throws -> [String] {
        let found = try await StyleChain(model: model).words(of: text)
        return [found.tone, found.audience]
    }

    @Test(arguments: [ModelProfile.Tier.large, .medium])
    func toneAndAudienceComeFromOneCall(tier: ModelProfile.Tier) async throws {
        let model = ScriptedModel(tier: tier, texts: [#"{"tone":"dry, **plain**","audience":"home bakers"}"#])
        #expect(try await words(model) == ["dry, **plain**", "home bakers"])
        #expect(model.requests.count == 1)
    }

    @Test func aSmallModelIsNotAsked() async throws {
        let model = ScriptedModel(tier: .small, texts: ["{}"])
        #expect(try await words(model) == ["", ""])
        #expect(model.requests.isEmpty)
    }

    @Test(arguments: [
        "{}", "no JSON", #"{"tone":3,"audience":[]}"#, #"{"tone":"\#(String(repeating: "x", count: 121))"}"#,
    ])
    func uselessAnswersAreEmpty(answer: String) async throws {
        #expect(try await words(ScriptedModel(texts: [answer])) == ["", ""])
    }

    @Test func onlyTheBeginningOfALongTextIsShown() async throws {
        let model = ScriptedModel(texts: [#"{"tone":"dry","audience":"bakers"}"#])
        _ = try await words(model, String(repeating: "a", count: 5999) + "bc")
        let text = try #require(model.requests.first?.text)
        #expect(text.contains("ab\n") && !text.contains("abc"))
    }
}
