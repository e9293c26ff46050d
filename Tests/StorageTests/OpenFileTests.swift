import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// A save keeps the old file and never overwrites foreign changes.
@Suite struct OpenFileTests {
    private let workspace: TestWorkspace
    private var folder: SessionFolder { workspace.folder }
    private var file: String { folder.file("post") }

    init() throws { workspace = try TestWorkspace(Posts.written) }

    private func copy() throws -> Session {
        try SessionFile.decode(try Files.read(folder.backup("post")), file: "copy")
    }

    @Test func theBackupIsOneSaveOld() async throws {
        #expect(!Files.exists(folder.backup("post")))
        var before = workspace.session
        for title in ["One", "Two", "Three"] {
            try await workspace.run(":rename 1 \(title)")
            #expect(try copy() == before)
            #expect(try workspace.saved() == workspace.session)
            before = workspace.session
        }
        for name in try Files.names(in: folder.path) {
            var information = stat()
            try #require(stat("\(folder.path)/\(name)", &information) == 0)
            #expect(information.st_mode & 0o777 == 0o600, "\(name)")
        }
        #expect(Set(try Files.names(in: folder.path)) == ["post.json", "post.json.bak", "post.json.lock"])
    }

    /// A crash between the two renames leaves one file under both names.
    @Test func bothNamesMayBeOneFile() async throws {
        try await workspace.run(":rename 1 One")
        try Files.link(file, as: folder.backup("post"))
        let before = workspace.session
        try await workspace.run(":rename 1 Two")
        #expect(try copy() == before)
        #expect(try workspace.saved().outline["opening"]?.title == "Two")
        #expect(try Files.names(in: folder.path).count == 3)
    }

    @Test func remainsOfAKilledProgramAreRemoved() async throws {
        let (rest, other) = ("\(file).saving", "\(folder.file("post-2")).saving")
        for path in [rest, other] {
            try Files.makeFolder(path)
            try Files.replace("\(path)/\(SaveGuardTests.gone).new", with: [1])
        }
        try await workspace.run(":new Cats")
        try await workspace.run(":open post")
        #expect(!Files.exists(rest) && Files.exists(other))
        // Files of a living process stay.
        try Files.makeFolder(rest)
        try Files.replace("\(rest)/\(SaveGuard.owner()).new", with: [1])
        try await workspace.run(":open cats")
        try await workspace.run(":open post")
        #expect(Files.exists(rest))
        try await workspace.run(":open cats")
        try await workspace.run(":delete --yes post")
        #expect(try Files.names(in: folder.path).allSatisfy { !$0.hasPrefix("post.") })
    }

    // MARK: - Other programs

    @Test func aFileThatWasChangedIsNotWrittenOver() async throws {
        var other = workspace.session
        other.topic = "Of somebody else"
        try folder.save(other)
        let sentence =
            "\(file) was changed by another program since it was opened, so nothing was saved over it. `:fork NAME` keeps your version, `:open post` loads the other one."
        await workspace.fails(":rename 1 Start", sentence)
        try await workspace.run(":fork mine")
        #expect(workspace.session.name == "mine" && workspace.session.topic == Posts.written.topic)
        try await workspace.run(":open post")
        #expect(workspace.session.topic == "Of somebody else")
        try await workspace.run(":rename 1 Start")
        #expect(try workspace.saved().outline["opening"]?.title == "Start")
    }

    @Test func aChangeInPlaceIsNoticedToo() async throws {
        let bytes = try Files.read(file)
        let text = String(decoding: bytes, as: UTF8.self).replacing("Pipelines that run", with: "Pipelines that ran")
        let open = Platform.open(file, O_WRONLY | O_TRUNC | O_CLOEXEC)
        try #require(open >= 0)
        try Files.write(Array(text.utf8), to: open, path: file)
        close(open)
        guard case .failed(let sentence) = await Interpreter.run(":rename 1 Start", in: workspace.workspace) else {
            return #expect(Bool(false), "It was saved over.")
        }
        #expect(sentence.contains("was changed by another program"))
        #expect(String(decoding: try Files.read(file), as: UTF8.self) == text)
        // Opening the same name again takes what is there.
        try await workspace.run(":open post")
        #expect(workspace.session.outline["pipelines"]?.title == "Pipelines that ran")
    }

    @Test func aFileThatOnlyLooksDifferentDoesNoHarm() async throws {
        try Files.replace(file, with: try Files.read(file) + Array("\n\n".utf8))
        try await workspace.run(":rename 1 Start")
        #expect(try workspace.saved().outline["opening"]?.title == "Start")
    }

    @Test func aDeletedFileIsRestored() async throws {
        unlink(file)
        try await workspace.run(":rename 1 Start")
        #expect(try workspace.saved() == workspace.session)
    }

    @Test func aFileThatBecameAFolderIsLeftAlone() async throws {
        unlink(file)
        try Files.makeFolder(file)
        await workspace.fails(":rename 1 Start", "\(file) cannot be written: it is a folder; name a file.")
        rmdir(file)
        try await workspace.run(":rename 1 Start")
    }

    @Test func twoThatBeginAtOnceKeepBoth() async throws {
        let other = Workspace(
            folder: folder, models: workspace.models, interface: workspace.interface, environment: [:], now: { noon })
        try other.store.begin(topic: "Cats", input: "Cats")
        try await workspace.run(":new Cats")
        #expect(other.session.name == "cats" && workspace.session.name == "cats-2")
    }

    // MARK: - Time

    @Test func aClockThatGoesBackMakesNothingOlder() async throws {
        // Two times of seconds and nanoseconds, as the system lays them out.
        let times = [4_000_000_000, 999_999_999, 4_000_000_000, 999_999_999]
        let result = times.withUnsafeBytes { bytes in
            utimensat(AT_FDCWD, file, bytes.baseAddress?.assumingMemoryBound(to: timespec.self), 0)
        }
        try #require(result == 0)
        try await workspace.run(":new Cats")
        #expect(try folder.list().map(\.name) == ["cats", "post"], "what was begun last is the latest")
        try await workspace.run(":open post")
        try await workspace.run(":rename 1 Start")
        #expect(try folder.list().map(\.name) == ["post", "cats"])
        #expect(try folder.latest() == "post")
    }

    @Test func theTimeOfTheLastChangeNeverGoesBack() async throws {
        var late = workspace.session
        late.updatedAt = noon.addingTimeInterval(86_400)
        late.name = "late"
        try folder.save(late)
        try await workspace.run(":open late")
        for line in [":rename 1 A", ":undo", ":redo"] {
            try await workspace.run(line)
            #expect(workspace.session.updatedAt == late.updatedAt)
        }
    }

    // MARK: - Forms

    @Test func anOlderFormIsKeptBesideTheNewOne() async throws {
        let old = Array(
            #"{"format": "galley-session", "version": 0, "id": "i", "name": "n", "createdAt": "2026-10-05T08:12:40Z", "updatedAt": "2026-10-05T08:12:40Z", "topic": "T", "outline": [{"id": "a", "title": "A", "text": "One."}]}"#
                .utf8)
        try Files.replace(folder.file("old"), with: old)
        try await workspace.run(":open old")
        #expect(workspace.session.text("a") == "One.")
        #expect(try Files.read(folder.file("old")) == old, "nothing is written before there is something to save")
        try await workspace.run(":rename 1 B")
        #expect(try Files.read(folder.older("old", version: 0)) == old)
        #expect(try workspace.saved() == workspace.session)
        try await workspace.run(":rename 1 C")
        #expect(try folder.companions(of: "old").sorted() == [folder.backup("old"), folder.older("old", version: 0)])
    }
}
