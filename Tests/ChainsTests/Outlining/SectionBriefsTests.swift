import Manuscript
import Platform
import SeededRandom
import Testing

@testable import Chains

/// Every leaf gets a brief and points, and no point is in two sections.
@Suite(.timeLimit(.minutes(5)))
struct SectionBriefsTests {
    private static let bare = #"{"sections":[{"title":"A"},{"title":"B","subsections":["C","D"]},"E"]}"#
    private static let briefs = #"""
        {"sections": [
          {"number": "1", "brief": "Of ants.", "points": ["ants dig", "bees fly"]},
          {"number": "2.1", "brief": "Of cats.", "points": ["cats climb", "ants dig"]},
          {"number": "2", "brief": "Of B.", "points": ["never asked for"]},
          {"number": "2.2", "brief": "Of dogs.", "points": ["dogs run", "Dogs run!", "eels swim"]},
          {"number": 3, "brief": "Of frogs.", "points": ["frogs leap", "geese sail", "a", "b", "c", "d"]}
        ]}
        """#

    private func outline(_ model: ScriptedModel) async throws -> OutlineChain.Result {
        let session = Session(name: "n", topic: Posts.topic, at: Date(timeIntervalSince1970: 0))
        return try await OutlineChain(model: model, session: session).outline()
    }

    /// The numbers that each request asks about, in the order of the post.
    private func asked(_ model: ScriptedModel) -> [[String]] {
        model.requests.map(LargeOutlineTests.wanted).sorted { $0.joined() < $1.joined() }
    }

    @Test func missingBriefsAreRequestedSectionBySection() async throws {
        let model = ScriptedModel(texts: [Self.bare, Self.briefs])
        let result = try await outline(model)
        #expect(asked(model) == [[], ["1"], ["2.1", "2.2"], ["3"]] && result.usage.calls == 4)
        let task = try #require(model.requests.last?.messages.last?.text)
        #expect(task.contains("1 A\n2 B\n  2.1 C\n  2.2 D\n3 E"))
        let nodes = result.draft.nodes
        #expect(nodes.map(\.brief) == ["Of ants.", "", "Of frogs."])
        #expect(nodes[1].children.map(\.brief) == ["Of cats.", "Of dogs."])
        #expect(nodes[0].points == ["ants dig", "bees fly"])
        #expect(nodes[1].points.isEmpty, "a heading has no points of its own")
        #expect(nodes[1].children.map(\.points) == [["cats climb"], ["dogs run", "eels swim"]])
        #expect(nodes[2].points.count == 5)
    }

    @Test func existingBriefsStay() async throws {
        let partly =
            #"{"sections":[{"title":"A","brief":"Mine.","points":["x-rays"]},{"title":"B","brief":"Yours.","points":["p one","q two"]}]}"#
        let answer = #"{"sections":[{"number":"1","brief":"Other.","points":["other point"]}]}"#
        let model = ScriptedModel(texts: [partly, answer])
        let result = try await outline(model)
        #expect(result.draft.nodes.map(\.brief) == ["Mine.", "Yours."])
        #expect(result.draft.nodes.map(\.points) == [["x-rays"], ["p one", "q two"]])
        #expect(asked(model) == [[], ["1"], ["1"]], "a section that lacks nothing is not asked about")
    }

    @Test func briefsWithoutNumbersCountInOrder() async throws {
        let answer = #"[{"brief":"Of cats.","points":["p","q"]},{"brief":"Of dogs.","points":["r","s"]}]"#
        let result = try await outline(ScriptedModel(texts: [Self.bare, answer]))
        #expect(result.draft.nodes[1].children.map(\.brief) == ["Of cats.", "Of dogs."])
        #expect(result.draft.nodes.map(\.brief) == ["", "", ""], "two answers to one question are none")
    }

    @Test func aModelThatSendsNoneCostsNoOutline() async throws {
        let result = try await outline(ScriptedModel(texts: [Self.bare, "I cannot.", "No."]))
        #expect(result.draft.nodes.map(\.title) == ["A", "B", "E"])
        #expect(result.draft.nodes.allSatisfy { $0.brief.isEmpty && $0.points.isEmpty })
        #expect(!result.briefless.isEmpty)
    }

    @Test(arguments: 0..<200)
    func eachPointIsOwnedOnce(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = ["storage", "1", "2", "costs", "tables", "files", "of", "the", "streams", "joins", "données", "数据"]
        func point() -> String {
            (0..<Int.random(in: 0...4, using: &generator)).map { _ in words.randomElement(using: &generator) ?? "" }
                .joined(separator: " ")
        }
        func node(_ depth: Int) -> OutlineDraft.Node {
            let children = depth < 3 && Bool.random(using: &generator) ? (0..<2).map { _ in node(depth + 1) } : []
            return .init(
                title: "T", points: (0..<Int.random(in: 0...8, using: &generator)).map { _ in point() },
                children: children)
        }
        let draft = OutlineDraft((0..<4).map { _ in node(1) })
        let owned = draft.owningPointsOnce()
        func leaves(_ nodes: [OutlineDraft.Node]) -> [OutlineDraft.Node] {
            nodes.flatMap { $0.children.isEmpty ? [$0] : leaves($0.children) }
        }
        let points = leaves(owned.nodes).flatMap(\.points).map { ContentWords.matter(of: $0) }.filter { !$0.isEmpty }
        #expect(Set(points).count == points.count)
        #expect(leaves(owned.nodes).allSatisfy { $0.points.count <= 5 })
        #expect(owned.owningPointsOnce() == owned)
        #expect(
            owned.sections(words: 900).flatMap(\.subtree).count(where: \.isLeaf)
                == draft.sections(words: 900).flatMap(\.subtree).count(where: \.isLeaf))
    }
}
