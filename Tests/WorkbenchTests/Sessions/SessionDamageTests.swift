import Manuscript
import Platform
import Testing

@testable import Workbench

/// A damaged file is never written over and never a dead end.
@Suite struct SessionDamageTests {
    private let desk: TestDesk
    private var folder: SessionFolder { desk.folder }
    private var file: String { folder.file("post") }

    /// A session with a copy, which is not open.
    init() async throws {
        desk = try TestDesk(Posts.written)
        try await desk.run(":rename 1 Start")
        try await desk.run(":new Cats")
    }

    private func damage(_ change: (inout [UInt8]) -> Void) throws -> [UInt8] {
        var bytes = try Files.read(file)
        change(&bytes)
        try Files.replace(file, with: bytes)
        return bytes
    }

    private static let copy =
        "`:open --backup post` opens the last good copy (4 texts, 22 words, saved 2026-09-21 14:13:20); the damaged file is kept."

    @Test func itSaysWhatIsWrongAndWhatThereIs() async throws {
        let bytes = try damage { $0.removeLast(200) }
        let line = bytes.split(separator: 10, omittingEmptySubsequences: false).count
        guard case .failed(let sentence) = await Shell.run(":open post", at: desk.desk) else {
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
        try await desk.run(":open --salvage post")
        #expect(
            desk.session.text("files") == "A file is a run of bytes."
                && desk.session.outline["opening"]?.title == "Start")
        #expect(try desk.saved() == desk.session)
        #expect(try Files.read(folder.damaged("post")) == bytes)
        #expect(try Files.read(folder.backup("post")) == copy, "the good copy is not replaced by a damaged file")
        try await desk.run(":rename 1 Again")
        #expect(try desk.saved() == desk.session)
    }

    @Test func backupOpensTheCopy() async throws {
        let bytes = try damage { $0 = [] }
        await desk.refuses(":open post", "\(file) is damaged: it is empty. \(Self.copy)")
        await desk.refuses(":open --salvage post", "Nothing of \(file) can be read: it is empty. \(Self.copy)")
        try await desk.run(":open --backup post")
        #expect(desk.session.outline == Posts.written.outline)
        #expect(try Files.read(folder.damaged("post")) == bytes)
        #expect(try desk.saved() == desk.session)
        // Another time another name.
        try await desk.run(":new Dogs")
        let second = try damage { $0[0] = 0 }
        try await desk.run(":open --backup post")
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
        guard !isRead, case .done = await Shell.run(":open --salvage post", at: desk.desk) else { return }
        let found = desk.session.outline.entries.flatMap(\.section.versions).map(\.text)
        #expect(whole.filter { !found.contains($0) }.count <= 1)
    }

    @Test func aFileThatIsGoneHasACopy() async throws {
        unlink(file)
        await desk.refuses(":open post", "\(file) is damaged: it is gone. \(Self.copy)")
        try await desk.run(":open --backup post")
        #expect(desk.session.outline == Posts.written.outline)
        #expect(!Files.exists(folder.damaged("post")))
    }

    @Test func whereThereIsNoCopy() async throws {
        unlink(folder.backup("post"))
        let bytes = try damage { $0 = Array("{\"x\": 1".utf8) }
        let left = "It was left as it is; `:sessions` lists the others."
        await desk.refuses(":open post", "\(file) is damaged: it ends too early at line 1, byte 8. \(left)")
        await desk.refuses(":open --backup post", "There is no earlier copy of \(file) that can be read. \(left)")
        #expect(try Files.read(file) == bytes)
    }

    @Test func whatIsNotDamagedIsSimplyOpened() async throws {
        await desk.refuses(
            ":open --backup post",
            "The file of \"post\" is not damaged. `:open post` opens it, `:undo` takes turns back.")
        try await desk.run(":open --salvage post")
        #expect(desk.session.outline["opening"]?.title == "Start")
        #expect(!Files.exists(folder.damaged("post")))
    }

    @Test func aNameThatIsLeftBehindIsNotTaken() async throws {
        unlink(file)
        desk.desk.nextName = "post"
        try await desk.run(":new Birds")
        #expect(desk.session.name == "post-2")
        await desk.refuses(":save post", "There is a session \"post\" already. Choose another name, or `:open post`.")
    }
}
