import Manuscript
import Testing

@testable import Chains

/// Instructions about the outline that code reads, so that a small model cannot lose a section.
struct OutlineInstructionTests {
    private let outline = Posts.session().outline

    /// The titles of an instruction's outline, those below others in brackets; nil where it is not plain.
    private func titles(_ instruction: String) -> String? {
        OutlineInstruction(instruction).applied(to: outline).map(text)
    }

    private func text(_ draft: OutlineDraft) -> String {
        func text(_ nodes: [OutlineDraft.Node]) -> String {
            nodes.map { $0.title + ($0.children.isEmpty ? "" : " (\(text($0.children)))") }.joined(separator: ", ")
        }
        return text(draft.nodes)
    }

    private static let whole = "The Starter (Feeding Times, Signs of Trouble), Thin Air, The Oven"

    @Test(arguments: [
        ("add a section on costs", "Why Bother, \(whole), Costs, Next Loaves"),
        (
            "Please add a new section about flour and water at the end.",
            "Why Bother, \(whole), Flour and water, Next Loaves"
        ),
        (
            "add a section on costs before the oven",
            "Why Bother, \(whole.replacing("The Oven", with: "Costs, The Oven")), Next Loaves"
        ),
        (
            "insert a section called \"Salt\" after 2.1",
            "Why Bother, \(whole.replacing("Times", with: "Times, Salt")), Next Loaves"
        ),
        ("add a chapter on yeast at the beginning", "Why Bother, Yeast, \(whole), Next Loaves"),
        ("remove section 3", "Why Bother, The Starter (Feeding Times, Signs of Trouble), The Oven, Next Loaves"),
        (
            "drop the section on the oven",
            "Why Bother, The Starter (Feeding Times, Signs of Trouble), Thin Air, Next Loaves"
        ),
        ("delete 3 and 4", "Why Bother, The Starter (Feeding Times, Signs of Trouble), Next Loaves"),
        ("remove the conclusion", "Why Bother, \(whole)"),
        (
            "move the oven before thin air",
            "Why Bother, The Starter (Feeding Times, Signs of Trouble), The Oven, Thin Air, Next Loaves"
        ),
        (
            "move 2.1 to the end",
            "Why Bother, The Starter (Signs of Trouble), Thin Air, The Oven, Feeding Times, Next Loaves"
        ),
        (
            "rename thin air to Life on a Mountain",
            "Why Bother, \(whole.replacing("Thin Air", with: "Life on a Mountain")), Next Loaves"
        ),
        (
            "remove thin air and add a section on salt",
            "Why Bother, The Starter (Feeding Times, Signs of Trouble), The Oven, Salt, Next Loaves"
        ),
    ])
    func plainRequestsAreRead(instruction: String, titles: String) { #expect(self.titles(instruction) == titles) }

    @Test(arguments: [
        "make it more practical", "add more examples", "remove section 9", "remove bees", "move the oven",
        "move 2 before 2.1", "rename the oven", "add a section on costs and make 2 shorter or drop it",
        "remove everything",
        "remove 1, 2, 3, 4 and 5", "", "drop the boring parts",
    ])
    func unclearInstructionsAreLeftToTheModel(instruction: String) { #expect(titles(instruction) == nil) }

    @Test func unchangedSectionsKeepTheirID() throws {
        let draft = try #require(OutlineInstruction("move 3 to the end").applied(to: outline))
        #expect(draft.nodes.map(\.id) == ["in", "a", "c", "b", "out"])
        #expect(draft.nodes[1].children.map(\.id) == ["a1", "a2"])
    }

    @Test func aModelsListOnlyAddsAndDropsWhatTheInstructionNames() {
        let list = ["Thin Air", "The Price of Flour", "Football"]
        func allowed(_ instruction: String) -> String {
            text(OutlineInstruction(instruction).allowed(of: list, in: outline))
        }
        #expect(
            allowed("something about flour with prices") == "Why Bother, \(Self.whole), The Price of Flour, Next Loaves"
        )
        #expect(
            allowed("without the oven")
                == "Why Bother, The Starter (Feeding Times, Signs of Trouble), Thin Air, Next Loaves")
        #expect(allowed("shorter") == "Why Bother, \(Self.whole), Next Loaves")
        #expect(text(OutlineInstruction("no oven, more flour").allowed(of: [], in: outline)).contains("Thin Air, Next"))
    }

    @Test func noRevisionOfASmallModelLosesASection() async throws {
        let session = Posts.session()
        let ids = Set(session.outline.entries.map(\.section.id))
        for instruction in ["add a section on costs", "make it lively", "more on costs", "put the oven first"] {
            let model = ScriptedModel(tier: .small, texts: [#"{"titles":["Costs","Football"]}"#])
            let draft = try await OutlineChain(model: model, session: session).revision(instruction).draft
            var revised = session
            for edit in try session.edits(revisingTo: draft) { revised = try revised.applying(edit).session }
            #expect(ids.isSubset(of: revised.outline.entries.map(\.section.id)))
            #expect(!revised.outline.entries.contains { $0.section.title == "Football" })
            #expect(revised.outline.entries.contains { $0.section.title == "Costs" } == instruction.contains("costs"))
        }
    }

    @Test func aPlainInstructionNeedsNoModel() async throws {
        let model = ScriptedModel(tier: .small, texts: ["nonsense"])
        _ = try await OutlineChain(model: model, session: Posts.session()).revision("add a section on costs")
        #expect(model.requests.isEmpty)
    }
}
