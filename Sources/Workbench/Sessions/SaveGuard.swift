import Manuscript
import Platform

/// The right to replace a session's file now, held for the moment of a save: `<name>.json.saving`, made with `O_EXCL`.
///
/// It works where `flock` does not, as on some network folders, or where it keeps out the programs of this machine alone:
/// between the look at the file and its replacement no other program can save. Who finds the file changed then says so.
struct SaveGuard {
    private let path: String

    /// Takes it, waiting for another program's save to end.
    ///
    /// What a program left that is gone is taken over: at once where it ran on this machine, else when nothing has
    /// happened for `patience`. Throws `SystemError` where the folder cannot be written.
    init(of file: String, patience: Duration = .seconds(5)) throws {
        path = "\(file).saving"
        let mine = Array(Self.owner.utf8)
        var seen: (bytes: [UInt8], since: ContinuousClock.Instant)?
        while true {
            let made = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if made >= 0 {
                // An owner that cannot be told is still one: others wait, and take over later.
                try? Files.write(mine, to: made, path: path)
                close(made)
                return
            }
            guard errno == EEXIST else { throw SystemError("written", path) }
            let bytes = (try? Files.head(of: path, count: 512)) ?? []
            if seen?.bytes != bytes { seen = (bytes, .now) }
            let isStale = seen.map { ContinuousClock.now - $0.since > patience } ?? false
            if isStale || Self.isGone(bytes) { Self.takeAway(path, holding: bytes) } else { usleep(2_000) }
        }
    }

    /// Gives it back.
    func end() { unlink(path) }

    /// Removes a guard whose owner is gone; one that was made anew meanwhile is put back.
    private static func takeAway(_ path: String, holding bytes: [UInt8]) {
        let aside = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
        guard rename(path, aside) == 0 else { return }
        if ((try? Files.head(of: aside, count: 512)) ?? []) != bytes { link(aside, path) }
        unlink(aside)
    }

    // MARK: - Owners

    /// This program: host, process, when the process began, and a word of its own.
    private static var owner: String { "\(host) \(getpid()) \(began(getpid()) ?? "-") \(Identifier.random())\n" }

    private static var host: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, 255) == 0 else { return "-" }
        let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self).replacing(" ", with: "-")
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

    /// Whether a guard's owner ran on this machine and does not any more.
    private static func isGone(_ bytes: [UInt8]) -> Bool {
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 4, words[0] == host, let process = Int32(words[1]) else { return false }
        if kill(process, 0) != 0, errno == ESRCH { return true }
        guard words[2] != "-", let began = began(process) else { return false }
        return began != words[2]
    }
}
