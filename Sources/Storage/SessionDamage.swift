import Manuscript
import Platform

/// A damaged session file: the fault, and what can be recovered.
package struct SessionDamage: Sendable, Equatable {
    /// The session's name.
    package let name: String
    /// The path of the file.
    package let file: String
    /// The fault and its position, as a clause.
    package let reason: String
    /// A short description of what can be recovered from the file; nil if nothing can.
    package let salvage: String?
    /// A short description of the earlier copy; nil if there is no readable one.
    package let backup: String?

    /// Examines a damaged or missing file.
    init(_ name: String, in folder: SessionFolder, reason: String, at now: Date) {
        self.name = name
        file = folder.file(name)
        self.reason = reason
        let bytes = try? Files.read(file)
        salvage = bytes.flatMap { Salvage($0, name: name, at: now) }.map { Self.words(for: $0.session) }
        backup = Self.copy(of: name, in: folder).map { Self.words(for: $0) + ", saved \(Self.time($0.updatedAt))" }
    }

    /// Returns the session before its last save; nil if there is no readable copy.
    static func copy(of name: String, in folder: SessionFolder) -> Session? {
        guard let bytes = try? Files.read(folder.backup(name)) else { return nil }
        return (try? SessionFile.decode(bytes, file: folder.backup(name))).map { folder.named(name, $0) }
    }

    private static func words(for session: Session) -> String {
        let texts = session.outline.entries.filter { $0.section.text != nil }.count
        return "\(texts.counted("text")), \(session.outline.words.counted("word"))"
    }

    private static func time(_ date: Date) -> String {
        date.formatted(.iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
    }

    var sentence: String { "\(file) is damaged: \(reason). \(offers)" }

    /// The commands that can help.
    var offers: String {
        let ways = [
            salvage.map { "`:open --salvage \(name)` opens what can be read of it (\($0))" },
            backup.map { "`:open --backup \(name)` opens the last good copy (\($0))" },
        ].compactMap { $0 }
        guard !ways.isEmpty else { return "It was left as it is; `:sessions` lists the others." }
        return ways.joined(separator: ", ") + "; the damaged file is kept."
    }
}
