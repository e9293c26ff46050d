import CTestSupport
import LoopbackServer
import Manuscript
import Platform
import Testing

/// Disks that are full or become read-only while a session is open; they are small disks in memory.
@Suite(.enabled(if: SmallDisk.isAllowed, "making a disk is not allowed here"), .timeLimit(.minutes(5)))
struct SmallDiskTests {
    private func half(at place: Place) throws -> [UInt8] {
        try place.keep(Posts.half())
        return try Files.read(place.file("post"))
    }

    @Test func aFullDiskKeepsTheOldFileAndItsCopy() async throws {
        let place = try Place()
        let disk = try SmallDisk(over: place.sessions, kilobytes: 128)
        _ = try half(at: place)
        #expect(try await place.run("-r", "post", "-x", ":rename 1 First").status == 0)
        let (bytes, copy) = (try Files.read(place.file("post")), try Files.read(place.file("post") + ".bak"))
        disk.fill()
        try await place.run("-r", "post", "-x", ":rename 1 Second").expectSentence(
            "the disk is full; make room and try again")
        #expect(try Files.read(place.file("post")) == bytes)
        #expect(try Files.read(place.file("post") + ".bak") == copy)
        #expect(!(try Files.names(in: place.sessions).contains { $0.hasSuffix(".saving") }))
        disk.free()
        #expect(try await place.run("-r", "post", "-x", ":rename 1 Third").status == 0)
    }

    /// The text that was just finished is in memory, and the next save that works has it.
    @Test func textWrittenOnAFullDiskIsNotLost() async throws {
        let place = try Place()
        let disk = try SmallDisk(over: place.sessions, kilobytes: 128)
        _ = try half(at: place)
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let console = try Console("-r", "post", "--base-url", server.baseURL, at: place)
        try await console.begin("post")
        disk.fill()
        try await console.enter(":write", until: "kept in memory and saved with the next turn")
        #expect(try place.session("post") == Posts.half())
        try await console.enter(":rename 1 No", until: "the disk is full")
        disk.free()
        try await console.enter(":save", until: "Saved after every turn")
        let session = try place.session("post")
        #expect(session.written.count > Posts.half().written.count)
        try await console.enter(":write", until: "`:show` shows the post")
        #expect(try place.session("post").missing.isEmpty)
        #expect(try await console.leave() == 0)
        await server.stop()
    }

    /// A script ends with the first failure; what it wrote is then put where there is room.
    @Test func aScriptPutsItElsewhere() async throws {
        let place = try Place()
        let disk = try SmallDisk(over: place.sessions, kilobytes: 128)
        let bytes = try half(at: place)
        disk.fill()
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let outcome = try await place.run("-r", "post", "-x", ":write 3", "--base-url", server.baseURL)
        #expect(outcome.status == 1)
        let match = try #require(outcome.errors.firstMatch(of: /The session with the last changes is in (\S+)\./))
        let kept = try SessionFile.decode(try Files.read(String(match.1)), file: "kept")
        #expect(kept.written == ["1", "2.1", "3"] && String(match.1).hasPrefix(place.temporary))
        #expect(try Files.read(place.file("post")) == bytes)
        await server.stop()
    }

    /// A disk without room for the post is noticed before the post is paid for.
    @Test(arguments: ["> out/post.md", "-o out/post.md", "-o out/old.md"])
    func aPostThatHasNoRoomIsNotPaidFor(way: String) async throws {
        let place = try Place()
        try Files.makeFolder("\(place.work)/out")
        let disk = try SmallDisk(over: "\(place.work)/out", kilobytes: 64)
        try place.write("", to: "out/old.md")
        disk.fill()
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let line = "galley write 'What is a lighthouse?' --base-url \(server.baseURL) \(way)"
        let run = try await place.shell(line)
        #expect(run.status == 1 && run.complaints.count == 1 && server.chats.isEmpty, "\(run)")
        #expect(run.errors.contains("cannot be written: the disk is full; make room and try again."), "\(run)")
        disk.free()
        #expect(try await place.shell(line).status == 0)
        #expect(try place.text(of: "out/\(way.hasSuffix("old.md") ? "old" : "post").md").hasPrefix("# What is a"))
        await server.stop()
    }

