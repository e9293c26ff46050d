/// The only way to read a whole file.
///
/// Someone else may have created the file: a link to `/dev/zero` has no end, a pipe without a writer blocks, and a
/// sparse file can be larger than the disk. So the file is opened without waiting (`O_NONBLOCK`), checked while open
/// (`fstat`), and read up to a limit. A stream is waited for in short steps, since a signal only cancels the task.
extension Files {
    /// Returns the bytes of a file.
    ///
    /// Throws `ReadingError` if it is not a regular file, unless the limit allows streams, and if it is too long;
    /// `CancellationError` if the task is cancelled while it waits for a stream; `SystemError` otherwise.
    package static func read(_ path: String, within limit: ReadingLimit = .own) throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard file >= 0 else {
            // A socket cannot be opened (POSIX.1-2017, `open`).
            if errno == ENXIO || errno == EOPNOTSUPP { throw ReadingError.notRegular(path, kind: "a socket") }
            throw SystemError("read", path)
        }
        defer { close(file) }
        return try read(file, named: path, within: limit)
    }

    /// Returns the bytes of standard input; `name` is used in error messages.
    ///
    /// Throws like `read`.
    package static func readStandardInput(
        named name: String = "Standard input", within limit: ReadingLimit = .named
    ) throws -> [UInt8] {
        try read(STDIN_FILENO, named: name, within: limit)
    }

    /// Returns the first bytes of a regular file, at most `count`; throws like `read`.
    package static func head(of path: String, count: Int) throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard file >= 0 else { throw SystemError("read", path) }
        defer { close(file) }
        _ = try size(of: file, named: path, within: ReadingLimit(bytes: .max))
        return try piece(of: file, named: path, atMost: max(0, count))
    }

    /// Returns the first and the last bytes of a regular file, at most `count` each; they overlap for a short file.
    ///
    /// Throws like `read`.
    package static func ends(of path: String, count: Int) throws -> (head: [UInt8], tail: [UInt8]) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard file >= 0 else { throw SystemError("read", path) }
        defer { close(file) }
        let size = try size(of: file, named: path, within: ReadingLimit(bytes: .max)) ?? 0
        let head = try piece(of: file, named: path, atMost: count)
        guard size > count else { return (head, head) }
        guard lseek(file, off_t(size - count), SEEK_SET) >= 0 else { throw SystemError("read", path) }
        return (head, try piece(of: file, named: path, atMost: count))
    }

    /// Opens one of Galley's own files for writing, which must be regular; negative on failure, with `errno` set.
    ///
    /// If someone replaced it by a pipe, opening would block (`O_NONBLOCK`), and a link would lead elsewhere
    /// (`O_NOFOLLOW`).
    package static func openOwn(_ path: String, _ flags: Int32) -> Int32 {
        let file = open(path, flags | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK, 0o600)
        guard file >= 0 else { return file }
        var information = stat()
        guard fstat(file, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
            close(file)
            errno = EINVAL
            return -1
        }
        return file
    }

    private static func read(_ file: Int32, named path: String, within limit: ReadingLimit) throws -> [UInt8] {
        let size = try size(of: file, named: path, within: limit)
        // One extra byte, to detect that there is more.
        let step = size.map { max(4096, $0 + 1) } ?? 65_536
        var bytes: [UInt8] = []
        while true {
            let piece = try piece(of: file, named: path, atMost: step, waits: limit.takesStreams)
            if piece.isEmpty { return bytes }
            bytes += piece
            guard bytes.count <= limit.bytes else { throw ReadingError.tooLong(path, bytes: limit.bytes) }
        }
    }

    /// Returns the size of a regular file, after checking the limit; nil for a stream that the limit allows.
    private static func size(of file: Int32, named path: String, within limit: ReadingLimit) throws -> Int? {
        var information = stat()
        guard fstat(file, &information) == 0 else { throw SystemError("read", path) }
        switch information.st_mode & S_IFMT {
        case S_IFREG:
            guard Int(information.st_size) <= limit.bytes else {
                throw ReadingError.tooLong(path, bytes: limit.bytes)
            }
            return Int(information.st_size)
        case S_IFDIR: throw SystemError("read", path, code: EISDIR)
        case let kind where !limit.takesStreams: throw ReadingError.notRegular(path, kind: words(for: kind))
        default: return nil
        }
    }

    private static func words(for kind: mode_t) -> String {
        switch kind {
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        case S_IFCHR, S_IFBLK: "a device"
        default: "something else"
        }
    }

    private static func piece(
        of file: Int32, named path: String, atMost step: Int, waits: Bool = false
    ) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: step) { buffer, count in
            count = 0
            while true {
                // Also before the first byte: without a writer, a pipe would seem to be empty.
                if waits { try wait(for: file) }
                let got = Platform.read(file, buffer.baseAddress, step)
                if got >= 0 {
                    count = got
                    return
                }
                switch errno {
                case EINTR: continue
                case EAGAIN where waits: continue
                // The system's own streams, such as `/proc/kmsg`, look like regular files.
                case EAGAIN: throw ReadingError.notRegular(path, kind: "a stream")
                default: throw SystemError("read", path)
                }
            }
        }
    }

    /// Waits until there is something to read, or the end; throws `CancellationError`.
    private static func wait(for file: Int32) throws {
        var waits = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
        repeat { try Task.checkCancellation() } while poll(&waits, 1, 100) <= 0
    }
}
