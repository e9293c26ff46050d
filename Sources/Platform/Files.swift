/// Functions that read and replace whole files.
package enum Files {
    /// Returns the size of an open file in bytes; nil if it is unknown.
    package static func size(of file: Int32) -> Int? {
        var information = stat()
        return fstat(file, &information) == 0 ? Int(information.st_size) : nil
    }

    /// Replaces a file's contents atomically: at any moment, even after a crash, it has the old or the new contents.
    ///
    /// Writes and syncs a temporary file in the same folder, renames it over the old one, and syncs the folder
    /// (POSIX.1-2017 `rename`, `fsync`). A symbolic link is replaced, not followed. With `isMasked`, the process's
    /// `umask` applies to the mode; with `owner`, the file gets that user and group. `temporary` sets the path of the
    /// temporary file, which must be on the same disk. The file's time is always later than `floor`, whatever the clock
    /// says. `beforeRename` runs when everything is on the disk but nothing has been replaced yet. Returns the stamp of
    /// the new file. Throws `SystemError`, or the error of `beforeRename`; the old contents then remain.
    @discardableResult
    package static func replace(
        _ path: String, with bytes: [UInt8], mode: mode_t = 0o600, isMasked: Bool = false,
        owner: (user: uid_t, group: gid_t)? = nil, through temporary: String? = nil, after floor: FileStamp? = nil,
        beforeRename: () throws -> Void = {}
    ) throws -> FileStamp {
        guard !isFolder(path) else { throw SystemError("written", path, code: EISDIR) }
        let temporary = temporary ?? self.temporary(for: path)
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard file >= 0 else { throw SystemError("written", path) }
        do {
            defer { close(file) }
            try write(bytes, to: file, path: path)
            move(file, behind: floor)
            try dress(file, owner, mode: isMasked ? nil : mode, path)
            guard syncToDisk(file) == 0, let stamp = FileStamp(file: file) else { throw SystemError("written", path) }
            try beforeRename()
            guard rename(temporary, path) == 0 else { throw SystemError("written", path) }
            syncFolder(folder(of: path))
            return stamp
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Sets a new file's owner and then its mode, since changing the owner may reset the mode (POSIX.1-2017 `chown`).
    private static func dress(
        _ file: Int32, _ owner: (user: uid_t, group: gid_t)?, mode: mode_t?, _ path: String
    ) throws {
        if let owner {
            var own = stat()
            guard fstat(file, &own) == 0 else { throw SystemError("written", path) }
            if (own.st_uid, own.st_gid) != owner, fchown(file, owner.user, owner.group) != 0 {
                throw SystemError("written", path)
            }
        }
        if let mode, fchmod(file, mode) != 0 { throw SystemError("written", path) }
    }

    /// Makes sure that a new file is not older than the previous one, even if the clock was set back.
    private static func move(_ file: Int32, behind floor: FileStamp?) {
        guard let floor, let stamp = FileStamp(file: file),
            (stamp.seconds, stamp.nanoseconds) <= (floor.seconds, floor.nanoseconds)
        else { return }
        let isLast = floor.nanoseconds >= 999_999_999
        let time = timespec(
            tv_sec: floor.seconds + (isLast ? 1 : 0), tv_nsec: isLast ? 0 : floor.nanoseconds + 1)
        futimens(file, [time, time])
    }

    /// Writes all bytes to an open file; throws `SystemError`.
    package static func write(_ bytes: [UInt8], to file: Int32, path: String) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Platform.write(file, $0.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemError("written", path)
            }
            done += count
        }
    }

    /// Creates a folder and its parents, each accessible only to the user; throws `SystemError`.
    package static func makeFolder(_ path: String) throws {
        if isFolder(path) { return }
        let above = folder(of: path)
        if above != path, !isFolder(above) { try makeFolder(above) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw SystemError("made", path) }
        guard isFolder(path) else { throw SystemError("used as a folder", path, code: ENOTDIR) }
    }

    /// Returns the names in a folder, without `.` and `..`, in no particular order; empty if there is no such folder.
    ///
    /// Throws `SystemError`.
    package static func names(in path: String) throws -> [String] {
        guard let folder = opendir(path) else {
            if errno == ENOENT { return [] }
            throw SystemError("read", path)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Returns true if the path is an existing folder.
    package static func isFolder(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    }

    /// Returns true if the path exists.
    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Returns the time of a file's last change, in seconds since 1970; nil if the file does not exist.
    package static func changed(_ path: String) -> Double? {
        var information = stat()
        guard stat(path, &information) == 0 else { return nil }
        let time = modificationTime(information)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Sets a file's time to that of a stamp; on failure, the time stays unchanged.
    package static func setChanged(_ path: String, as stamp: FileStamp) {
        let time = timespec(tv_sec: stamp.seconds, tv_nsec: stamp.nanoseconds)
        utimensat(AT_FDCWD, path, [time, time], 0)
    }

    /// Returns the folder of a path; "." for a bare name.
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Returns the last component of a path.
    package static func name(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return path }
        return String(path[path.index(after: slash)...])
    }

    /// Syncs a folder, which makes a rename in it durable; ignores a folder that cannot be opened.
    package static func syncFolder(_ path: String) {
        let folder = open(path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }
}
