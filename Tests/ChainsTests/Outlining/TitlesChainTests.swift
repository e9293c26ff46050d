import Manuscript
import Testing

@testable import Chains

/// A model proposes other titles for a section.
struct TitlesChainTests {
    private func titles(_ model: ScriptedModel) async throws -> [String] {
        let session = Posts.session()
        return try await TitlesChain(model: model, session: session, entry: try session.entry("b")).titles().titles
    }

    @Test func threeTitlesWithoutNumbersAndMarkupAreKept() async throws {
        let model = ScriptedModel(
            texts: [Self.json(["1. Why Dough Sinks", "**Pressure Drops**", "What Boils First?", "Four"])])
        #expect(try await titles(model) == ["Why Dough Sinks", "Pressure Drops", "What Boils First?"])
    }

    @Test func titlesOfThePostAreLeftOut() async throws {
        let model = ScriptedModel(texts: [Self.json(["The Oven", "thin air", "Pressure Drops", "Pressure drops!"])])
        #expect(try await titles(model) == ["Pressure Drops"])
    }

    @Test(arguments: ["{}", json(["Thin Air"]), "no JSON"])
    func withoutANewTitleTheAnswerIsRefused(answer: String) async {
        await #expect(throws: ChainError.unreadable(what: "the titles of section 3", model: "scripted-1")) {
            _ = try await titles(ScriptedModel(texts: [answer]))
        }
    }

    @Test(arguments: [ModelProfile.Tier.small, .medium])
    func smallerModelsTitlesAreChosenByCode(tier: ModelProfile.Tier) async throws {
        let list = Self.json(["Pressure and Steam", "Boiling Points", "Drier Crumbs", "Sourdough at Altitude"])
        let found = try await titles(ScriptedModel(tier: tier, texts: [list]))
        #expect(found == ["Pressure and Steam", "Boiling Points", "Drier Crumbs"])
    }

    private static func json(_ titles: [String]) -> String {
        "{\"titles\":[" + titles.map { "\"\($0)\"" }.joined(separator: ",") + "]}"
    }
}
