import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands

/// `:edit` without an instruction: the writer's own editor.
@Suite struct EditByHandTests {
    @Test func changesTheBody() async throws {
        let workspace = try TestWorkspace(Posts.broken, environment: ["EDITOR": "sed -i s/rows/columns/"])
        let others = workspace.session.sections(without: ["tables"])
        let report = try await workspace.changes(":edit 2.2")
        let section = try #require(workspace.session.outline["tables"])
        #expect(
            section.versions.last == Version(number: 2, text: "A table has columns.", origin: .edited, at: noon))
        #expect(section.versions.first?.text == "A table has rows.")
        #expect(section.title == "Tables")
        #expect(workspace.session.sections(without: ["tables"]) == others)
        #expect(report.note == "2.2 Tables has 4 words now. `:undo` takes it back.")
        #expect(workspace.session.history.last?.summary == "edited 2.2 Tables by hand")
        #expect(report.data["sections"]?.array?.first?["text"] == "A table has columns.")
        #expect(workspace.interface.events.first == .lent)
        #expect(workspace.models.supplied == 0)
    }

    @Test func changesTitleAndBriefInOneTurn() async throws {
        let workspace = try TestWorkspace(
            Posts.written,
            environment: ["EDITOR": "sed -i -e s/^title:.*/title:Rows/ -e s/^brief:.*/brief:Cells/"])
        var section = try #require(workspace.session.outline["tables"])
        try await workspace.changes(":edit tables")
        section.title = "Rows"
        section.brief = "Cells"
        #expect(workspace.session.outline["tables"] == section)
    }

    @Test func writesAnUnwrittenSectionByHand() async throws {
        let workspace = try TestWorkspace(Posts.written, environment: ["EDITOR": "sed -i $aSteps,one_by_one."])
        try await workspace.changes(":edit 3")
        #expect(workspace.session.text("pipelines") == "Steps,one_by_one.")
        #expect(workspace.session.outline["pipelines"]?.text?.origin == .edited)
    }

    @Test func anEmptiedBodyLeavesTheSectionUnwritten() async throws {
        let workspace = try TestWorkspace(Posts.written, environment: ["EDITOR": "sed -i /rows/d"])
        let report = try await workspace.changes(":edit 2.2")
        let section = try #require(workspace.session.outline["tables"])
        #expect(section.isUnwritten)
        #expect(section.versions.map(\.text) == ["A table has rows."])
        #expect(report.note == "2.2 Tables has 0 words now. `:undo` takes it back.")
    }

    @Test(arguments: ["true", "truncate -s 0", "touch"])
    func anUnchangedOrEmptyFileChangesNothing(editor: String) async throws {
        let workspace = try TestWorkspace(Posts.written, environment: ["EDITOR": editor])
        let (before, bytes) = (workspace.session, workspace.file)
        let report = try await workspace.run(":edit 2.2")
        #expect(report.note == "Nothing was changed in 2.2 Tables.")
        #expect(workspace.session == before)
        #expect(workspace.file == bytes)
    }

    @Test func visualComesBeforeEditor() async throws {
        let workspace = try TestWorkspace(
            Posts.written, environment: ["VISUAL": " sed -i s/rows/cells/ ", "EDITOR": "false"])
        try await workspace.run(":edit 2.2")
        #expect(workspace.session.text("tables") == "A table has cells.")
        let blank = try TestWorkspace(
            Posts.written, environment: ["VISUAL": "  ", "EDITOR": "sed -i s/rows/lines/"])
        try await blank.run(":edit 2.2")
        #expect(blank.session.text("tables") == "A table has lines.")
    }

    @Test func anEditorMayBeNamedByItsPath() async throws {
        let workspace = try TestWorkspace(Posts.written, environment: ["EDITOR": "/bin/sed -i s/rows/cells/"])
        try await workspace.run(":edit 2.2")
        #expect(workspace.session.text("tables") == "A table has cells.")
    }

    @Test func noTraceOfTheFileRemains() async throws {
        let workspace = try TestWorkspace(Posts.written, environment: ["EDITOR": "sed -i s/rows/cells/"])
        try await workspace.run(":edit 2.2")
        #expect(try Files.names(in: workspace.temporary.path) == ["sessions"])
    }

    @Test func anEditorThatFailsChangesNothing() async throws {
        let failing = try TestWorkspace(Posts.written, environment: ["EDITOR": "false"])
        await failing.refuses(
            ":edit 2.2",
            "The editor false ended with status 1, so nothing was changed. Set EDITOR to another, or `:edit ADDRESS INSTRUCTION`."
        )
        let missing = try TestWorkspace(Posts.written, environment: ["EDITOR": "no-such-editor -w"])
        await missing.refuses(
            ":edit 2.2",
            "The editor no-such-editor cannot be started, so nothing was changed. Set EDITOR to another, or `:edit ADDRESS INSTRUCTION`."
        )
        #expect(try Files.names(in: missing.temporary.path) == ["sessions"])
        let several = try TestWorkspace(Posts.written, environment: ["EDITOR": "false"])
        await several.refuses(
            ":edit 2.*", "2.* names 2 sections, but only one is allowed. Give one number, such as 2.3.")
        #expect(several.interface.events.isEmpty)
    }
}
