import Manuscript
import Testing

@testable import Chains

/// An outline is changed one section at a time, and every id stays.
struct OutlineTreeTests {
    private let outline = Posts.session().outline
    private var tree: OutlineTree { OutlineTree(outline) }

    private func ids(_ tree: OutlineTree) -> [String] {
        func ids(_ nodes: [OutlineDraft.Node]) -> [String] { nodes.flatMap { [$0.id ?? "new"] + ids($0.children) } }
        return ids(tree.draft.nodes)
    }

    @Test(arguments: [
        ("2", ["a"]), ("2.1", ["a1"]), ("section 2.2", ["a2"]), ("the first", ["in"]), ("the last one", ["out"]),
        ("introduction", ["in"]), ("the conclusion", ["out"]), ("Thin Air", ["b"]), ("the section on the oven", ["c"]),
        ("the oven chapter", ["c"]), ("3 and 4", ["b", "c"]), ("2.1, 3, and The Oven", ["a1", "b", "c"]),
    ])
    func namesAreRead(words: String, expected: [String]) { #expect(tree.ids(words) == expected) }

    @Test(arguments: ["9", "2.9", "the moon", "3 and the moon", "3 and 3", "", "the"])
    func unknownNamesAreNil(words: String) { #expect(tree.ids(words) == nil) }

    @Test func placesAreRead() {
        #expect(tree.spot("at the end") == .end && tree.spot("at the beginning") == .start)
        #expect(tree.spot("after 2.1") == .after("a1") && tree.spot("before the oven") == .before("c"))
        #expect(tree.spot("after the moon") == nil && tree.spot("somewhere") == nil)
    }

    @Test func newSectionsStandBetweenIntroductionAndConclusion() {
        var tree = tree
        tree.add("Salt", .start)
        tree.add("Steam", .end)
        tree.add("Stones", .after("a1"))
        #expect(ids(tree) == ["in", "new", "a", "a1", "new", "a2", "b", "c", "new", "out"])
        #expect(tree.draft.nodes[2].children[1].title == "Stones")
    }

    @Test func takingAndPuttingMovesASectionWithItsSubsections() throws {
        var tree = tree
        let taken = tree.take("a")
        let starter = try #require(taken)
        #expect(starter.children.map(\.id) == ["a1", "a2"] && ids(tree) == ["in", "b", "c", "out"])
        tree.put(starter, .after("b"))
        #expect(ids(tree) == ["in", "b", "a", "a1", "a2", "c", "out"])
        let nothing = tree.take("moon")
        #expect(nothing == nil)
    }

    @Test func renamingChangesOneTitle() {
        var tree = tree
        tree.rename("a2", "Mould")
        #expect(tree.draft.nodes[1].children[1].title == "Mould" && ids(tree) == ids(self.tree))
    }

    @Test func belowMeansWithin() {
        #expect(tree.isBelow("a1", "a") && !tree.isBelow("b", "a") && !tree.isBelow("a", "a1"))
    }
}
