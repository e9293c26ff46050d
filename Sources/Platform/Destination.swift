/// The target of a path to be written: a file that is replaced, or something else that is written to.
///
/// Symbolic links are followed to their target, even if the target does not exist yet.
package struct Destination: Sendable {
    /// The kind of the target.
    package enum Kind: Sendable, Equatable {
        /// An open descriptor of this program: `/dev/stdout`, or `/dev/fd/63` from `>(…)`.
        case descriptor(Int32)
        /// A path that does not exist yet.
        case new
        /// A regular file.
        case file
        /// A named pipe (FIFO).
        case pipe
        /// A Unix domain socket.
        case socket
        /// A character device, such as a terminal.
        case device
        /// A block device: writing to it destroys its contents.
        case disk
    }

    /// The path as the user named it, for messages.
    package let path: String
    /// The path without links, `.` and `..`; for a descriptor, the path as named.
    package let target: String
    /// The kind of the target.
    package let kind: Kind
    private let information: stat?

    /// Follows a path; throws `SystemError` if it leads to a folder, or if its folder does not exist.
    package init(_ path: String) throws {
        guard !path.utf8.contains(0) else { throw SystemError("written", path, code: EINVAL) }
        guard !path.isEmpty else { throw SystemError("written", "\"\"", code: ENOENT) }
        self.path = path
        var current = path
        // The same number of links as Linux follows (path_resolution(7)).
        for _ in 0..<40 {
            let name = Files.name(of: current)
            guard !["", ".", ".."].contains(name) else {
                throw SystemError("written", path, code: Files.isFolder(current) ? EISDIR : ENOENT)
            }
            guard let folder = Files.real(Files.folder(of: current)) else { throw SystemError("written", path) }
            if let number = Self.descriptor(folder, name) {
                var found = stat()
                guard fstat(number, &found) == 0 else { throw SystemError("written", path, code: EBADF) }
                (target, kind, information) = (current, .descriptor(number), found)
                return
            }
            let whole = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
            var found = stat()
            guard lstat(whole, &found) == 0 else {
                guard errno == ENOENT else { throw SystemError("written", path) }
                (target, kind, information) = (whole, .new, nil)
                return
            }
            if found.st_mode & S_IFMT == S_IFLNK {
                if let end = Self.stream(whole) {
                    (target, kind, information) = (whole, try Self.kind(of: end, path), end)
                    return
                }
                guard let next = Files.linkTarget(whole) else { throw SystemError("written", path) }
                current = next.hasPrefix("/") ? next : "\(folder)/\(next)"
                continue
            }
            (target, kind, information) = (whole, try Self.kind(of: found, path), found)
            return
        }
        throw SystemError("written", path, code: ELOOP)
    }

    /// Returns the pipe or socket that a link of `/proc/PID/fd` opens; its target is a name like `pipe:[7]`.
    private static func stream(_ link: String) -> stat? {
        var found = stat()
        guard link.hasPrefix("/proc/"), Files.linkTarget(link)?.hasPrefix("/") == false, stat(link, &found) == 0,
            found.st_mode & S_IFMT == S_IFIFO || found.st_mode & S_IFMT == S_IFSOCK
        else { return nil }
        return found
    }

    private static func kind(of found: stat, _ path: String) throws -> Kind {
        switch found.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: throw SystemError("written", path, code: EISDIR)
        case S_IFIFO: return .pipe
        case S_IFSOCK: return .socket
        case S_IFBLK: return .disk
        default: return .device
        }
    }

    /// Returns the descriptor number in a path: `/dev/fd/3`, or `/proc/self/fd/3` if the former leads there.
    private static func descriptor(_ folder: String, _ name: String) -> Int32? {
        guard folder == "/dev/fd" || folder == Files.real("/proc/self/fd") else { return nil }
        return Int32(name)
    }

    /// Throws `SystemError` if the target is certainly not writable; what is there stays as it is.
    ///
    /// A file without any write permission is refused even to root, since its permissions were removed on purpose.
    package func checkWritable() throws {
        switch kind {
        case .descriptor(let number): try Files.checkWritable(number, named: path)
        case .new:
            // Rights alone do not tell: root has all of them in `/proc`, where no file can be made.
            let trial = Files.temporary(for: target)
            let file = open(trial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard file >= 0 else { throw SystemError("written", path) }
            close(file)
            unlink(trial)
        default:
            guard let information, information.st_mode & 0o222 != 0 else {
                throw SystemError("written", path, code: EACCES)
            }
            guard access(target, W_OK) == 0 else { throw SystemError("written", path) }
        }
        guard kind == .new || kind == .file || kind == .device else { return }
        // A new file is written next to the old one, so the folder's disk must have room.
        let file = open(
            kind == .device ? target : Files.folder(of: target),
            (kind == .device ? O_WRONLY : O_RDONLY) | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { close(file) }
        try Files.checkRoom(file, named: path)
    }

    /// Returns true if the target is the same file as another path, under any name.
    package func isSameFile(as other: String) -> Bool {
        guard let information else { return false }
        var found = stat()
        return stat(other, &found) == 0 && found.st_dev == information.st_dev && found.st_ino == information.st_ino
    }

    /// The contents of a regular file; nil if there is none, or it cannot be read.
    package var contents: [UInt8]? { kind == .file ? try? Files.read(target) : nil }

    /// True if there is a regular file that is not empty.
    package var holdsSomething: Bool { kind == .file && (information?.st_size ?? 0) > 0 }

    // MARK: - Writing

    /// Writes a text; a regular file is replaced and keeps its mode and owner, everything else is written to.
    ///
    /// Waits for the reader of a pipe; it is not an error if the reader leaves, as in a pipeline. Throws `SystemError`
    /// or `CancellationError`.
    package func write(_ text: String) async throws {
        // Text for a terminal must not control it.
        let isTerminal = if case .descriptor(let number) = kind { isatty(number) == 1 } else { kind == .device }
        try await write(Array((isTerminal ? PlainText.clean(text) : text).utf8))
    }

    /// Writes the bytes of a whole file; see `write(_: String)`.
    package func write(_ bytes: [UInt8]) async throws {
        switch kind {
        case .new, .file: try writeFile(bytes)
        case .descriptor(let number): try await send(bytes, to: number)
        case .socket:
            let socket = try connected()
            defer { close(socket) }
            try await send(bytes, to: socket)
        case .pipe, .device, .disk:
            let file = try await opened()
            do { try await send(bytes, to: file) } catch {
                close(file)
                throw error
            }
            guard close(file) == 0 else { throw SystemError("written", path) }
        }
    }

    private func writeFile(_ bytes: [UInt8]) throws {
        guard let information else {
            try Files.replace(target, with: bytes, mode: 0o666, isMasked: true)
            return
        }
        do {
            try Files.replace(
                target, with: bytes, mode: information.st_mode & 0o7777, owner: (information.st_uid, information.st_gid)
            )
        } catch let error as SystemError where [EACCES, EPERM, EROFS, EBUSY, EXDEV].contains(error.code) {
            // The folder does not allow a second file, or the owner cannot be kept; the file itself may still be
            // writable.
            try Files.overwrite(target, with: bytes, named: path)
        }
    }

    /// Opens a pipe or a device; retries a pipe until it has a reader.
    private func opened() async throws -> Int32 {
        while true {
            let file = open(target, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
            if file >= 0 { return file }
            guard errno == ENXIO && kind == .pipe || errno == EINTR else { throw SystemError("written", path) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func connected() throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(target.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw SystemError("written", path, code: ENAMETOOLONG)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let end = Platform.socket(AF_UNIX, streamSocket, 0)
        guard end >= 0 else { throw SystemError("written", path) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(end, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            let code = errno
            close(end)
            throw SystemError("written", path, code: code)
        }
        return end
    }

    /// Writes bytes to a target that may accept them slowly.
    private func send(_ bytes: [UInt8], to file: Int32) async throws {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Platform.write(file, $0.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if count >= 0 {
                done += count
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN, EWOULDBLOCK: try await Task.sleep(for: .milliseconds(10))
            case EPIPE: return
            default: throw SystemError("written", path)
            }
        }
    }
}
