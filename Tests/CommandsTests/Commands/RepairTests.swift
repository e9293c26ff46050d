import Chains
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands

/// `:write --repair`: only the later of two sections that tell the same is written anew.
@Suite struct RepairTests {
    private static let bees =
        "Worker bees collect nectar from flowers and carry it to the hive, where enzymes turn it into honey."
    private static let beesAgain =
        "In the hive, enzymes turn the nectar that worker bees have collected from flowers into honey."
    private static let texts = [
        "1": "Sailors reef the canvas when a storm darkens the horizon.", "2.1": bees,
        "2.2": "A baker kneads dough from flour and water, and yeast raises it.", "3": beesAgain,
        "4": "Masons set granite blocks into lime mortar and wait for it.",
    ]

    private func workspace(mending: String) throws -> TestWorkspace {
        let models = ScriptedSupply { request in
            let isRepair = request.messages.last?.text.contains("tells again") == true
            return .text(isRepair ? mending : Self.texts[request.section] ?? "")
        }
        return try TestWorkspace(Posts.outlined, models: models)
    }

    @Test func theLaterSectionIsRewrittenWithTheClashInThePrompt() async throws {
        let workspace = try workspace(mending: "Pipelines run at night and report by letter in the morning.")
        try await workspace.run(":write --repair")
        #expect(workspace.models.requests.map(\.section) == ["2.1", "2.2", "3", "1", "4", "3"])
        let asked = try #require(workspace.models.requests.last?.messages.last?.text)
        #expect(asked.contains("section 2.1, \"Files and folders\""))
        #expect(asked.contains(Self.beesAgain))
        #expect(workspace.session.text("pipelines") == "Pipelines run at night and report by letter in the morning.")
        #expect(workspace.session.text("files") == Self.bees)
        let section = try #require(workspace.session.outline["pipelines"])
        #expect(section.versions.map(\.text) == [Self.beesAgain, section.text?.text])
        #expect(section.text?.origin == .rewritten)
        #expect(section.text?.instruction == "said in 2.1: refer, don't retell")
        #expect(workspace.interface.notes == ["Repairing: 3 Pipelines that run retells 2.1 Files and folders."])
        // One undo takes the repair back, and nothing else.
        try await workspace.run(":undo")
        #expect(workspace.session.text("pipelines") == Self.beesAgain)
        #expect(workspace.session.text("files") == Self.bees)
    }

    @Test func withoutTheOptionItIsOnlyNamed() async throws {
        let workspace = try workspace(mending: "")
        try await workspace.run(":write")
        #expect(workspace.models.requests.count == 5)
        #expect(workspace.session.text("pipelines") == Self.beesAgain)
        #expect(
            workspace.interface.notes == [
                "3 Pipelines that run retells 2.1 Files and folders: `:write --repair` rewrites the later ones."
            ])
    }

    @Test func afterARoundThatDidNotHelpItIsLeftAndNamed() async throws {
        let workspace = try workspace(mending: Self.beesAgain + " So it is.")
        try await workspace.run(":write --repair")
        #expect(workspace.models.requests.map(\.section).filter { $0 == "3" }.count == 2)
        #expect(workspace.interface.notes.count == 2)
        #expect(workspace.interface.notes.last?.hasSuffix("rewrites the later ones.") == true)
        #expect(workspace.session.text("files") == Self.bees)
    }

    @Test func aLockedSectionIsNotTouched() async throws {
        var post = Posts.outlined
        for index in post.outline.sections.indices where post.outline.sections[index].id == "pipelines" {
            post.outline.sections[index].locked = true
        }
        let models = ScriptedSupply { .text(Self.texts[$0.section] ?? "") }
        let workspace = try TestWorkspace(post, models: models)
        try await workspace.run(":write --repair")
        #expect(workspace.models.requests.filter { $0.section == "3" }.count <= 1)
        #expect(workspace.interface.notes.filter { $0.hasPrefix("Repairing:") } == [])
    }

    @Test func aFinishedPostIsRepairedToo() async throws {
        let workspace = try workspace(mending: "Pipelines run at night and report by letter in the morning.")
        try await workspace.run(":write")
        let before = workspace.models.requests.count
        try await workspace.run(":write --repair")
        #expect(workspace.models.requests.count == before + 1)
        #expect(Retelling.all(in: workspace.session).isEmpty)
    }

    /// Of ten sections that all retell the first, half as many calls as there are sections are made in all.
    @Test func atMostHalfAsManyCallsAsSectionsAreMade() async throws {
        var post = Posts.outlined
        post.outline = Outline((1...10).map { Section(id: "s\($0)", title: "Part \($0)", words: 20) })
        let models = ScriptedSupply { request in
            .text(request.messages.last?.text.contains("tells again") == true ? Self.beesAgain : Self.bees)
        }
        let workspace = try TestWorkspace(post, models: models)
        try await workspace.run(":write")
        let before = workspace.models.requests.count
        try await workspace.run(":write --repair")
        #expect(workspace.models.requests.count - before == 5)
    }

    /// A sentence that defines again is mended alone, without the rest of its section.
    @Test func aSingleSentenceIsMended() async throws {
        let texts = [
            "1": "Yeast is a fungus that feeds on sugar. Sailors reef the canvas when a storm darkens the horizon.",
            "2.1": Self.bees, "2.2": "A baker kneads dough from flour and water, and waits.",
            "3": "Yeast is the organism that raises a loaf. Masons set granite blocks into lime mortar.",
            "4": "Painters grind ochre with oil.",
        ]
        let models = ScriptedSupply { request in
            let asked = request.messages.last?.text ?? ""
            return .text(asked.contains("Fault: it defines") ? "1. It also raises beer." : texts[request.section] ?? "")
        }
        let workspace = try TestWorkspace(Posts.outlined, models: models)
        try await workspace.run(":write --repair")
        #expect(
            workspace.session.text("pipelines") == "It also raises beer. Masons set granite blocks into lime mortar.")
        #expect(workspace.interface.notes == ["Repairing: 3 Pipelines that run defines \"Yeast\" again."])
        #expect(workspace.session.text("opening") == texts["1"])
    }
}
