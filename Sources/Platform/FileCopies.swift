/// Second names and copies of files, made so that a crash leaves the old state or the new one.
extension Files {
    /// Gives a file a second name, in place of whatever has that name; nothing is copied where the file system has links.
    ///
    /// The second name is renamed into place, so that it is always a whole file. Where there are no hard links (FAT, some
    /// network file systems) the bytes are copied. `temporary` is that of `replace`. Throws `SystemError`; what had the
    /// name then stands.
    package static func link(_ path: String, as copy: String, through temporary: String? = nil) throws {
        let temporary = temporary ?? self.temporary(for: copy)
        guard linkat(AT_FDCWD, path, AT_FDCWD, temporary, 0) == 0 else {
            guard isWithoutLinks(errno) else { throw SystemError("copied", path) }
            _ = try replace(copy, with: try read(path), through: temporary)
            return
        }
        // Where both are names of one file already, `rename` does nothing and leaves the temporary one (POSIX.1-2017).
        defer { unlink(temporary) }
        guard rename(temporary, copy) == 0 else { throw SystemError("written", copy) }
    }

    /// Gives a file a second name that is free: the first of `copy`, `copy-2`, `copy-3` …; returns it.
    ///
    /// Throws `SystemError`.
    package static func link(_ path: String, asFree copy: String) throws -> String {
        for count in 1...9999 {
            let free = count == 1 ? copy : "\(copy)-\(count)"
            if linkat(AT_FDCWD, path, AT_FDCWD, free, 0) == 0 {
                syncFolder(folder(of: free))
                return free
            }
            if errno == EEXIST { continue }
            guard isWithoutLinks(errno) else { throw SystemError("copied", path) }
            if exists(free) { continue }
            _ = try replace(free, with: try read(path))
            return free
        }
        throw SystemError("written", copy, code: EEXIST)
    }

    private static func isWithoutLinks(_ code: Int32) -> Bool {
        [EPERM, EOPNOTSUPP, ENOTSUP, ENOSYS, EXDEV, EMLINK].contains(code)
    }

    /// A name in the same folder for a file that is not whole yet.
    static func temporary(for path: String) -> String {
        "\(folder(of: path))/.\(stem(of: name(of: path))).\(getpid()).\(UInt32.random(in: 0...UInt32.max)).new"
    }

    /// The beginning of a name: file systems count a name's bytes (255 at most), and a temporary one is longer.
    static func stem(of name: String) -> String {
        guard name.utf8.count > 210 else { return name }
        var stem = name.prefix(210)
        while stem.utf8.count > 210 { stem.removeLast() }
        return String(stem)
    }

    /// Whether a path is a symbolic link.
    package static func isLink(_ path: String) -> Bool {
        var information = stat()
        return lstat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFLNK
    }

    /// Where a symbolic link points, as it says; nil where the path is none.
    static func linkTarget(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }

    /// A path without links, `.` and `..` (POSIX.1-2017 `realpath`); nil, with `errno`, where it is not there.
    package static func real(_ path: String) -> String? {
        guard let whole = realpath(path, nil) else { return nil }
        defer { free(whole) }
        return String(cString: whole)
    }
}
