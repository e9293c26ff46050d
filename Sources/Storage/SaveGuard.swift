import Manuscript
import Platform

/// The right to replace a session file during a save; no other program can replace the file between check and
/// replacement.
///
/// It also works where `flock` fails, as on some network file systems, or only excludes programs on the same machine.
/// The new file is created in a folder `<name>.json.saving`, which only one program can create (`mkdir`), and is
/// renamed out of it. A folder left by a program that has ended or is too slow is removed with its new file; a slow
/// program then finds nothing to rename and starts again with its check. Thus a save by another program is noticed,
/// however long this one was suspended.
package struct SaveGuard {
    private let file: String
    /// The prefix of the names of this save's files.
    private let owner = Self.owner()

    private var folder: String { Self.folder(of: file) }
    private static func folder(of file: String) -> String { "\(file).saving" }

    /// Replaces a session file as `Files.replace` does.
    ///
    /// `beforeRename` receives a path for its own file, and may run again. If another program is saving, waits until it
    /// has ended or, if that cannot be determined, until nothing has happened for `patience`. Throws `SystemError`,
    /// `SessionError.beingSaved` after four times that, or any error of `beforeRename`; the old file is then unchanged.
    static func replace(
        _ file: String, with bytes: [UInt8], after floor: FileStamp?, patience: Duration = .seconds(5),
        beforeRename: (String) throws -> Void
    ) throws -> FileStamp {
        let end = ContinuousClock.now + patience * 4
        while true {
            let own = SaveGuard(file: file)
            try own.enter(patience, until: end)
            defer { rmdir(own.folder) }
            do {
                return try Files.replace(file, with: bytes, through: "\(own.folder)/\(own.owner).new", after: floor) {
                    guard own.isAlone else { throw SystemError("written", file, code: ENOENT) }
                    try beforeRename("\(own.folder)/\(own.owner).copy")
                }
            } catch let error as SystemError where error.code == ENOENT {
                // Another program assumed that this one had ended.
                guard ContinuousClock.now < end else { throw SessionError.beingSaved(file: file) }
                usleep(.random(in: 1_000...10_000))
            }
        }
    }

    /// Removes the files of programs that have ended.
    static func sweep(_ file: String) {
        if let names = try? Files.names(in: folder(of: file)), names.allSatisfy(isGone) { clear(file) }
    }

    /// Removes all files of a save; a program that is saving starts again.
    package static func clear(_ file: String) {
        let folder = folder(of: file)
        guard !Files.isLink(folder), Files.isFolder(folder) else {
            unlink(folder)
            return
        }
        for name in (try? Files.names(in: folder)) ?? [] { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }

    private func enter(_ patience: Duration, until end: ContinuousClock.Instant) throws {
        var seen: (names: Set<String>, since: ContinuousClock.Instant)?
        while mkdir(folder, 0o700) != 0 {
            guard errno == EEXIST else { throw SystemError("written", file) }
            guard ContinuousClock.now < end else { throw SessionError.beingSaved(file: file) }
            let names = Set((try? Files.names(in: folder)) ?? [])
            if seen?.names != names { seen = (names, .now) }
            // A program that has just created the folder creates its file a moment later.
            let isStale =
                seen.map { ContinuousClock.now - $0.since > (names.isEmpty ? patience / 5 : patience) } ?? false
            if isStale || !names.isEmpty && names.allSatisfy(Self.isGone) { Self.clear(file) }
            usleep(.random(in: 1_000...4_000))
        }
    }

    /// True unless the folder also has a new file of another program, one suspended since it made this folder earlier.
    ///
    /// Of two programs, the later one sees the other, since each checks once its own file exists.
    private var isAlone: Bool {
        guard let names = try? Files.names(in: folder) else { return false }
        return names.allSatisfy { $0.hasPrefix(owner) || !$0.hasSuffix(".new") }
    }

    // MARK: - Owners

    /// Returns an identifier for this save: host, process, start time of the process and a random word, joined by dots.
    static func owner() -> String {
        "\(host).\(getpid()).\(began(getpid()) ?? "-").\(Identifier.random())"
    }

    private static var host: String {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, 255)
        let bytes = name.prefix { $0 != 0 }.prefix(100).map { UInt8(bitPattern: $0) }
        let isPlain = { (byte: UInt8) in
            byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || 0x30...0x39 ~= byte)
        }
        return "h" + String(decoding: bytes.map { isPlain($0) ? $0 : 0x2D }, as: UTF8.self)
    }

    /// Returns the start time of a process in ticks since boot (proc(5), field 22 of `stat`); nil if unknown.
    private static func began(_ process: Int32) -> String? {
        guard let bytes = try? Files.head(of: "/proc/\(process)/stat", count: 1_024) else { return nil }
        // The program name, in parentheses, may contain spaces and parentheses.
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        return fields.count > 19 ? String(fields[19]) : nil
    }

    /// Returns true if the owner of a file ran on this machine and has ended.
    private static func isGone(_ name: String) -> Bool {
        let words = name.split(separator: ".")
        guard words.count == 5, words[0] == host, let process = Int32(words[1]) else { return false }
        if kill(process, 0) != 0, errno == ESRCH { return true }
        guard words[2] != "-", let began = began(process) else { return false }
        return began != words[2]
    }
}
