import Manuscript
import Testing

@testable import Chains

/// The sections that a small model's outline rests on.
struct OutlineTemplateTests {
    private static let topics = ["What is data engineering?", "How to keep bees", "Why rivers meander", "Bread", ""]

    @Test(arguments: topics)
    func thereAreAsManyAsRequestedEachOnce(topic: String) {
        for count in 0...18 {
            let sections = OutlineTemplate.sections(for: topic, count: count, seed: count)
            #expect(sections.count == count && Set(sections.map(\.title)).count == count)
        }
    }

    @Test(arguments: topics)
    func everyPointHasOneOwner(topic: String) {
        let nodes =
            [
                OutlineTemplate.opening, OutlineTemplate.closing, OutlineTemplate.node(titled: "Yeast"),
                OutlineTemplate.node(titled: "Salt"),
            ] + OutlineTemplate.sections(for: topic, count: 18, seed: 1)
        let points = nodes.flatMap(\.points)
        #expect(Set(points).count == points.count)
        for node in nodes { #expect(!node.brief.isEmpty && (2...5).contains(node.points.count)) }
    }

    @Test(arguments: topics)
    func theSeedChoosesAndTheFirstStays(topic: String) {
        let choices = (0..<12).map { OutlineTemplate.sections(for: topic, count: 4, seed: $0).map(\.title) }
        #expect(Set(choices).count > 4)
        #expect(Set(choices.map(\.first)).count == 1)
        let again = (0..<12).map { OutlineTemplate.sections(for: topic, count: 4, seed: $0).map(\.title) }
        #expect(choices == again)
    }

    @Test func everyLeafOfASmallModelsOutlineHasBriefAndPoints() async throws {
        let titles = #"{"titles":["Feeding the Starter","Shaping the Loaf","Heating the Oven","Slicing It"]}"#
        for words in [700, 3600] {
            let model = ScriptedModel(tier: .small, texts: [titles])
            var session = Posts.session()
            session.style.words = words
            let draft = try await OutlineChain(model: model, session: session).outline().draft
            let leaves = draft.sections(words: words).flatMap(\.subtree).filter(\.isLeaf)
            for leaf in leaves { #expect(!leaf.brief.isEmpty && (2...5).contains(leaf.points.count)) }
            #expect(Set(leaves.flatMap(\.points)).count == leaves.flatMap(\.points).count)
        }
    }

    @Test func anotherSeedDrawsAgain() async throws {
        var drawn: [[Int?]] = []
        for seed in [1, 2, 1] {
            let model = ScriptedModel(tier: .small, texts: [#"{"titles":["Feeding"]}"#])
            _ = try await OutlineChain(model: model, session: Posts.session(), sampling: .init(seed: seed)).outline()
            drawn.append(model.requests.map(\.sampling.seed))
        }
        #expect(drawn[0] == drawn[2] && Set(drawn[0]).isDisjoint(with: drawn[1]))
    }

    @Test func seedsStayWithin31Bits() {
        for seed in [0, 1, 7, Int(Int32.max), -5] {
            for draw in [0, 1, 5000] { #expect((0..<0x7FFF_FFFF).contains(SmallSeed.of(seed, draw: draw))) }
        }
        #expect(Set((0..<50).flatMap { seed in (0..<50).map { SmallSeed.of(seed, draw: $0) } }).count == 2500)
    }
}
