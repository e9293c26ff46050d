/// Second names and copies of files, created so that a crash leaves either the old state or the new one.
extension Files {
    /// Creates a second name for a file, replacing any other file of that name; copies only without hard links.
    ///
    /// The second name is renamed into place, so it is always a complete file. If the file system has no hard links
    /// (FAT, some network file systems), the bytes are copied. `temporary` is the same as for `replace`. Throws
    /// `SystemError`; the old file with that name then remains.
    package static func link(_ path: String, as copy: String, through temporary: String? = nil) throws {
        let temporary = temporary ?? self.temporary(for: copy)
        guard linkat(AT_FDCWD, path, AT_FDCWD, temporary, 0) == 0 else {
            guard isWithoutLinks(errno) else { throw SystemError("copied", path) }
            _ = try replace(copy, with: try read(path), through: temporary)
            return
        }
        // If both names already belong to the same file, `rename` does nothing and leaves the temporary name
        // (POSIX.1-2017).
        defer { unlink(temporary) }
        guard rename(temporary, copy) == 0 else { throw SystemError("written", copy) }
    }

    /// Creates a second name for a file, using the first free one of `copy`, `copy-2`, `copy-3` …; returns it.
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

    /// Writes over the contents of a regular file that cannot be replaced; `name` is used in error messages.
    ///
    /// A full disk must not cost the old contents. So what is longer than they are is written first, which takes all
    /// the room that is needed, and the file is cut last. Where the rest fails even so, as on a disk that copies what
    /// is written over, the old bytes are put back. Throws `SystemError`.
    static func overwrite(_ path: String, with bytes: [UInt8], named name: String) throws {
        let old = try? read(path)
        let file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw SystemError("written", name) }
        defer { close(file) }
        let length = size(of: file) ?? 0
        do {
            for part in [bytes.dropFirst(length), bytes.prefix(length)] {
                guard lseek(file, off_t(part.startIndex), SEEK_SET) >= 0 else { throw SystemError("written", name) }
                try write(Array(part), to: file, path: name)
            }
            guard ftruncate(file, off_t(bytes.count)) == 0, syncToDisk(file) == 0 else {
                throw SystemError("written", name)
            }
        } catch {
            if let old, lseek(file, 0, SEEK_SET) == 0 { try? write(old, to: file, path: name) }
            ftruncate(file, off_t(length))
            throw error
        }
    }

    private static func isWithoutLinks(_ code: Int32) -> Bool {
        [EPERM, EOPNOTSUPP, ENOTSUP, ENOSYS, EXDEV, EMLINK].contains(code)
    }

    /// Returns a name in the same folder for an incomplete file.
    static func temporary(for path: String) -> String {
        "\(folder(of: path))/.\(stem(of: name(of: path))).\(getpid()).\(UInt32.random(in: 0...UInt32.max)).new"
    }

    /// Returns the start of a name: file names are limited to 255 bytes, and a temporary one is longer.
    static func stem(of name: String) -> String {
        guard name.utf8.count > 210 else { return name }
        var stem = name.prefix(210)
        while stem.utf8.count > 210 { stem.removeLast() }
        return String(stem)
    }

    /// Returns true if a path is a symbolic link.
    package static func isLink(_ path: String) -> Bool {
        var information = stat()
        return lstat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFLNK
    }

    /// Returns the target of a symbolic link, unresolved; nil if the path is not a link.
    static func linkTarget(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }

    /// Returns a path without links, `.` and `..` (POSIX.1-2017 `realpath`); nil, with `errno` set, if it does not
    /// exist.
    package static func real(_ path: String) -> String? {
        guard let whole = realpath(path, nil) else { return nil }
        defer { free(whole) }
        return String(cString: whole)
    }
}
