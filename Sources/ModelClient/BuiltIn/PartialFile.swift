import Platform

/// A model file that is being received, under a hidden name next to its final one.
final class PartialFile {
    let path: String
    private let file: Int32
    /// The number of bytes in the file.
    private(set) var count: Int

    /// Opens or creates the file, and locks it against another Galley.
    ///
    /// Throws `ModelInstallError.busy` or `.unwritable`.
    init(path: String) throws(ModelInstallError) {
        self.path = path
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0, let size = Files.size(of: file) else {
            throw .unwritable(path: path, reason: String(cString: strerror(errno)).lowercased())
        }
        count = size
        // The lock goes with the process, however it ends.
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else { throw .busy }
    }

    deinit { if file >= 0 { close(file) } }

    /// Appends bytes; throws `ModelInstallError.noRoom` or `.unwritable`.
    func append(_ bytes: [UInt8]) throws(ModelInstallError) {
        guard lseek(file, off_t(count), SEEK_SET) >= 0 else { throw failure() }
        do { try Files.write(bytes, to: file, path: path) } catch { throw failure() }
        count += bytes.count
    }

    /// Appends another file; returns false if that cannot be opened.
    ///
    /// `progress` gets the size after each megabyte. Throws `ModelInstallError`, and `CancellationError`.
    func append(contentsOf other: String, progress: (Int) -> Void = { _ in }) async throws -> Bool {
        let source = open(other, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { return false }
        defer { close(source) }
        while true {
            try Task.checkCancellation()
            let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, filled in
                filled = max(0, read(source, buffer.baseAddress, 1 << 20))
            }
            if bytes.isEmpty { return true }
            try append(bytes)
            progress(count)
        }
    }

    /// Cuts the file to its first `count` bytes.
    func restart(at count: Int = 0) throws(ModelInstallError) {
        guard ftruncate(file, off_t(count)) == 0 else { throw failure() }
        self.count = count
    }

    /// Returns the SHA-256 of the whole file; throws `CancellationError`, and `ModelInstallError` if it cannot be read.
    func digest() throws -> String {
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var offset = 0
        while true {
            try Task.checkCancellation()
            let count = pread(file, &buffer, buffer.count, off_t(offset))
            guard count >= 0 else { throw ModelInstallError.unwritable(path: path, reason: "it cannot be read back") }
            if count == 0 { return hash.hex() }
            buffer.withUnsafeBytes { hash.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            offset += count
        }
    }

    /// Throws `ModelInstallError.noRoom` if the disk has no room for so many further bytes.
    func checkRoom(for bytes: Int) throws(ModelInstallError) {
        var disk = statvfs()
        guard fstatvfs(file, &disk) == 0, disk.f_blocks > 0 else { return }
        let free = Int(
            clamping: UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize)).partialValue)
        guard bytes <= free else { throw .noRoom(folder: Files.folder(of: path), needed: bytes, free: free) }
    }

    /// Gives the complete file its final name, durably; throws `ModelInstallError.unwritable`.
    func finish(as name: String) throws(ModelInstallError) {
        guard fsync(file) == 0, rename(path, name) == 0 else { throw failure() }
        Files.syncFolder(Files.folder(of: name))
    }

    /// Removes the file.
    func remove() { unlink(path) }

    private func failure() -> ModelInstallError {
        let code = errno
        if code == ENOSPC || code == EDQUOT { return .noRoom(folder: Files.folder(of: path), needed: 1, free: 0) }
        return .unwritable(path: path, reason: String(cString: strerror(code)).lowercased())
    }
}