    /// A file that can only be written over, since its folder takes no other, keeps its text where the new one has no
    /// room; a longer old text is cut.
    @Test(.enabled(if: access("/usr/bin/setpriv", X_OK) == 0), arguments: [26, 4096, 4097, 9000])
    func aFileThatIsWrittenOver(length: Int) async throws {
        let place = try Place()
        var session = Posts.half()
        session.topic = String(repeating: "A very long topic. ", count: 1000)
        try place.keep(session)
        try Files.makeFolder("\(place.work)/out")
        let disk = try SmallDisk(over: "\(place.work)/out", kilobytes: 64)
        let old = String(repeating: "o", count: length)
        try place.write(old, to: "out/p.md")
        disk.fill()
        truncate("\(place.work)/out/filler", (15 - (off_t(length) + 4095) / 4096) << 12)
        chmod("\(place.work)/out", 0o555)
        let line = "setpriv --bounding-set=-dac_override '\(try Child.program())'"
        let full = try await place.shell("\(line) export post -o out/p.md --yes")
        #expect(full.status == 1 && full.errors.contains("the disk is full"), "\(full)")
        #expect(try place.text(of: "out/p.md") == old)
        disk.free()
        for topic in [session.topic, "Short"] {
            session.topic = topic
            try place.keep(session)
            let written = try await place.shell("\(line) export post -o out/p.md --yes")
            #expect(written.status == 0, "\(written)")
            let text = try place.text(of: "out/p.md")
            #expect(text.hasPrefix("# \(topic.trimmed)") && text.hasSuffix("\n") && !text.contains("oooo"))
        }
    }

    @Test func permissionLostBetweenTwoSaves() async throws {
        let place = try Place()
        let disk = try SmallDisk(over: place.sessions, kilobytes: 256)
        _ = try half(at: place)
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
        try await console.begin("post")
        try await console.enter(":rename 1 First", until: "First")
        let (bytes, copy) = (try Files.read(place.file("post")), try Files.read(place.file("post") + ".bak"))
        try disk.protect(true)
        try await console.enter(":rename 1 Second", until: "the disk is read-only; choose another place")
        #expect(try Files.read(place.file("post")) == bytes)
        #expect(try Files.read(place.file("post") + ".bak") == copy)
        // A session on such a disk can be looked at.
        try disk.protect(false)
        try await console.enter(":rename 1 Third", until: "Third")
        #expect(try await console.leave() == 0)
        try disk.protect(true)
        let outcome = try await place.run("-r", "post", "-x", ":status", "-x", ":rename 1 No")
        #expect(
            outcome.status == 1
                && outcome.errors.contains("Open for reading only: \(place.sessions) cannot be written."))
        #expect(outcome.complaints.count == 1 && outcome.complaints[0].contains("so nothing was changed"))
        try disk.protect(false)
    }
}

/// A disk in memory over a folder; gone with its owner.
final class SmallDisk {
    private let folder: String
    private var isProtected = false

    /// True if this user may make one.
    static let isAllowed: Bool = {
        guard let place = try? Place(), let disk = try? SmallDisk(over: place.work, kilobytes: 64) else { return false }
        return withExtendedLifetime(disk) { true }
    }()

    init(over folder: String, kilobytes: Int32) throws {
        self.folder = folder
        let error = galley_test_small_disk(folder, kilobytes)
        guard error == 0 else { throw SystemError("made", folder, code: error) }
    }

    deinit {
        if isProtected { _ = galley_test_protect_disk(folder, 0) }
        _ = galley_test_remove_disk(folder)
    }

    /// Leaves no room at all.
    func fill() {
        let file = open("\(folder)/filler", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        let block = [UInt8](repeating: 7, count: 4096)
        while write(file, block, block.count) > 0 {}
        close(file)
    }

    /// Makes room again.
    func free() { unlink("\(folder)/filler") }

    /// Makes it read-only, or writable again.
    func protect(_ isProtected: Bool) throws {
        let error = galley_test_protect_disk(folder, isProtected ? 1 : 0)
        guard error == 0 else { throw SystemError("protected", folder, code: error) }
        self.isProtected = isProtected
    }
}
