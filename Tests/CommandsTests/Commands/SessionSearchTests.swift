import Manuscript
import Storage
import TestSupport
import Testing

@testable import Commands

/// `:sessions TEXT`: topics, titles, texts, notes and typed lines of all sessions.
@Suite struct SessionSearchTests {
    private func workspace() throws -> TestWorkspace {
        let workspace = try TestWorkspace(Posts.written)
        var bread = Session(name: "bread", topic: "Why bread rises", at: noon)
        var yeast = Section(id: "y", title: "Yeast and \"gas\"")
        yeast.notes = "ask the baker / Anna"
        bread.outline = Outline([yeast])
        bread = try bread.applying(
            .addVersion("y", Version(number: 1, text: "It eats sugar.\nIt rests.", origin: .written, at: noon))
        ).session
        bread.history = [Turn(at: noon, kind: .rewrite, input: ":rewrite 1 with a Sourdough starter", summary: "")]
        try workspace.folder.save(bread)
        return workspace
    }

    @Test(arguments: [
        ("BREAD", "Why bread rises"), ("yeast", "1  Yeast and \"gas\""), ("\"gas\"", "1  Yeast and \"gas\""),
        ("eats sugar", "1  It eats sugar. It rests."), ("baker / anna", "1  ask the baker / Anna"),
        ("sourdough", "> :rewrite 1 with a Sourdough starter"),
    ])
    func everyPartOfASessionIsSearched(text: String, place: String) async throws {
        let workspace = try workspace()
        let before = workspace.session
        let report = try await workspace.run(":sessions \(text)")
        #expect(report.plain == "bread  Why bread rises\n    \(place)")
        #expect(report.note == "1 session has “\(text)”. `:open NAME` opens one.")
        #expect(report.data["sessions"]?.array?.map { $0["name"]?.string } == ["bread"])
        #expect(workspace.session == before)
    }

    @Test func severalSessionsAreListedAndLongListsCut() async throws {
        let workspace = try workspace()
        var many = Session(name: "many", topic: "Salt", at: noon)
        many.outline = Outline((1...7).map { Section(title: "Pinch \($0) of salt in bread") })
        try workspace.folder.save(many)
        let report = try await workspace.run(":sessions bread")
        #expect(report.note == "2 sessions have “bread”. `:open NAME` opens one.")
        #expect(report.plain?.contains("    and 2 more") == true)
        #expect(try await workspace.run(":sessions zebra").note == "No session has “zebra”.")
    }
}
