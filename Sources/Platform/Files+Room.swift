/// Checks that data can be written, to be made before work that would otherwise be lost.
extension Files {
    /// Throws `SystemError` if an open file is certainly not writable; nothing is written.
    package static func checkWritable(_ file: Int32, named path: String) throws {
        let flags = fcntl(file, F_GETFL)
        guard flags >= 0, flags & O_ACCMODE != O_RDONLY else { throw SystemError("written", path, code: EBADF) }
        try checkRoom(file, named: path)
    }

    /// Throws `SystemError` if the disk of an open file or folder is full, or an open device accepts no data.
    ///
    /// A disk that does not report its size does not count as full (POSIX.1-2017 `fstatvfs`).
    static func checkRoom(_ file: Int32, named path: String) throws {
        var information = stat()
        guard fstat(file, &information) == 0 else { throw SystemError("written", path) }
        switch information.st_mode & S_IFMT {
        case S_IFREG, S_IFDIR:
            var disk = statvfs()
            guard fstatvfs(file, &disk) == 0, disk.f_blocks > 0 else { return }
            let free = geteuid() == 0 ? disk.f_bfree : disk.f_bavail
            guard free > 0 else { throw SystemError("written", path, code: ENOSPC) }
        case S_IFCHR:
            // A device that accepts no data, such as `/dev/full`, reports that even for zero bytes.
            guard isatty(file) == 1 || Platform.write(file, "", 0) >= 0 else { throw SystemError("written", path) }
        default: break
        }
    }
}
