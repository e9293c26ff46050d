import Chains
import Manuscript
import Platform
import Testing

@testable import Workbench

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

    private func desk(mending: String) throws -> TestDesk {
        let models = ScriptedSupply { request in
            let isRepair = request.messages.last?.text.contains("tells again") == true
            return .text(isRepair ? mending : Self.texts[request.section] ?? "")
        }
        return try TestDesk(Posts.outlined, models: models)
    }

    @Test func theLaterOneIsWrittenAnewWithTheClashBeforeIt() async throws {
        let desk = try desk(mending: "Pipelines run at night and report by letter in the morning.")
        try await desk.run(":write --repair")
        #expect(desk.models.requests.map(\.section) == ["2.1", "2.2", "3", "1", "4", "3"])
        let asked = try #require(desk.models.requests.last?.messages.last?.text)
        #expect(asked.contains("section 2.1, \"Files and folders\""))
        #expect(asked.contains(Self.beesAgain))
        #expect(desk.session.text("pipelines") == "Pipelines run at night and report by letter in the morning.")
        #expect(desk.session.text("files") == Self.bees)
        let section = try #require(desk.session.outline["pipelines"])
        #expect(section.versions.map(\.text) == [Self.beesAgain, section.text?.text])
        #expect(section.text?.origin == .rewritten)
        #expect(section.text?.instruction == "said in 2.1: refer, don't retell")
        #expect(desk.stage.notes == ["Mends 3 Pipelines that run retells 2.1 Files and folders."])
        // One undo takes the repair back, and nothing else.
        try await desk.run(":undo")
        #expect(desk.session.text("pipelines") == Self.beesAgain)
        #expect(desk.session.text("files") == Self.bees)
    }

    @Test func withoutTheOptionItIsOnlyNamed() async throws {
        let desk = try desk(mending: "")
        try await desk.run(":write")
        #expect(desk.models.requests.count == 5)
        #expect(desk.session.text("pipelines") == Self.beesAgain)
        #expect(
            desk.stage.notes == [
                "3 Pipelines that run retells 2.1 Files and folders: `:write --repair` has the later ones written anew."
            ])
    }

    @Test func afterTwoRoundsItIsLeftAndNamed() async throws {
        let desk = try desk(mending: Self.beesAgain + " So it is.")
        try await desk.run(":write --repair")
        #expect(desk.models.requests.map(\.section).filter { $0 == "3" }.count == 3)
        #expect(desk.stage.notes.count == 3)
        #expect(desk.stage.notes.last?.hasSuffix("has the later ones written anew.") == true)
        #expect(desk.session.text("files") == Self.bees)
    }

    @Test func aLockedSectionIsNotTouched() async throws {
        var post = Posts.outlined
        for index in post.outline.sections.indices where post.outline.sections[index].id == "pipelines" {
            post.outline.sections[index].locked = true
        }
        let models = ScriptedSupply { .text(Self.texts[$0.section] ?? "") }
        let desk = try TestDesk(post, models: models)
        try await desk.run(":write --repair")
        #expect(desk.models.requests.filter { $0.section == "3" }.count <= 1)
        #expect(desk.stage.notes.filter { $0.hasPrefix("Mends") } == [])
    }

    @Test func aPostThatIsWrittenAlreadyIsMendedToo() async throws {
        let desk = try desk(mending: "Pipelines run at night and report by letter in the morning.")
        try await desk.run(":write")
        let before = desk.models.requests.count
        try await desk.run(":write --repair")
        #expect(desk.models.requests.count == before + 1)
        #expect(Retelling.all(in: desk.session).isEmpty)
    }
}
