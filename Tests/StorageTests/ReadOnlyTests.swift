import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// Sessions that are open for reading only: everything can be seen and exported, nothing changes.
@Suite struct ReadOnlyTests {
    private static let lines = [
        ":add 1 More", ":remove 1", ":move 1 2", ":rename 1 A", ":brief 1 text", ":budget 1 90", ":merge 2.1 2.2",
        ":write", ":rewrite 1", ":edit 1 shorter", ":edit 1", ":accept 3", ":discard 3", ":undo",
        ":redo", ":set words 900", ":model other", ":outline more", ":save", ":write --repair",
    ]

    private func workspace(_ session: Session) async throws -> TestWorkspace {
        var session = session
        try session.commit([.setTitle("closing", "End")], as: Turn(at: noon, kind: .rename, input: ":rename 4 End"))
        let workspace = try TestWorkspace(session, models: Authors.plain())
        try await workspace.run(":rename 1 Begin")
        try await workspace.run(":undo")
        return workspace
    }

    @Test(arguments: lines) func everyChangeIsRefusedBeforeAnythingIsAsked(line: String) async throws {
        let workspace = try await workspace(Posts.broken)
        let report = try await workspace.run(":open --read-only post")
        #expect(report.note.hasSuffix("Open for reading only.") && report.data["readOnly"] == true)
        await workspace.refuses(
            line,
            "\"post\" is open for reading only, so nothing was changed. `:open post` opens it for writing, `:fork` continues with a copy."
        )
        try await workspace.run(":open post")
        #expect(workspace.workspace.store.readOnly == nil)
        try await workspace.run(":rename 1 Begin")
    }

    @Test(arguments: [
        ":show", ":status", ":check", ":history", ":usage", ":sessions", ":outline", ":set", ":context 3",
    ])
    func everythingCanBeSeen(line: String) async throws {
        let workspace = try await workspace(Posts.broken)
        try await workspace.run(":open --read-only post")
        let bytes = workspace.file
        try await workspace.run(line)
        #expect(workspace.file == bytes)
    }

    @Test func readingNeedsNoLockAndTakesNone() async throws {
        let first = try TestWorkspace(Posts.written)
        let second = Workspace(folder: first.folder, models: first.models, interface: first.interface, environment: [:])
        #expect(throws: SessionError.open("post", process: Int(getpid()))) { try second.open("post") }
        try second.open("post", as: .reading)
        #expect(second.session == first.session)
        try await first.run(":rename 1 Start")
        #expect(throws: SessionError.readOnly("post", .asked)) { try second.turns.count(Usage(calls: 1)) }
        try second.store.fork(as: "mine")
        #expect(second.session.outline == Posts.written.outline)
        // The one that was only read can be opened for writing elsewhere.
        let third = Workspace(folder: first.folder, models: first.models, interface: first.interface, environment: [:])
        try third.open("post", as: .reading)
        try await first.run(":open --read-only post")
        try third.open("post")
        #expect(third.session.outline["opening"]?.title == "Start")
    }

    @Test func aNewerFormIsShownAndNeverSaved() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let text = String(decoding: try SessionFile.encode(Posts.written), as: UTF8.self)
            .replacing("\"version\" : 1", with: "\"version\" : 2, \"novelty\" : {\"a\" : 1}")
        try Files.replace(workspace.folder.file("newer"), with: Array(text.utf8))
        let report = try await workspace.run(":open newer")
        #expect(
            report.note.hasSuffix(
                "Open for reading only: it was written by a newer Galley (file version 2, this one writes 1)."))
        #expect(workspace.session.outline == Posts.written.outline)
        await workspace.refuses(
            ":rename 1 A",
            "\"newer\" was written by a newer Galley (file version 2) and is open for reading only, so nothing was changed. Update Galley, or `:fork` continues with a copy in this Galley's format."
        )
        #expect(try await workspace.run(":export -").answer != .none)
        try await workspace.run(":fork")
        #expect(workspace.session.name == "newer-2" && workspace.session.unknown == ["novelty": ["a": 1]])
        try await workspace.run(":rename 1 A")
        #expect(try Files.read(workspace.folder.file("newer")) == Array(text.utf8))
        #expect(!Files.exists(workspace.folder.backup("newer")))
    }

    /// Writing would replace the link, or reach out of the folder.
    @Test func aSymbolicLinkIsOnlyRead() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let target = "\(workspace.temporary.path)/elsewhere.json"
        try Files.replace(target, with: try SessionFile.encode(Posts.written))
        try #require(symlink(target, workspace.folder.file("link")) == 0)
        let report = try await workspace.run(":open link")
        #expect(report.note.hasSuffix("its file is a symbolic link. `:fork` continues with a copy."))
        await workspace.refuses(
            ":rename 1 A",
            "The file of \"link\" is a symbolic link and is open for reading only, so nothing was changed. `:fork` continues with a copy."
        )
        #expect(Files.isLink(workspace.folder.file("link")))
        #expect(try Files.read(target) == (try SessionFile.encode(Posts.written)))
    }

    @Test(.disabled(if: geteuid() == 0, "the superuser may write anywhere"))
    func aFolderThatCannotBeWrittenIsOnlyRead() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try await workspace.run(":new Cats")
        unlink(workspace.folder.lock("post"))
        try #require(chmod(workspace.folder.path, 0o500) == 0)
        defer { chmod(workspace.folder.path, 0o700) }
        let report = try await workspace.run(":open post")
        #expect(report.note.hasSuffix("Open for reading only: \(workspace.folder.path) cannot be written."))
        guard case .failed(let sentence) = await Interpreter.run(":rename 1 A", in: workspace.workspace) else {
            return #expect(Bool(false), "It was changed.")
        }
        #expect(sentence.contains("because \(workspace.folder.path) cannot be written"))
    }

    @Test func aReadOnlySessionLeavesTheJournal() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try await workspace.run(":new Cats")
        let line = #"{"begin":"pipelines","versions":1}"# + "\n" + #"{"section":"pipelines","text":"Half"}"# + "\n"
        try Files.replace(workspace.folder.partial("post"), with: Array(line.utf8))
        try await workspace.run(":open --read-only post")
        #expect(workspace.session.outline["pipelines"]?.candidate == nil)
        #expect(try Files.read(workspace.folder.partial("post")) == Array(line.utf8))
        try await workspace.run(":open post")
        #expect(workspace.session.outline["pipelines"]?.candidate?.text == "Half")
        #expect(!Files.exists(workspace.folder.partial("post")))
    }
}
