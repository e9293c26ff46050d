import Manuscript
import SeededRandom
import Testing

/// Drafts become sections with roles and budgets, and points have one owner.
struct OutlineDraftTests {
    private func node(_ title: String, _ points: [String] = [], words: Int? = nil, _ children: [OutlineDraft.Node] = [])
        -> OutlineDraft.Node
    {
        OutlineDraft.Node(title: title, points: points, words: words, children: children)
    }

    @Test(arguments: ["## 2.3 Bread\nand more", "  Bread  ", "Bread\r\n", "**Bread**", "", "日本語\u{2028}"])
    func aTitleIsOneCleanLine(title: String) {
        #expect(node(title).title == Prose.title(title))
        #expect(!node(title).title.contains { $0.isNewline })
    }

    @Test func edgesHaveRolesFromThreeSectionsOn() {
        let two = OutlineDraft([node("A"), node("B")]).sections(words: 500)
        #expect(two.map(\.role) == [nil, nil])
        let three = OutlineDraft([node("A"), node("B"), node("C")]).sections(words: 500)
        #expect(three.map(\.role) == [.introduction, nil, .conclusion])
        let parent = OutlineDraft([node("A", [], [node("A1")]), node("B"), node("C")]).sections(words: 500)
        #expect(parent.map(\.role) == [nil, nil, .conclusion])
    }

    @Test func everyLeafGetsABudgetAndAHeadingGetsNone() {
        let draft = OutlineDraft([node("A"), node("B", [], [node("B1", words: 70), node("B2")]), node("C")])
        let sections = draft.sections(words: 1000)
        #expect(sections[1].words == nil)
        #expect(sections[1].children.first?.words == 70)
        #expect(sections[0].words == sections[2].words)
    }

    /// Budgets are rounded to tens and 40 or more; apart from that, they add up to the post's.
    @Test(arguments: 0..<20) func budgetsAddUp(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let nodes = (0..<Int.random(in: 1...12, using: &random)).map { index in
            node("T\(index)", (0..<Int.random(in: 0...8, using: &random)).map { "p\($0)" })
        }
        for words in [0, 1, 39, 400, 5000, 1_000_000] {
            let budgets = OutlineDraft(nodes).sections(words: words).compactMap(\.words)
            #expect(budgets.count == nodes.count)
            #expect(budgets.allSatisfy { $0 >= 40 && $0 % 10 == 0 })
            guard words >= 5000 else { continue }
            #expect(abs(budgets.reduce(0, +) - words) <= 5 * nodes.count)
        }
    }

    @Test func morePointsWeighMore() {
        let sections = OutlineDraft([node("A", ["a"]), node("B", ["a", "b", "c"]), node("C", (0..<9).map { "\($0)" })])
            .sections(words: 3000)
        let middle = OutlineDraft([node("A"), node("B", ["a", "b", "c", "d"]), node("C", ["x"]), node("D")])
            .sections(words: 3000)
        #expect(sections[0].words == sections[2].words)
        #expect((middle[1].words ?? 0) > (middle[2].words ?? 0))
    }

    @Test func aPointHasOneOwner() {
        let draft = OutlineDraft([
            node("A", ["Raw files in cheap storage", "Phase 1"]),
            node("B", ["cheap storage of raw files", "Phase 2", "phase 1!"]),
        ]).owningPointsOnce()
        #expect(draft.nodes.map(\.points) == [["Raw files in cheap storage", "Phase 1"], ["Phase 2"]])
    }

    @Test func pointsOfStopWordsAreComparedAsText() {
        let draft = OutlineDraft([node("A", ["Why?", "Why?", "How?", ""]), node("B", ["Why?"])]).owningPointsOnce()
        #expect(draft.nodes.map(\.points) == [["Why?", "How?", ""], ["Why?"]])
    }

    @Test func aSectionKeepsFewPointsAndAHeadingNone() {
        let many = (0..<9).map { "matter number\($0)" }
        let draft = OutlineDraft([node("A", many), node("B", ["lost"], [node("C", ["lost"])])])
        #expect(draft.owningPointsOnce().nodes[0].points == Array(many.prefix(5)))
        #expect(draft.owningPointsOnce(most: 0).nodes[0].points == [])
        let heading = draft.owningPointsOnce().nodes[1]
        #expect(heading.points == [] && heading.children[0].points == ["lost"])
        #expect(draft.owningPointsOnce().owningPointsOnce() == draft.owningPointsOnce())
    }
}
