/// A snapshot of a file's metadata, which shows whether another program has changed or replaced the file.
package struct FileStamp: Sendable, Equatable {
    /// The device that holds the file.
    package let device: UInt64
    /// The file's number on that device; it changes when the file is replaced.
    let inode: UInt64
    /// The size in bytes.
    package let size: Int
    /// The time of the last change: seconds since 1970, and nanoseconds.
    package let seconds: Int
    package let nanoseconds: Int

    /// Examines a file, following symbolic links; nil if it does not exist.
    package init?(_ path: String) {
        var information = stat()
        guard stat(path, &information) == 0 else { return nil }
        self.init(information)
    }

    /// Opens and examines a file, which forces a network folder to refresh; nil if it does not exist.
    package init?(opening path: String) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard file >= 0 else {
            self.init(path)
            return
        }
        defer { close(file) }
        self.init(file: file)
    }

    /// Examines an open file; nil if it is not open.
    package init?(file: Int32) {
        var information = stat()
        guard fstat(file, &information) == 0 else { return nil }
        self.init(information)
    }

    private init(_ information: stat) {
        let time = modificationTime(information)
        device = UInt64(truncatingIfNeeded: information.st_dev)
        inode = UInt64(information.st_ino)
        size = Int(information.st_size)
        seconds = Int(time.tv_sec)
        nanoseconds = Int(time.tv_nsec)
    }

    /// Returns true if both are the same file, even if its contents have changed.
    package func isSameFile(as other: FileStamp) -> Bool { device == other.device && inode == other.inode }
}
