/// A limit for reading: the maximum size, and whether pipes and devices are allowed.
package struct ReadingLimit: Sendable, Equatable {
    /// The maximum number of bytes.
    package let bytes: Int
    /// True if pipes and devices are read too; only for files that the user names on the command line.
    package let takesStreams: Bool

    /// Creates a limit.
    package init(bytes: Int, takesStreams: Bool = false) {
        self.bytes = bytes
        self.takesStreams = takesStreams
    }

    /// For Galley's own files: sessions, their copies, journals, history (256 MB).
    package static let own = ReadingLimit(bytes: 256 << 20)
    /// For Galley's own small files, and for files in folders that other people may write to (1 MB).
    package static let small = ReadingLimit(bytes: 1 << 20)
    /// For a text that the user names, such as a draft to check; it may come through a pipe (64 MB).
    package static let named = ReadingLimit(bytes: 64 << 20, takesStreams: true)
}
