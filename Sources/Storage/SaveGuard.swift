import Manuscript
import Platform

/// The right to replace a session's file, held for the moment of a save: no other program replaces it between this one's
/// look at it and its replacement.
///
/// It works where `flock` does not, as on some network folders, or where it keeps out the programs of this machine alone.
/// The new file is made in a folder `<name>.json.saving`, which only one program can make (`mkdir`), and is renamed out of
/// it. What a program left that is gone, or is too slow, is taken away with its new file: a slow one finds nothing to
/// rename then and begins again with its look. So what was saved meanwhile is noticed, however long a program slept.
package struct SaveGuard {
    private let file: String
    /// The word that names of this save's files begin with.
    private let owner = Self.owner()

    private var folder: String { Self.folder(of: file) }
    private static func folder(of file: String) -> String { "\(file).saving" }

    /// Replaces the file of a session as `Files.replace` does.
    ///
    /// `beforeRename` gets a path for what it makes, and may run again. What another program is saving is waited for: until
    /// it is gone, and where that cannot be told until nothing has happened for `patience`. Throws `SystemError`,
    /// `SessionError.beingSaved` after four times that, or what `beforeRename` throws; the old file then stands.
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
                // Another program took this one for gone.
                guard ContinuousClock.now < end else { throw SessionError.beingSaved(file: file) }
                usleep(.random(in: 1_000...10_000))
            }
        }
    }

    /// Takes away what programs that are gone left behind.
    static func sweep(_ file: String) {
        if let names = try? Files.names(in: folder(of: file)), names.allSatisfy(isGone) { clear(file) }
    }

    /// Takes away whatever is there; a program that is saving begins again.
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
            // A program that has just made its folder has its file in it a moment later.
            let isStale =
                seen.map { ContinuousClock.now - $0.since > (names.isEmpty ? patience / 5 : patience) } ?? false
            if isStale || !names.isEmpty && names.allSatisfy(Self.isGone) { Self.clear(file) }
            usleep(.random(in: 1_000...4_000))
        }
    }

    /// Whether no other program has its new file there too: one that slept since it made a folder under this name.
    ///
    /// Of two the later one sees the other, since each looks when its own file is there.
    private var isAlone: Bool {
        guard let names = try? Files.names(in: folder) else { return false }
        return names.allSatisfy { $0.hasPrefix(owner) || !$0.hasSuffix(".new") }
    }

    // MARK: - Owners

    /// This save: host, process, when the process began, and a word of its own, with dots between.
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

    /// When a process began, in ticks since the machine did (proc(5), field 22 of `stat`); nil where that cannot be told.
    private static func began(_ process: Int32) -> String? {
        guard let bytes = try? Files.head(of: "/proc/\(process)/stat", count: 1_024) else { return nil }
        // The name of the program, in parentheses, may hold blanks and parentheses.
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        return fields.count > 19 ? String(fields[19]) : nil
    }

    /// Whether the owner of a file ran on this machine and does not any more.
    private static func isGone(_ name: String) -> Bool {
        let words = name.split(separator: ".")
        guard words.count == 5, words[0] == host, let process = Int32(words[1]) else { return false }
        if kill(process, 0) != 0, errno == ESRCH { return true }
        guard words[2] != "-", let began = began(process) else { return false }
        return began != words[2]
    }
}
