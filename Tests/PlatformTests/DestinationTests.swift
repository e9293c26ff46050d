import SeededRandom
import Testing

@testable import Platform

/// The targets of paths: files behind links, pipes, sockets, descriptors, and how each is written.
struct DestinationTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func make(_ name: String, _ text: String = "old", mode: mode_t = 0o644) throws {
        try Files.replace(folder(name), with: Array(text.utf8), mode: mode)
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try Files.read(folder(name)), as: UTF8.self)
    }

    /// The code of the error that a path causes.
    private func code(_ path: String) -> Int32? {
        do { _ = try Destination(path) } catch { return (error as? SystemError)?.code }
        return nil
    }

    @Test func aPathThatCannotBeAFileIsRefused() throws {
        try make("file")
        try #require(symlink("loop", folder("loop")) == 0)
        #expect(code("") == ENOENT && code("a\0b") == EINVAL)
        #expect(code(folder.path) == EISDIR && code(folder("..")) == EISDIR && code(folder("none/..")) == ENOENT)
        #expect(code(folder("none/file")) == ENOENT && code(folder("file/part")) == ENOTDIR)
        #expect(code(folder("loop")) == ELOOP && code("/dev/fd/99999") == EBADF)
    }

    @Test func aChainOfLinksLeadsToItsEnd() async throws {
        try make("file")
        try Files.makeFolder(folder("deep"))
        let names = ["file", "one", "deep/two", "three"]
        for (end, link) in zip(["file", "../one", "deep/two"], names.dropFirst()) {
            try #require(symlink(end, folder(link)) == 0)
        }
        var written = "old"
        for name in names {
            let destination = try Destination(folder(name))
            #expect(destination.kind == .file && destination.isSameFile(as: folder("file")), "\(name)")
            #expect(destination.holdsSomething && destination.contents == Array(written.utf8))
            written = "\(name) wrote"
            try await destination.write(written)
            #expect(try text("file") == written)
        }
        #expect(Files.isLink(folder("three")) && Files.isLink(folder("one")))
        // The end of a link need not exist yet.
        try #require(symlink("new", folder("dangling")) == 0)
        let new = try Destination(folder("dangling"))
        #expect(new.kind == .new && !new.isSameFile(as: folder("file")) && new.contents == nil && !new.holdsSomething)
        try await new.write("made")
        #expect(try text("new") == "made" && Files.isLink(folder("dangling")))
    }

    @Test(arguments: [0o600, 0o640, 0o755] as [mode_t]) func aReplacedFileKeepsItsMode(mode: mode_t) async throws {
        try make("file", mode: mode)
        try await Destination(folder("file")).write("new")
        var information = stat()
        #expect(stat(folder("file"), &information) == 0 && information.st_mode & 0o7777 == mode)
        #expect(try text("file") == "new" && Files.names(in: folder.path) == ["file"])
    }

    @Test func aFileWithoutPermissionsIsRefusedAndStays() throws {
        try make("file", mode: 0o444)
        #expect(throws: SystemError("written", folder("file"), code: EACCES)) {
            try Destination(folder("file")).checkWritable()
        }
        try Destination(folder("new")).checkWritable()
        #expect(try text("file") == "old" && Files.names(in: folder.path) == ["file"])
    }

    @Test(.timeLimit(.minutes(5))) func aPipeIsWrittenWhole() async throws {
        try #require(mkfifo(folder("pipe"), 0o600) == 0)
        let destination = try Destination(folder("pipe"))
        #expect(destination.kind == .pipe)
        // More than a pipe holds, so the writer must wait for the reader.
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let path = folder("pipe")
        async let read = withCheckedContinuation { done in
            if !DetachedThread.start({ done.resume(returning: Self.all(of: path)) }) { done.resume(returning: nil) }
        }
        try await destination.write(bytes)
        #expect(await read == bytes)
    }

    /// Everything that arrives at a pipe until its writer closes it; nil on an error.
    private static func all(of pipe: String) -> [UInt8]? {
        let file = open(pipe, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var (found, part) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
        while true {
            let count = read(file, &part, part.count)
            guard count > 0 else { return count == 0 ? found : nil }
            found += part[..<count]
        }
    }

    @Test func aSocketIsWrittenAndAClosedOneRefused() async throws {
        let end = socket(AF_UNIX, streamSocket, 0)
        try #require(end >= 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array(folder("s").utf8)
        try #require(path.count < MemoryLayout.size(ofValue: address.sun_path))
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(end, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0 && listen(end, 1) == 0)
        let destination = try Destination(folder("s"))
        #expect(destination.kind == .socket)
        try await destination.write("to the socket")
        let peer = accept(end, nil, nil)
        var received = [UInt8](repeating: 0, count: 100)
        #expect(read(peer, &received, received.count) == 13 && received.starts(with: "to the socket".utf8))
        close(peer)
        close(end)
        await #expect(throws: SystemError("written", folder("s"), code: ECONNREFUSED)) {
            try await destination.write("nobody listens")
        }
    }

    @Test func anOpenDescriptorIsWrittenWhereItStands() async throws {
        let file = open(folder("log"), O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        try #require(file >= 0 && Platform.write(file, "one,", 4) == 4)
        let destination = try Destination("/dev/fd/\(file)")
        #expect(destination.kind == .descriptor(file) && destination.isSameFile(as: folder("log")))
        try destination.checkWritable()
        try await destination.write("two")
        close(file)
        #expect(try text("log") == "one,two")
        try await Destination("/dev/null").write("gone")
    }

    private static func bytes(_ random: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: 0...9000, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    /// In a folder that allows no second file, the contents are written over.
    @Test func everyLengthIsWrittenOverEveryOther() throws {
        var random = SeededGenerator(seed: 18)
        for _ in 0..<60 {
            let old = Self.bytes(&random)
            let new = Self.bytes(&random)
            try Files.replace(folder("file"), with: old)
            let before = try #require(FileStamp(folder("file")))
            try Files.overwrite(folder("file"), with: new, named: "file")
            #expect(try Files.read(folder("file")) == new)
            #expect(FileStamp(folder("file"))?.isSameFile(as: before) == true)
        }
        #expect(throws: SystemError("written", "none", code: ENOENT)) {
            try Files.overwrite(folder("none"), with: [1], named: "none")
        }
    }
}
