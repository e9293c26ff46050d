/// Whether something takes bytes, asked before work that would be lost on it.
extension Files {
    /// Throws `SystemError` where an open file cannot be written, as far as that can be told without writing.
    package static func checkWritable(_ file: Int32, named path: String) throws {
        let flags = fcntl(file, F_GETFL)
        guard flags >= 0, flags & O_ACCMODE != O_RDONLY else { throw SystemError("written", path, code: EBADF) }
        try checkRoom(file, named: path)
    }

    /// Throws `SystemError` where the disk of an open file or folder is full, or where an open device takes nothing.
    ///
    /// A disk that does not tell its size is not full (POSIX.1-2017 `fstatvfs`).
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
            // A device that takes nothing, such as `/dev/full`, says so for no bytes too.
            guard isatty(file) == 1 || Platform.write(file, "", 0) >= 0 else { throw SystemError("written", path) }
        default: break
        }
    }
}
