/// What a file looked like at a moment: enough to notice that another program replaced or changed it since.
package struct FileStamp: Sendable, Equatable {
    /// The device that it lies on.
    package let device: UInt64
    /// Its number on that device; another one where the file was replaced.
    package let inode: UInt64
    /// Bytes.
    package let size: Int
    /// When it was changed last: seconds since 1970, and nanoseconds.
    package let seconds: Int
    package let nanoseconds: Int

    /// Looks at a file, through a symbolic link where it is one; nil where it is not there.
    package init?(_ path: String) {
        var information = stat()
        guard stat(path, &information) == 0 else { return nil }
        self.init(information)
    }

    /// Opens a file and looks at it, which asks a network folder anew; nil where it is not there.
    package init?(opening path: String) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard file >= 0 else {
            self.init(path)
            return
        }
        defer { close(file) }
        self.init(file: file)
    }

    /// Looks at an open file; nil where it is not open.
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

    /// Whether both are the same file, whatever is in it now.
    package func isSameFile(as other: FileStamp) -> Bool { device == other.device && inode == other.inode }
}
