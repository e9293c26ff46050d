import Platform
import Testing

/// Second names of files, replacements that break off, and how files look.
struct FileCopiesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func replace(_ name: String, _ text: String) throws {
        try Files.replace(folder(name), with: Array(text.utf8))
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try Files.read(folder(name)), as: UTF8.self)
    }

    @Test func aSecondNameTakesThePlaceOfAnother() throws {
        try replace("a", "one")
        try replace("copy", "old")
        try Files.link(folder("a"), as: folder("copy"))
        #expect(try text("copy") == "one")
        // Both are one file now; linking again leaves nothing behind.
        try Files.link(folder("a"), as: folder("copy"))
        try replace("a", "two")
        #expect(try text("copy") == "one")
        #expect(try text("a") == "two")
        #expect(try Set(Files.names(in: folder.path)) == ["a", "copy"])
        #expect(throws: SystemError.self) { try Files.link(folder("none"), as: folder("copy")) }
        #expect(try text("copy") == "one")
    }

    @Test func aLinkInThePlaceOfTheSecondNameIsReplaced() throws {
        try replace("a", "one")
        try replace("target", "kept")
        try #require(symlink(folder("target"), folder("copy")) == 0)
        #expect(Files.isLink(folder("copy")) && !Files.isLink(folder("a")) && !Files.isLink(folder("none")))
        try Files.link(folder("a"), as: folder("copy"))
        #expect(try text("target") == "kept")
        #expect(!Files.isLink(folder("copy")))
    }

    @Test func aFreeNameIsFound() throws {
        try replace("a", "one")
        #expect(try Files.link(folder("a"), asFree: folder("b")) == folder("b"))
        #expect(try Files.link(folder("a"), asFree: folder("b")) == folder("b-2"))
        #expect(try Files.link(folder("a"), asFree: folder("b")) == folder("b-3"))
        #expect(throws: SystemError.self) { try Files.link(folder("none"), asFree: folder("c")) }
    }

    @Test func theTemporaryFileMayBeACertainOne() throws {
        try Files.makeFolder(folder("new"))
        try replace("a", "one")
        try Files.replace(folder("a"), with: Array("two".utf8), through: folder("new/a")) {
            #expect(try Files.names(in: folder("new")) == ["a"])
            try Files.link(folder("a"), as: folder("copy"), through: folder("new/copy"))
        }
        #expect(try text("a") == "two")
        #expect(try text("copy") == "one")
        #expect(try Files.names(in: folder("new")) == [])
        // Who takes the new file away keeps the old one.
        #expect(throws: SystemError("written", folder("a"), code: ENOENT)) {
            try Files.replace(folder("a"), with: Array("three".utf8), through: folder("new/a")) {
                unlink(folder("new/a"))
            }
        }
        #expect(try text("a") == "two")
    }

    @Test func aFailureBeforeTheRenameChangesNothing() throws {
        struct Stop: Error {}
        try replace("a", "one")
        #expect(throws: Stop.self) {
            try Files.replace(folder("a"), with: Array("two".utf8)) {
                #expect(try text("a") == "one")
                throw Stop()
            }
        }
        #expect(try text("a") == "one")
        #expect(try Files.names(in: folder.path) == ["a"])
    }

    @Test func aStampTellsFilesApart() throws {
        #expect(FileStamp(folder("a")) == nil)
        let first = try Files.replace(folder("a"), with: [1])
        #expect(FileStamp(folder("a")) == first && first.size == 1)
        try #require(link(folder("a"), folder("b")) == 0)
        let other = try #require(FileStamp(folder("b")))
        #expect(other == first)
        let second = try Files.replace(folder("a"), with: [1])
        #expect(second != first && !second.isSameFile(as: first) && FileStamp(folder("b")) == first)
        let file = open(folder("b"), O_WRONLY | O_APPEND | O_CLOEXEC)
        try #require(file >= 0)
        defer { close(file) }
        try Files.write([2], to: file, path: "b")
        let grown = try #require(FileStamp(file: file))
        #expect(grown != first && grown.isSameFile(as: first) && grown.size == 2)
        #expect(FileStamp(file: -1) == nil)
    }

    @Test(arguments: [(4_000_000_000, 5, 4_000_000_000, 6), (4_000_000_000, 999_999_999, 4_000_000_001, 0)])
    func aFileCanBeDatedAfterAnother(seconds: Int, nanoseconds: Int, then: Int, part: Int) throws {
        try replace("a", "one")
        var times = [timespec(tv_sec: seconds, tv_nsec: nanoseconds), timespec(tv_sec: seconds, tv_nsec: nanoseconds)]
        try #require(utimensat(AT_FDCWD, folder("a"), &times, 0) == 0)
        let stamp = try Files.replace(folder("b"), with: [1], after: FileStamp(folder("a")))
        #expect(stamp.seconds == then && stamp.nanoseconds == part)
        #expect(FileStamp(folder("b")) == stamp)
        let past = try Files.replace(folder("c"), with: [1], after: try Files.replace(folder("d"), with: []))
        #expect(past.seconds < seconds)
    }
}
