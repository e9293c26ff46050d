import Chains
import Library
import Manuscript
import Platform
import Storage
import TestSupport
import Testing

@testable import Commands

/// `:source`, `:sources`, and sections written with sources.
@Suite struct ManageSourceTests {
    private let notes = """
        # Notes on storage

        The warehouse in Lyon kept 12,000 tables in 1998, and half of them were never read.

        ## Files

        Files are read in blocks of 4,096 bytes; Anna Schmidt says “a small file costs as much as a large one”.
        """

    private func file(_ text: String, _ workspace: TestWorkspace, _ name: String = "notes.md") throws -> String {
        let path = "\(workspace.temporary.path)/\(name)"
        try Files.replace(path, with: Array(text.utf8))
        return path
    }

    @Test func aSourceIsAddedListedShownAndRemoved() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let path = try file(notes, workspace)
        let added = try await workspace.run(":source add \(path)")
        #expect(added.note.hasPrefix("Added source 1. "))
        #expect(added.answer.content.plainText == "1  Notes on storage, 41 words, 2 passages")
        let source = try #require(workspace.session.references.first)
        #expect(source.title == "Notes on storage" && source.address == path && source.kind == "markdown")
        #expect(try workspace.saved().references == [source])
        #expect(
            try await workspace.run(":source add \(path)").note
                == "The post has this source already; nothing was added.")
        #expect(try await workspace.run(":sources").answer.content.plainText.contains("not cited"))
        let shown = try await workspace.run(":source show 1#2").answer.content.plainText
        #expect(shown.hasPrefix("Notes on storage / Files\n\n[1#2]\nFiles are read in blocks"))
        await workspace.fails(
            ":source show 1#9", "There is no passage 1#9. `:source show` shows the passages of a source.")
        await workspace.fails(":source show 7", "There is no source 7. `:sources` lists 1.")
        #expect(
            try await workspace.run(":source remove 1").note
                == "Removed source 1, Notes on storage. `:undo` takes it back.")
        #expect(workspace.session.references == [])
        try await workspace.run(":undo")
        #expect(try await workspace.run(":source show 1").answer.content.plainText.contains("12,000"))
    }

    @Test func refreshingShowsTheDifferenceAndKeepsAddresses() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let path = try file(notes, workspace)
        try await workspace.run(":source add \(path)")
        #expect(try await workspace.run(":source refresh 1").note == "Source 1, Notes on storage, is unchanged.")
        _ = try file(
            notes.replacing(
                "## Files", with: "A new paragraph about the cost of tapes and of robots for them.\n\n## Files"),
            workspace)
        let report = try await workspace.run(":source refresh 1")
        #expect(report.answer.content.plainText.contains("robots"))
        let passages = try SourceShelf(in: workspace.workspace).passages(of: workspace.session.references[0])
        #expect(passages.map { "\($0.address)" } == ["1#1", "1#3", "1#2"])
        try await workspace.run(":undo")
        #expect(!(try await workspace.run(":source show 1")).answer.content.plainText.contains("robots"))
    }

    @Test(arguments: [
        (":source add", ":source needs a path or a web address. `:help source` shows how."),
        (":source eat 1", ":source takes add, show, remove or refresh."),
        (":source show x", "\"x\" is not valid. Give the number of a source; `:sources` lists them."),
        (":source remove 1#2", "\"1#2\" is not valid. Give the number of a source; `:sources` lists them."),
        (":source refresh 2", "There is no source 2: this post has no sources. `:source add PATH` adds one."),
        (
            ":source add https://example.org/a",
            "https://example.org/a cannot be fetched here. Save the page, and add the file."
        ),
    ])
    func badRequestsGiveOneSentence(line: String, expected: String) async throws {
        await (try TestWorkspace(Posts.written)).refuses(line, expected)
    }

    @Test func sectionsAreOfferedWhatFitsAndTheVersionRecordsIt() async throws {
        let answer = "Files are read in blocks of 4,096 bytes [1#2]."
        let workspace = try TestWorkspace(Posts.outlined, models: ScriptedSupply { _ in .text(answer) })
        try await workspace.run(":source add \(try file(notes, workspace))")
        let context = try await workspace.run(":context 2.1").answer.content.plainText
        #expect(
            context.contains("[user: sources,") && context.contains("[1#2] (Notes on storage / Files) Files are read"))
        try await workspace.run(":write 2.1")
        #expect(workspace.session.text("files") == answer)
        #expect(workspace.session.outline["files"]?.text?.offered == ["1#2", "1#1"])
        let check = try await workspace.run(":check")
        #expect(check.data["checks"]?.array?.contains { $0["name"] == "citations" && $0["holds"] == true } == true)
        let list = try await workspace.run(":sources")
        #expect(list.answer.content.plainText.contains("cited 1 time"))
        let post = try await workspace.run(":export -").answer.content.plainText
        #expect(post.contains("4,096 bytes [1].") && post.contains("## References\n\n1. Notes on storage."))
        #expect(workspace.session.text("files") == answer)
        #expect(
            try await workspace.run(":source remove 1").note.contains(
                "The text still cites it 1 time; exports leave that out."))
        #expect(!(try await workspace.run(":export -")).answer.content.plainText.contains("["))
    }

    @Test func aPostWithoutSourcesHasNoRowOfCitations() async throws {
        let check = try await TestWorkspace(Posts.written).run(":check")
        #expect(check.data["checks"]?.array?.contains { $0["name"] == "citations" } == false)
    }

    @Test func aMissingTextGivesARemark() async throws {
        let workspace = try TestWorkspace(
            Posts.outlined, models: ScriptedSupply { _ in .text("A file is a run of bytes.") })
        try await workspace.run(":source add \(try file(notes, workspace))")
        try FileManager.default.removeItem(atPath: workspace.temporary.path + "/sessions/post.sources")
        try await workspace.run(":write 2.1")
        #expect(workspace.interface.notes.contains { $0.hasPrefix("The text of source 1 is not in ") })
        #expect(workspace.session.text("files") == "A file is a run of bytes.")
    }

    @Test func copiesTakeTheTextsAndDeletionRemovesThem() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try await workspace.run(":source add \(try file(notes, workspace))")
        try await workspace.run(":fork second")
        #expect(try await workspace.run(":source show 1").answer.content.plainText.contains("12,000"))
        try await workspace.run(":delete --yes post")
        #expect(!Files.exists(workspace.temporary.path + "/sessions/post.sources"))
        #expect(try await workspace.run(":source show 1").answer.content.plainText.contains("12,000"))
    }

    @Test func aDryRunKeepsNothing() async throws {
        let interface = RecordingInterface()
        let made = try TestWorkspace(Posts.written)
        let path = try file(notes, made)
        let dry = Workspace(
            folder: made.folder, models: made.models, interface: interface, environment: [:], isDry: true, now: { noon }
        )
        try dry.open("post")
        _ = await Interpreter.run(":source add \(path)", in: dry)
        #expect(!Files.exists(made.temporary.path + "/sessions/post.sources"))
        #expect(try made.saved().references == [])
    }

    @Test func heldSourcesBelongToTheNextPost() async throws {
        let workspace = try TestWorkspace()
        try await SourceShelf(in: workspace.workspace).take(
            [try file(notes, workspace)], piped: Array("Piped text here.".utf8))
        let report = try await workspace.run(":new Storage")
        #expect(report.note == "Started “storage”. Added 2 sources. Next: `:outline`.")
        #expect(workspace.session.references.map(\.title) == ["Notes on storage", "Piped text here."])
    }

    @Test(arguments: [
        (":outline\n:write", true), ("\n\n  :set words 900", true), ("# Notes\n:outline", false), ("Notes: a", false),
        (":-) is a smiley", false), ("", false), ("/etc/passwd", false),
    ])
    func pipedCommandsAreRecognized(text: String, isCommands: Bool) {
        #expect(SourceShelf.isCommands(Array(text.utf8)) == isCommands)
    }
}
