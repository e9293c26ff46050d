import Platform
import Testing

/// Reading and replacing whole files.
struct FilesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func information(_ path: String) throws -> stat {
        var information = stat()
        try #require(lstat(path, &information) == 0)
        return information
    }

    private func mode(of path: String) throws -> mode_t { try information(path).st_mode & 0o7777 }

    /// The error of a failing call.
    private func failure(_ body: () throws -> Void) throws -> SystemError {
        try #require(throws: SystemError.self) { try body() }
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
    func writtenBytesAreReadBack(size: Int) throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        try Files.replace(folder("a"), with: bytes)
        #expect(try Files.read(folder("a")) == bytes)
    }

    @Test func replacingLeavesOneFileWithTheNewContents() throws {
        for text in ["first", "a much longer second text", "", "x"] {
            try Files.replace(folder("post.json"), with: Array(text.utf8))
            #expect(try Files.read(folder("post.json")) == Array(text.utf8))
            #expect(try Files.names(in: folder.path) == ["post.json"])
        }
    }

    @Test func aFileIsForTheUserAloneUnlessSaidOtherwise() throws {
        try Files.replace(folder("own"), with: [1])
        #expect(try mode(of: folder("own")) == 0o600)
        try Files.replace(folder("own"), with: [2], mode: 0o755)
        #expect(try mode(of: folder("own")) == 0o755)
        // Every usual mask of the system would cut this one.
        try Files.replace(folder("open"), with: [1], mode: 0o666)
        #expect(try mode(of: folder("open")) == 0o666)
    }

    @Test func whoHasTheOldFileOpenKeepsTheOldContents() throws {
        try Files.replace(folder("a"), with: Array("old".utf8))
        let file = open(folder("a"), O_RDONLY | O_CLOEXEC)
        try #require(file >= 0)
        defer { close(file) }
        try Files.replace(folder("a"), with: Array("new text".utf8))
        var buffer = [UInt8](repeating: 0, count: 16)
        #expect(read(file, &buffer, 16) == 3)
        #expect(Array(buffer.prefix(3)) == Array("old".utf8))
    }

    @Test func aReaderNeverSeesHalfAFile() async throws {
        let path = folder("a")
        let texts = (UInt8(0)..<8).map { [UInt8](repeating: $0, count: 50_000 + Int($0) * 20_000) }
        try Files.replace(path, with: texts[0])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for text in texts { try Files.replace(path, with: text) } }
            group.addTask {
                for _ in 0..<50 {
                    let seen = try Files.read(path)
                    #expect(texts.contains(seen), "\(seen.count) bytes")
                }
            }
            try await group.waitForAll()
        }
        #expect(try Files.read(path) == texts[7])
    }

    @Test func manyWritersAtOnceLeaveOneOfTheirTexts() async throws {
        let path = folder("a")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in UInt8(1)...12 {
                group.addTask { try Files.replace(path, with: [UInt8](repeating: number, count: 4096)) }
            }
            try await group.waitForAll()
        }
        let left = try Files.read(path)
        #expect(left.count == 4096)
        #expect(Set(left).count == 1)
        #expect(try Files.names(in: folder.path) == ["a"])
    }

    @Test func aSymbolicLinkIsReplacedAndNotFollowed() throws {
        try Files.replace(folder("target"), with: Array("kept".utf8))
        try #require(symlink(folder("target"), folder("link")) == 0)
        try Files.replace(folder("link"), with: Array("new".utf8))
        #expect(try Files.read(folder("target")) == Array("kept".utf8))
        #expect(try Files.read(folder("link")) == Array("new".utf8))
        #expect(try information(folder("link")).st_mode & S_IFMT == S_IFREG)
    }

    @Test func aFolderInTheWayIsLeftAlone() throws {
        try Files.makeFolder(folder("a"))
        let written = try failure { try Files.replace(folder("a"), with: [1]) }
        #expect(written == SystemError("written", folder("a"), code: EISDIR))
        let read = try failure { _ = try Files.read(folder("a")) }
        #expect(read == SystemError("read", folder("a"), code: EISDIR))
        #expect(try Files.names(in: folder.path) == ["a"])
    }

    @Test func aMissingFileOrFolderIsNamed() throws {
        let missing = try failure { _ = try Files.read(folder("none")) }
        #expect(missing == SystemError("read", folder("none"), code: ENOENT))
        let within = try failure { try Files.replace(folder("none/a"), with: [1]) }
        #expect(within == SystemError("written", folder("none/a"), code: ENOENT))
        try Files.replace(folder("file"), with: [1])
        #expect(try failure { _ = try Files.read(folder("file/a")) }.code == ENOTDIR)
    }

    @Test(.disabled(if: geteuid() == 0, "the superuser may write anywhere"))
    func anUnwritableFolderKeepsTheOldFile() throws {
        try Files.replace(folder("a"), with: Array("old".utf8))
        try #require(chmod(folder.path, 0o500) == 0)
        let error = try failure { try Files.replace(folder("a"), with: Array("new".utf8)) }
        #expect(error == SystemError("written", folder("a"), code: EACCES))
        try #require(chmod(folder.path, 0o700) == 0)
        #expect(try Files.read(folder("a")) == Array("old".utf8))
        #expect(try Files.names(in: folder.path) == ["a"])
    }

    @Test func aLongNameIsWrittenAndATooLongOneRefused() throws {
        let long = String(repeating: "n", count: 255)
        try Files.replace(folder(long), with: [7])
        #expect(try Files.read(folder(long)) == [7])
        let error = try failure { try Files.replace(folder(long + "n"), with: [7]) }
        #expect(error.code == ENAMETOOLONG)
        #expect(try Files.names(in: folder.path) == [long])
    }

    @Test(arguments: ["\u{6F22}", "\u{E9}", "\u{1F4D6}"])
    func aLongNameBeyondASCIIIsWritten(character: String) throws {
        let name = String(repeating: character, count: 255 / character.utf8.count)
        try Files.replace(folder(name), with: [7])
        #expect(try Files.names(in: folder.path) == [name])
    }

    @Test func writingToAClosedFileFails() throws {
        #expect(try failure { try Files.write([1], to: -1, path: "a") } == SystemError("written", "a", code: EBADF))
    }
}

