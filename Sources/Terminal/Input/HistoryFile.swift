import Platform

/// The history of typed lines, kept in a file across runs.
///
/// The file has one entry per line; a line feed within an entry is written as `\n`, a backslash as `\\`. Entries are
/// appended under `flock`, so several programs may share the file. Only the user can read it (mode 0600).
package struct HistoryFile: Sendable {
    /// The maximum number of entries kept.
    package static let limit = 10_000
    private let path: String

    /// Names the file; nothing is read before `entries`.
    package init(path: String) { self.path = path }

    /// Uses `$XDG_STATE_HOME/galley/history` (XDG Base Directory Specification 0.8); nil without a home folder.
    package init?(environment: [String: String]) {
        guard let folder = UserFolder.state.path({ environment[$0] }) else { return nil }
        path = "\(folder)/history"
    }

    /// Returns the newest entries, oldest first; empty if the file is missing or unreadable.
    package func entries() -> [String] {
        guard let bytes = try? Files.read(path) else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).suffix(Self.limit).map(Self.decoded)
    }

    /// Appends an entry; errors are ignored, since the program works without a history.
    ///
    /// Lines that seem to contain an API key are left out.
    package func append(_ entry: String) {
        guard !entry.isEmpty, !Self.holdsKey(entry), (try? Files.makeFolder(Files.folder(of: path))) != nil else {
            return
        }
        let file = Files.openOwn(path, O_RDWR | O_APPEND)
        guard file >= 0 else { return }
        defer { close(file) }
        guard flock(file, LOCK_EX) == 0 else { return }
        try? Files.write(Array((Self.encoded(entry) + "\n").utf8), to: file, path: path)
        compact(file)
    }

    /// Trims the file to the limit once it is a quarter over it, in place, since other programs have it open.
    private func compact(_ file: Int32) {
        guard lseek(file, 0, SEEK_END) > 200 * Self.limit, let bytes = try? Files.read(path) else { return }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        guard lines.count > Self.limit * 5 / 4 else { return }
        let kept = lines.suffix(Self.limit).joined(separator: [UInt8(ascii: "\n")])
        ftruncate(file, 0)
        try? Files.write(Array(kept) + [UInt8(ascii: "\n")], to: file, path: path)
    }

    static func encoded(_ entry: String) -> String {
        // Works on bytes: as characters, a line feed after a carriage return or a backslash with an accent differs.
        var bytes: [UInt8] = []
        for byte in entry.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): bytes += [byte, byte]
            case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func decoded(_ line: some Sequence<UInt8>) -> String {
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in line {
            if isEscaped {
                bytes.append(byte == UInt8(ascii: "n") ? UInt8(ascii: "\n") : byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func holdsKey(_ entry: String) -> Bool {
        entry.contains(/(?i)\b(sk|gsk|xai|hf)[-_][a-z0-9_-]{12,}|api[-_]?key/)
    }
}
