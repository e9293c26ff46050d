import Manuscript
import Platform
import Testing

@testable import Workbench

/// Sessions that are open for reading only: everything can be seen and exported, nothing changes.
@Suite struct ReadOnlyTests {
    private static let lines = [
        ":add 1 More", ":remove 1", ":move 1 2", ":rename 1 A", ":brief 1 text", ":budget 1 90", ":merge 2.1 2.2",
        ":write", ":rewrite 1", ":edit 1 shorter", ":edit 1", ":accept 3", ":discard 3", ":undo",
        ":redo", ":set words 900", ":model other", ":outline more", ":save", ":write --repair",
    ]

    private func desk(_ session: Session) async throws -> TestDesk {
        var session = session
        try session.commit([.setTitle("closing", "End")], as: Turn(at: noon, kind: "rename", input: ":rename 4 End"))
        let desk = try TestDesk(session, models: Authors.plain())
        try await desk.run(":rename 1 Begin")
        try await desk.run(":undo")
        return desk
    }

    @Test(arguments: lines) func everyChangeIsRefusedBeforeAnythingIsAsked(line: String) async throws {
        let desk = try await desk(Posts.broken)
        let report = try await desk.run(":open --read-only post")
        #expect(report.note.hasSuffix("Open for reading only.") && report.data["readOnly"] == true)
        await desk.refuses(
            line,
            "\"post\" is open for reading only, so nothing was changed. `:open post` opens it for writing, `:fork` goes on with a copy."
        )
        try await desk.run(":open post")
        #expect(desk.desk.readOnly == nil)
        try await desk.run(":rename 1 Begin")
    }

    @Test(arguments: [
        ":show", ":status", ":check", ":history", ":usage", ":sessions", ":outline", ":set", ":context 3",
    ])
    func everythingCanBeSeen(line: String) async throws {
        let desk = try await desk(Posts.broken)
        try await desk.run(":open --read-only post")
        let bytes = desk.file
        try await desk.run(line)
        #expect(desk.file == bytes)
    }

    @Test func readingNeedsNoLockAndTakesNone() async throws {
        let first = try TestDesk(Posts.written)
        let second = Desk(folder: first.folder, models: first.models, stage: first.stage, environment: [:])
        #expect(throws: SessionError.open("post", process: Int(getpid()))) { try second.open("post") }
        try second.open("post", as: .reading)
        #expect(second.session == first.session)
        try await first.run(":rename 1 Start")
        #expect(throws: SessionError.readOnly("post", .asked)) { try second.count(Usage(calls: 1)) }
        try second.fork(as: "mine")
        #expect(second.session.outline == Posts.written.outline)
        // The one that was only read can be opened for writing elsewhere.
        let third = Desk(folder: first.folder, models: first.models, stage: first.stage, environment: [:])
        try third.open("post", as: .reading)
        try await first.run(":open --read-only post")
        try third.open("post")
        #expect(third.session.outline["opening"]?.title == "Start")
    }

    @Test func aNewerFormIsShownAndNeverSaved() async throws {
        let desk = try TestDesk(Posts.written)
        let text = String(decoding: try SessionFile.encode(Posts.written), as: UTF8.self)
            .replacing("\"version\" : 1", with: "\"version\" : 2, \"novelty\" : {\"a\" : 1}")
        try Files.replace(desk.folder.file("newer"), with: Array(text.utf8))
        let report = try await desk.run(":open newer")
        #expect(
            report.note.hasSuffix(
                "Open for reading only: it was written by a newer Galley (file version 2, this one writes 1)."))
        #expect(desk.session.outline == Posts.written.outline)
        await desk.refuses(
            ":rename 1 A",
            "\"newer\" was written by a newer Galley (file version 2) and is open for reading only, so nothing was changed. Update Galley, or `:fork` goes on with a copy in the form of this one."
        )
        #expect(try await desk.run(":export -").answer != .none)
        try await desk.run(":fork")
        #expect(desk.session.name == "newer-2" && desk.session.unknown == ["novelty": ["a": 1]])
        try await desk.run(":rename 1 A")
        #expect(try Files.read(desk.folder.file("newer")) == Array(text.utf8))
        #expect(!Files.exists(desk.folder.backup("newer")))
    }

    /// Writing would replace the link, or reach out of the folder.
    @Test func aSymbolicLinkIsOnlyRead() async throws {
        let desk = try TestDesk(Posts.written)
        let target = "\(desk.temporary.path)/elsewhere.json"
        try Files.replace(target, with: try SessionFile.encode(Posts.written))
        try #require(symlink(target, desk.folder.file("link")) == 0)
        let report = try await desk.run(":open link")
        #expect(report.note.hasSuffix("its file is a symbolic link. `:fork` goes on with a copy."))
        await desk.refuses(
            ":rename 1 A",
            "The file of \"link\" is a symbolic link and is open for reading only, so nothing was changed. `:fork` goes on with a copy."
        )
        #expect(Files.isLink(desk.folder.file("link")))
        #expect(try Files.read(target) == (try SessionFile.encode(Posts.written)))
    }

    @Test(.disabled(if: geteuid() == 0, "the superuser may write anywhere"))
    func aFolderThatCannotBeWrittenIsOnlyRead() async throws {
        let desk = try TestDesk(Posts.written)
        try await desk.run(":new Cats")
        unlink(desk.folder.lock("post"))
        try #require(chmod(desk.folder.path, 0o500) == 0)
        defer { chmod(desk.folder.path, 0o700) }
        let report = try await desk.run(":open post")
        #expect(report.note.hasSuffix("Open for reading only: \(desk.folder.path) cannot be written."))
        guard case .failed(let sentence) = await Shell.run(":rename 1 A", at: desk.desk) else {
            return #expect(Bool(false), "It was changed.")
        }
        #expect(sentence.contains("because \(desk.folder.path) cannot be written"))
    }

    @Test func whatWasStreamingIsLeftForWhoMayWrite() async throws {
        let desk = try TestDesk(Posts.written)
        try await desk.run(":new Cats")
        let line = #"{"begin":"pipelines","versions":1}"# + "\n" + #"{"section":"pipelines","text":"Half"}"# + "\n"
        try Files.replace(desk.folder.partial("post"), with: Array(line.utf8))
        try await desk.run(":open --read-only post")
        #expect(desk.session.outline["pipelines"]?.candidate == nil)
        #expect(try Files.read(desk.folder.partial("post")) == Array(line.utf8))
        try await desk.run(":open post")
        #expect(desk.session.outline["pipelines"]?.candidate?.text == "Half")
        #expect(!Files.exists(desk.folder.partial("post")))
    }
}
