package import Manuscript
package import Platform

/// The folder that holds the session files.
package struct SessionFolder: Sendable, Equatable {
    /// Where it is.
    package let path: String

    /// Names a folder; it is made when the first session is saved.
    package init(path: String) { self.path = path }

    /// The folder to use: the one that was asked for, else `sessions` of the working directory where there is one, else
    /// `$XDG_DATA_HOME/galley/sessions` (XDG Base Directory Specification 0.8).
    package init(asked: String?, environment: [String: String]) {
        if let asked = asked ?? environment["GALLEY_SESSIONS"], !asked.isEmpty {
            path = asked
        } else if Files.isFolder("sessions") {
            path = "sessions"
        } else {
            let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "."
            let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.local/share"
            path = "\(data)/galley/sessions"
        }
    }

    // MARK: - Files

    /// The file of a session.
    ///
    /// One whose name is the same letters in other bytes (Unicode's canonical equivalence, UAX #15) is that session's.
    package func file(_ name: String) -> String {
        let usual = "\(path)/\(name).json"
        guard !name.utf8.allSatisfy({ $0 < 0x80 }), !Files.exists(usual) else { return usual }
        let same = (try? Files.names(in: path))?.first { $0 == "\(name).json" }
        return same.map { "\(path)/\($0)" } ?? usual
    }

    /// The file that holds what is streaming into a session.
    package func partial(_ name: String) -> String { "\(file(name)).partial" }

    /// The session as it was before it was saved last.
    package func backup(_ name: String) -> String { "\(file(name)).bak" }

    /// The file that tells other programs that a session is open.
    package func lock(_ name: String) -> String { "\(file(name)).lock" }

    /// Where a damaged file is kept.
    package func damaged(_ name: String) -> String { "\(file(name)).damaged" }

    /// Where a file of an older form is kept when the session is saved in the form of today.
    package func older(_ name: String, version: Int) -> String { "\(file(name)).v\(version)" }

    /// Where unfinished texts are kept whose sections are gone.
    package func unfinished(_ name: String) -> String { "\(file(name)).unfinished" }

    /// Throws `SessionError.badName` for a name that is neither that of a file which is there nor one for a new session.
    package func check(_ name: String) throws {
        if (try? SessionName.checkFile(name)) != nil, isTaken(name) { return }
        try SessionName.check(name)
    }

    /// Whether a new session must not take a name: also what is left of one whose file is gone is not written over.
    package func isTaken(_ name: String) -> Bool {
        [file(name), backup(name), partial(name)].contains(where: Files.exists)
    }

    /// The session that a name of a file belongs to, as `name.json`: that of the session itself, its copies, its journal
    /// and its lock; nil where it is none of them.
    package static func sessionFile(of name: String) -> String? {
        let whole = name.lowercased()
        if whole.hasSuffix(".json"), whole != ".json", !whole.hasSuffix(".schema.json") { return name }
        guard
            let match = whole.wholeMatch(
                of: /(.+\.json)\.(?:bak|partial|lock|saving|(?:damaged|unfinished|v[0-9]+)(?:-[0-9]+)?)/)
        else { return nil }
        return String(name.prefix(match.output.1.count))
    }

    /// Everything that lies beside a session's file and belongs to it, without the lock and what is being saved.
    ///
    /// Throws `SystemError`.
    package func companions(of name: String) throws -> [String] {
        let pattern = /(bak|partial|(damaged|unfinished)(-[0-9]+)?|v[0-9]+(-[0-9]+)?)/
        let prefix = Files.name(of: file(name)) + "."
        return try Files.names(in: path)
            .filter { $0.hasPrefix(prefix) && $0.dropFirst(prefix.count).wholeMatch(of: pattern) != nil }
            .map { "\(path)/\($0)" }
    }

    // MARK: - Sessions

    /// One session as a list shows it.
    package struct Listing: Sendable, Equatable {
        package let name: String
        /// Seconds since 1970 at which it was saved last.
        package let changed: Double
    }

    /// The sessions, the one saved last first; throws `SystemError` where the folder cannot be read.
    package func list() throws -> [Listing] {
        try Files.names(in: path)
            .filter { $0.hasSuffix(".json") && !$0.hasSuffix(".schema.json") && !$0.hasPrefix(".") }
            .compactMap { file in FileStamp("\(path)/\(file)").map { (name: String(file.dropLast(5)), stamp: $0) } }
            .sorted {
                ($0.stamp.seconds, $0.stamp.nanoseconds, $1.name) > ($1.stamp.seconds, $1.stamp.nanoseconds, $0.name)
            }
            .map { Listing(name: $0.name, changed: Double($0.stamp.seconds) + Double($0.stamp.nanoseconds) / 1e9) }
    }

    /// What a list shows of a session; nil where it cannot be read.
    ///
    /// Looks at the ends of the file. The whole file is read only with `mayReadWhole`, and where its ends tell too little.
    package func summary(_ name: String, mayReadWhole: Bool) -> SessionSummary? {
        guard let ends = try? Files.ends(of: file(name), count: SessionSummary.reach) else { return nil }
        let summary = SessionSummary(head: ends.head, tail: ends.tail)
        if let summary, summary.words != nil || !mayReadWhole { return summary }
        return (try? load(name)).map { SessionSummary($0).fromWholeFile }
    }

    /// The session saved last; nil where there is none.
    ///
    /// Throws `SystemError`.
    package func latest() throws -> String? { try list().first?.name }

    /// What the session saved last looks like as a file; nil where there is none, or where the folder cannot be read.
    func newest() -> FileStamp? { (try? latest()).flatMap { $0 }.flatMap { FileStamp(file($0)) } }

    /// A session as its file holds it.
    struct Contents: Sendable {
        var session: Session
        /// What the file looked like when it was read.
        var stamp: FileStamp?
        /// The version of the file's form.
        var version: Int
    }

    /// Reads a session, of a newer release as far as it can be read.
    ///
    /// Throws `SessionError.noSuchSession`, `SessionError.badName`, `SystemError` or `SessionFileError`.
    func contents(_ name: String) throws -> Contents {
        try check(name)
        let file = file(name)
        guard Files.exists(file) else { throw missing(name) }
        // A look before the reading: what changes meanwhile is noticed later.
        let stamp = FileStamp(file)
        let bytes = try Files.read(file)
        do {
            let reading = try SessionFile.read(bytes, file: file)
            return Contents(session: named(name, reading.session), stamp: stamp, version: reading.version)
        } catch let error as SessionFileError {
            guard case .newer(_, let version) = error, let newer = SessionFile.newer(bytes, name: name) else {
                throw error
            }
            return Contents(session: named(name, newer), stamp: stamp, version: version)
        }
    }

    /// Reads a session; throws as `contents` does.
    package func load(_ name: String) throws -> Session { try contents(name).session }

    /// The file's name is what the user sees and types; a copied file is a session of its own.
    func named(_ name: String, _ session: Session) -> Session {
        var session = session
        session.name = name
        return session
    }

    /// Saves a session, atomically and durably; throws `SystemError` or `SessionError`, and the old file then stands.
    @discardableResult
    package func save(_ session: Session) throws -> FileStamp { try save(session, after: nil) { _ in } }

    /// The same; `beforeRename` and `floor` are those of `SaveGuard.replace`.
    func save(
        _ session: Session, after floor: FileStamp?, beforeRename: (String) throws -> Void
    ) throws -> FileStamp {
        try check(session.name)
        try Files.makeFolder(path)
        let bytes = try SessionFile.encode(session)
        return try SaveGuard.replace(file(session.name), with: bytes, after: floor, beforeRename: beforeRename)
    }

    /// The error for a name that no session has.
    package func missing(_ name: String) -> SessionError {
        let names = (try? list().map(\.name)) ?? []
        return .noSuchSession(name, nearest: Spelling.nearest(to: name, among: names))
    }
}
