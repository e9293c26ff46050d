/// Sizes of what is on a disk, and the room that is left.
extension Files {
    /// Returns a number of bytes in words, in decimal units.
    package static func amount(_ bytes: Int) -> String {
        bytes >= 10_000_000_000
            ? "\(bytes / 1_000_000_000) GB"
            : bytes >= 1_000_000_000
                ? "\(bytes / 1_000_000_000).\(bytes / 100_000_000 % 10) GB"
                : bytes >= 1_000_000
                    ? "\(bytes / 1_000_000) MB" : bytes >= 1000 ? "\(bytes / 1000) kB" : "\(bytes) bytes"
    }

    /// Returns the bytes that a program of the user can still write on the disk of a path; nil if that is unknown.
    package static func room(at path: String) -> Int? {
        var disk = statvfs()
        guard statvfs(path, &disk) == 0, disk.f_blocks > 0 else { return nil }
        return Int(clamping: UInt64(disk.f_bavail) * UInt64(disk.f_frsize))
    }

    /// Returns the bytes of a file, or of all files in a folder; a link counts itself, and missing files count nothing.
    package static func bytes(below path: String) -> Int {
        var information = stat()
        guard lstat(path, &information) == 0 else { return 0 }
        guard information.st_mode & S_IFMT == S_IFDIR else { return Int(information.st_size) }
        return ((try? names(in: path)) ?? []).reduce(0) { $0 + bytes(below: "\(path)/\($1)") }
    }
}
