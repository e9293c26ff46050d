import Manuscript
import TestSupport
import Testing

@testable import Commands

/// `:replace`: words of titles and texts, as one turn.
@Suite struct ReplaceTests {
    private func workspace(consent: Bool? = nil) throws -> TestWorkspace {
        try TestWorkspace(Posts.written, interface: RecordingInterface(consent: consent))
    }

    @Test func titlesAndTextsChangeAsOneTurn() async throws {
        let workspace = try workspace()
        let before = workspace.session
        let report = try await workspace.changes(":replace \"Files and\" \"Files, then\"")
        #expect(workspace.titles.contains("2.1 Files, then folders"))
        #expect(report.note == "Replaced “Files and” with “Files, then” in 1 place. `:undo` takes it back.")
        try await workspace.changes(":replace has holds")
        #expect(workspace.session.text("opening") == "Data holds to come from somewhere.")
        #expect(workspace.session.text("tables") == "A table holds rows.")
        #expect(workspace.session.text("files") == before.text("files"))
        #expect(workspace.session.history.last?.summary == "replaced “has” with “holds” in 2 places")
        try await workspace.run(":undo 2")
        #expect(workspace.session.outline == before.outline)
    }

    @Test(arguments: [true, false])
    func aPersonIsAsked(consents: Bool) async throws {
        let workspace = try workspace(consent: consents)
        try await workspace.run(":replace has holds")
        #expect(workspace.session.text("tables") == (consents ? "A table holds rows." : "A table has rows."))
    }

    @Test func withTheOptionNobodyIsAsked() async throws {
        let workspace = try workspace(consent: false)
        try await workspace.changes(":replace --yes has holds")
    }

    @Test func marksOfCitationsAndLastWordsStay() async throws {
        let workspace = try workspace()
        let text = "1 loaf in 1 oven [1#1]. `x[1#2]`"
        let cited = Version(number: 2, text: text, origin: .edited, at: noon)
        let other = try TestWorkspace(Posts.written.applying(.addVersion("files", cited)).session)
        try await other.changes(":replace 1 one")
        #expect(other.session.text("files") == "one loaf in one oven [1#1]. `x[one#2]`")
        for (words, note) in [
            ("\"A table has rows.\"", "2.2 Tables would have no text, so its text stays."),
            ("Tables", "2.2 Tables would have no title, so its title stays."),
        ] {
            let report = try await workspace.run(":replace \(words) \"\"")
            #expect(report.note == "No text would be different, so nothing was changed.")
            #expect(workspace.interface.notes.last == note)
        }
    }

    @Test func lockedSectionsAndMissingWordsAreLeftAlone() async throws {
        let workspace = try workspace()
        #expect(
            try await workspace.run(":replace nowhere here").note
                == "“nowhere” is nowhere in the post, so nothing was changed. `:find` ignores case.")
        try await workspace.run(":lock 2.2")
        try await workspace.changes(":replace has holds")
        #expect(workspace.session.text("tables") == "A table has rows.")
        #expect(workspace.session.text("opening") == "Data holds to come from somewhere.")
        let before = workspace.session
        #expect(try await workspace.run(":replace Data Data").note.hasSuffix("nothing was changed."))
        #expect(workspace.session == before)
    }
}
