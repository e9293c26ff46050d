import Manuscript
import Platform
import Testing

@testable import Chains

/// Small and medium models get their outline from several drafts of its titles.
struct DraftedOutlineTests {
    private static let own = ["Feeding the Starter", "Shaping the Loaf", "Heating the Oven", "Slicing It"]

    private func json(_ titles: [String]) -> String {
        "{\"titles\":[" + titles.map { "\"\($0)\"" }.joined(separator: ",") + "]}"
    }

    private func outline(
        _ model: ScriptedModel, count: Int?, words: Int? = nil
    ) async throws -> (titles: [String], result: OutlineChain.Result) {
        var session = Session(name: "post", topic: "How to bake bread", at: Date(timeIntervalSince1970: 0), id: "s")
        session.style.words = words
        let result = try await DraftedOutline(model: model, session: session, sectionCount: count).outline()
        return (result.draft.nodes.map(\.title), result)
    }

    @Test(arguments: [ModelProfile.Tier.small, .medium])
    func theModelsTitlesAreTheOutline(tier: ModelProfile.Tier) async throws {
        let model = ScriptedModel(tier: tier, texts: [json(Self.own)])
        let (titles, result) = try await outline(model, count: 4, words: 800)
        #expect(titles == Self.own && !result.isTemplate)
        // A small model's titles count only if several lists agree; one good list of a medium model is enough.
        #expect(model.requests.count == (tier == .small ? 3 : 1))
        #expect(result.usage.calls == model.requests.count)
        #expect(result.draft.nodes.allSatisfy { $0.points.isEmpty == (tier == .medium) })
    }

    @Test func aTemplateFillsOnlyWhatIsMissing() async throws {
        let (titles, result) = try await outline(ScriptedModel(tier: .small, texts: [json(Self.own)]), count: 7)
        #expect(result.isTemplate && titles.count == 7 && Set(titles).count == 7)
        #expect(Self.own.allSatisfy(titles.contains))
        #expect(titles.first == OutlineTemplate.opening.title && titles.last == OutlineTemplate.closing.title)
    }

    @Test func draftsAreDrawnWithOtherSeedsUntilThereAreEnoughTitles() async throws {
        let lists = [["Feeding the Starter"], ["Shaping the Loaf"], ["Heating the Oven"], ["Slicing It"]]
        let model = ScriptedModel(tier: .medium, texts: lists.map(json))
        let (titles, result) = try await outline(model, count: 4, words: 800)
        #expect(Set(titles) == Set(Self.own) && !result.isTemplate)
        #expect(model.requests.count == 4)
        #expect(Set(model.requests.map(\.sampling.seed)).count == 4)
    }

    @Test func aLongSectionIsDividedOnlyInTwo() async throws {
        let below = [["Wild Yeast", "Flour and Water"], ["Folding", "Resting"]]
        let model = ScriptedModel(tier: .medium) { request, _ in
            let text = request.text
            let place = text.contains("Shaping the Loaf (") ? 0 : text.contains("Heating the Oven (") ? 1 : nil
            return [.say(json(place.map { below[$0] } ?? Self.own)), .finish()]
        }
        let (titles, result) = try await outline(model, count: 4, words: 1600)
        #expect(titles == Self.own)
        #expect(result.draft.nodes.map { $0.children.map(\.title) } == [[], below[0], below[1], []])
    }

    @Test func aSectionIsWholeIfTheModelHasOneSubtitleForIt() async throws {
        let model = ScriptedModel(tier: .medium) { request, _ in
            [.say(json(request.text.contains("(How to bake bread)") ? ["Wild Yeast"] : Self.own)), .finish()]
        }
        let (_, result) = try await outline(model, count: 4, words: 1600)
        #expect(result.draft.nodes.allSatisfy { $0.children.isEmpty })
    }

    @Test func seedsDiffer() {
        let seeds = (0..<200).flatMap { seed in (0..<20).map { SmallSeed.of(seed, draw: $0) } }
        #expect(Set(seeds).count == seeds.count && seeds.allSatisfy { (0..<0x7FFF_FFFF).contains($0) })
        #expect((0..<0x7FFF_FFFF).contains(SmallSeed.of(.min, draw: 9)))
        #expect((0..<0x7FFF_FFFF).contains(SmallSeed.of(.max, draw: 9)))
    }
}
