import Platform
import Testing

/// Reading is limited to regular files of bounded size.
@Suite(.timeLimit(.minutes(5))) struct FileReadingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func aPipeWithoutAWriterIsRefusedAtOnce() throws {
        try #require(mkfifo(folder("pipe"), 0o600) == 0)
        for limit in [ReadingLimit.own, .small] {
            #expect(throws: ReadingError.notRegular(folder("pipe"), kind: "a pipe")) {
                try Files.read(folder("pipe"), within: limit)
            }
        }
    }

    /// A stream of the system that looks like a regular file, and on which reading would wait for ever.
    @Test(.enabled(if: access("/proc/kmsg", R_OK) == 0))
    func theLogOfTheSystemIsNotWaitedFor() throws {
        let limit = ReadingLimit(bytes: 64 << 20)
        #expect(throws: (any Error).self) { try Files.read("/proc/kmsg", within: limit) }
    }

    @Test func aNamedPipeIsWaitedForUntilTheTaskIsCancelled() async throws {
        let path = folder("pipe")
        try #require(mkfifo(path, 0o600) == 0)
        let stopped = Task.detached { try Files.read(path, within: .named) }
        try await Task.sleep(for: .milliseconds(300))
        stopped.cancel()
        await #expect(throws: CancellationError.self) { try await stopped.value }
        let waiting = Task.detached { try Files.read(path, within: .named) }
        try await Task.sleep(for: .milliseconds(300))
        let writer = open(path, O_WRONLY | O_CLOEXEC)
        for piece in [[1, 2], [3]] as [[UInt8]] {
            try Files.write(piece, to: writer, path: path)
            try await Task.sleep(for: .milliseconds(200))
        }
        close(writer)
        #expect(try await waiting.value == [1, 2, 3])
    }

    @Test(arguments: ["/dev/zero", "/dev/null", "/dev/tty", "/dev/stdin"])
    func aLinkToADeviceIsRefused(device: String) throws {
        try #require(symlink("/dev/zero", folder("link")) == 0)
        #expect(throws: ReadingError.notRegular(folder("link"), kind: "a device")) { try Files.read(folder("link")) }
    }

    @Test func aSocketIsRefused() throws {
        let socket = socket(AF_UNIX, Int32(1), 0)
        try #require(socket >= 0)
        defer { close(socket) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = folder("socket")
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8.prefix(100)) + [0]) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0)
        for limit in [ReadingLimit.own, .named] {
            #expect(throws: ReadingError.notRegular(path, kind: "a socket")) { try Files.read(path, within: limit) }
        }
    }

    @Test func aFolderCannotBeReadAsAFile() throws {
        for limit in [ReadingLimit.own, .small, .named] {
            #expect(throws: SystemError("read", folder.path, code: EISDIR)) {
                try Files.read(folder.path, within: limit)
            }
        }
    }

    /// It is larger than the disk and takes no room on it.
    @Test func aFileOfHolesIsTooLong() throws {
        let path = folder("holes")
        try Files.replace(path, with: [])
        try #require(truncate(path, 10 << 30) == 0)
        #expect(throws: ReadingError.tooLong(path, bytes: 256 << 20)) { try Files.read(path) }
        #expect(throws: ReadingError.tooLong(path, bytes: 64 << 20)) { try Files.read(path, within: .named) }
        #expect(try Files.head(of: path, count: 4) == [0, 0, 0, 0])
    }

    @Test(arguments: [0, 1, 9, 10, 11])
    func theLimitIsExact(size: Int) throws {
        let path = folder("a")
        try Files.replace(path, with: [UInt8](repeating: 7, count: size))
        for takesStreams in [false, true] {
            let limit = ReadingLimit(bytes: 10, takesStreams: takesStreams)
            if size > 10 {
                #expect(throws: ReadingError.tooLong(path, bytes: 10)) { try Files.read(path, within: limit) }
            } else {
                #expect(try Files.read(path, within: limit).count == size)
            }
        }
    }

    /// A device without an end stops at the limit, also where a person names it.
    @Test func aNamedDeviceEndsAtTheLimit() throws {
        let limit = ReadingLimit(bytes: 100_000, takesStreams: true)
        #expect(throws: ReadingError.tooLong("/dev/zero", bytes: 100_000)) {
            try Files.read("/dev/zero", within: limit)
        }
        #expect(try Files.read("/dev/null", within: limit) == [])
    }

    @Test func aNamedPipeIsReadToItsEnd() throws {
        let path = folder("pipe")
        try #require(mkfifo(path, 0o600) == 0)
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        // A thread of its own: each end waits for the other in `open`, and the tests' few threads may all be taken.
        let isStarted = DetachedThread.start {
            let file = open(path, O_WRONLY | O_CLOEXEC)
            try? Files.write(bytes, to: file, path: path)
            close(file)
        }
        try #require(isStarted)
        #expect(try Files.read(path, within: .named) == bytes)
    }

    @Test func onlyRegularFilesAreWritten() throws {
        try #require(mkfifo(folder("pipe"), 0o600) == 0)
        try #require(symlink(folder("elsewhere"), folder("link")) == 0)
        for name in ["pipe", "link"] {
            #expect(Files.openOwn(folder(name), O_WRONLY | O_APPEND) < 0, "\(name)")
            #expect(Files.openOwn(folder(name), O_RDWR) < 0, "\(name)")
        }
        #expect(!Files.exists(folder("elsewhere")))
        let file = Files.openOwn(folder("own"), O_WRONLY | O_APPEND)
        try #require(file >= 0)
        close(file)
    }

    @Test func errorsAreSentences() {
        #expect(
            ReadingError.notRegular("a", kind: "a pipe").sentence
                == "a cannot be read: it is a pipe, not a regular file.")
        #expect(ReadingError.tooLong("a", bytes: 64 << 20).sentence == "a cannot be read: it is longer than 64 MB.")
        #expect(ReadingError.tooLong("a", bytes: 16_384).sentence == "a cannot be read: it is longer than 16 KB.")
    }

    // MARK: - Places

    @Test func aPathIsFollowedToItsTarget() throws {
        let base = try #require(Files.resolved(folder.path))
        try Files.makeFolder(folder("in/deep"))
        try Files.makeFolder(folder("out"))
        try Files.replace(folder("out/secret"), with: [])
        for (link, target) in [
            ("in/up", ".."), ("in/over", folder("out")), ("in/file", folder("out/secret")),
            ("in/gone", folder("none")), ("in/loop", "loop"), ("in/same", "deep"),
        ] {
            try #require(symlink(target, folder(link)) == 0)
        }
        let inner = folder("in")
        #expect(Files.resolved("\(inner)/deep/../new") == "\(base)/in/new")
        for (path, place) in [
            ("a.md", "a.md"), ("deep/a.md", "deep/a.md"), ("deep/../b.md", "b.md"), ("same/a", "deep/a"),
            ("new/folder/a", "new/folder/a"), ("./a", "a"), ("$HOME/a", "$HOME/a"),
        ] {
            #expect(Files.inside(inner, "\(inner)/\(path)") == place, "\(path)")
        }
        for path in [
            "../a", "deep/../../a", "up/a", "over/a", "over/new/a", "file", "gone", "gone/a", "loop", "new/../../a",
            "", "..", "deep/..",
        ] {
            #expect(Files.inside(inner, "\(inner)/\(path)") == nil, "\(path)")
        }
        #expect(Files.inside("/", "/etc/passwd") == nil)
        // A name that only begins alike is another folder.
        #expect(Files.inside(inner, folder("inner/a")) == nil)
    }
}
