import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// A damaged file is never written over and never a dead end.
@Suite struct SessionDamageTests {
    private let workspace: TestWorkspace
    private var folder: SessionFolder { workspace.folder }
    private var file: String { folder.file("post") }

    /// A session with a copy, which is not open.
    init() async throws {
        workspace = try TestWorkspace(Posts.written)
        try await workspace.run(":rename 1 Start")
        try await workspace.run(":new Cats")
    }

    private func damage(_ change: (inout [UInt8]) -> Void) throws -> [UInt8] {
        var bytes = try Files.read(file)
        change(&bytes)
        try Files.replace(file, with: bytes)
        return bytes
    }

    private static let copy =
        "`:open --backup post` opens the last good copy (4 texts, 22 words, saved 2026-09-21 14:13:20); the damaged file is kept."

    @Test func theMessageNamesTheFaultAndTheChoices() async throws {
        let bytes = try damage { $0.removeLast(200) }
        let line = bytes.split(separator: 10, omittingEmptySubsequences: false).count
        guard case .failed(let sentence) = await Interpreter.run(":open post", in: workspace.workspace) else {
            return #expect(Bool(false), "It opened.")
        }
        #expect(sentence.hasPrefix("\(file) is damaged: it ends "))
        #expect(
            sentence.hasSuffix(
                " at line \(line), byte \(bytes.count + 1). `:open --salvage post` opens what can be read of it (4 texts, 22 words), \(Self.copy)"
            ))
        #expect(try Files.read(file) == bytes)
    }

    @Test func salvageOpensWhatCanBeRead() async throws {
        let bytes = try damage { $0.removeLast(200) }
        let copy = try Files.read(folder.backup("post"))
        try await workspace.run(":open --salvage post")
        #expect(
            workspace.session.text("files") == "A file is a run of bytes."
                && workspace.session.outline["opening"]?.title == "Start")
        #expect(try workspace.saved() == workspace.session)
        #expect(try Files.read(folder.damaged("post")) == bytes)
        #expect(try Files.read(folder.backup("post")) == copy, "the good copy is not replaced by a damaged file")
        try await workspace.run(":rename 1 Again")
        #expect(try workspace.saved() == workspace.session)
    }

    @Test func backupOpensTheCopy() async throws {
        let bytes = try damage { $0 = [] }
        await workspace.refuses(":open post", "\(file) is damaged: it is empty. \(Self.copy)")
        await workspace.refuses(":open --salvage post", "Nothing of \(file) can be read: it is empty. \(Self.copy)")
        try await workspace.run(":open --backup post")
        #expect(workspace.session.outline == Posts.written.outline)
        #expect(try Files.read(folder.damaged("post")) == bytes)
        #expect(try workspace.saved() == workspace.session)
        // Another time another name.
        try await workspace.run(":new Dogs")
        let second = try damage { $0[0] = 0 }
        try await workspace.run(":open --backup post")
        #expect(try Files.read(folder.damaged("post") + "-2") == second)
    }

    @Test(arguments: 0..<12) func aHoleLosesNoOtherText(place: Int) async throws {
        let whole = Posts.written.outline.entries.compactMap { $0.section.text?.text }
        let bytes = try damage { bytes in
            let start = bytes.count * place / 12
            let end = min(start + 64, bytes.count)
            bytes.replaceSubrange(start..<end, with: repeatElement(0, count: end - start))
        }
        let isRead = (try? SessionFile.decode(bytes, file: "a")) != nil
        guard !isRead, case .done = await Interpreter.run(":open --salvage post", in: workspace.workspace) else {
            return
        }
        let found = workspace.session.outline.entries.flatMap(\.section.versions).map(\.text)
        #expect(whole.filter { !found.contains($0) }.count <= 1)
    }

    @Test func aDeletedFileHasACopy() async throws {
        unlink(file)
        await workspace.refuses(":open post", "\(file) is damaged: it is gone. \(Self.copy)")
        try await workspace.run(":open --backup post")
        #expect(workspace.session.outline == Posts.written.outline)
        #expect(!Files.exists(folder.damaged("post")))
    }

    @Test func aMissingBackupIsReported() async throws {
        unlink(folder.backup("post"))
        let bytes = try damage { $0 = Array("{\"x\": 1".utf8) }
        let left = "It was left as it is; `:sessions` lists the others."
        await workspace.refuses(":open post", "\(file) is damaged: it ends too early at line 1, byte 8. \(left)")
        await workspace.refuses(":open --backup post", "There is no earlier copy of \(file) that can be read. \(left)")
        #expect(try Files.read(file) == bytes)
    }

    @Test func anIntactSessionIsSimplyOpened() async throws {
        await workspace.refuses(
            ":open --backup post",
            "The file of \"post\" is not damaged. `:open post` opens it, `:undo` takes turns back.")
        try await workspace.run(":open --salvage post")
        #expect(workspace.session.outline["opening"]?.title == "Start")
        #expect(!Files.exists(folder.damaged("post")))
    }

    @Test func aLeftoverNameIsNotUsed() async throws {
        unlink(file)
        workspace.workspace.store.nextName = "post"
        try await workspace.run(":new Birds")
        #expect(workspace.session.name == "post-2")
        await workspace.refuses(
            ":save post", "There is a session \"post\" already. Choose another name, or `:open post`.")
    }
}