/// Folders, names and times.
struct FolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func foldersAreMadeWithThoseAboveThem() throws {
        try Files.makeFolder(folder("a/b/c"))
        #expect(Files.isFolder(folder("a/b/c")))
        var information = stat()
        try #require(stat(folder("a/b"), &information) == 0)
        #expect(information.st_mode & 0o777 == 0o700)
        try Files.makeFolder(folder("a/b/c"))
        #expect(try Files.names(in: folder("a/b")) == ["c"])
    }

    @Test func aFileCannotBeUsedAsAFolder() throws {
        try Files.replace(folder("a"), with: [1])
        #expect(!Files.isFolder(folder("a")))
        let same = try #require(throws: SystemError.self) { try Files.makeFolder(folder("a")) }
        #expect(same == SystemError("used as a folder", folder("a"), code: ENOTDIR))
        let below = try #require(throws: SystemError.self) { try Files.makeFolder(folder("a/b")) }
        #expect(below.code == ENOTDIR)
    }

    @Test func namesAreThoseOfTheFolderWithHiddenOnes() throws {
        #expect(try Files.names(in: folder.path) == [])
        let names = ["one", ".two", "three four", "\u{E9}\u{6F22}"]
        for name in names { try Files.replace(folder(name), with: []) }
        try Files.makeFolder(folder("five"))
        #expect(try Set(Files.names(in: folder.path)) == Set(names + ["five"]))
        #expect(try Files.names(in: folder("none")) == [])
        let error = try #require(throws: SystemError.self) { try Files.names(in: folder("one")) }
        #expect(error == SystemError("read", folder("one"), code: ENOTDIR))
    }

    @Test func somethingIsThereOrNot() throws {
        #expect(!Files.exists(folder("a")))
        #expect(Files.changed(folder("a")) == nil)
        try Files.replace(folder("a"), with: [])
        #expect(Files.exists(folder("a")))
        #expect(Files.exists(folder.path))
    }

    @Test func theTimeOfTheLastChangeIsInSeconds() throws {
        try Files.replace(folder("a"), with: [])
        var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1_700_000_000, tv_nsec: 250_000_000)]
        try #require(utimensat(AT_FDCWD, folder("a"), &times, 0) == 0)
        #expect(Files.changed(folder("a")) == 1_700_000_000.25)
    }

    @Test(arguments: [
        ("a", ".", "a"), ("a/b", "a", "b"), ("/a", "/", "a"), ("/", "/", ""), ("/a/b.c", "/a", "b.c"), ("", ".", ""),
        ("./a", ".", "a"), ("../a", "..", "a"),
    ])
    func aPathHasAFolderAndAName(path: String, above: String, name: String) {
        #expect(Files.folder(of: path) == above)
        #expect(Files.name(of: path) == name)
    }
}
