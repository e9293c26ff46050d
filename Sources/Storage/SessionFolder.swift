package import Manuscript
package import Platform

/// The folder of the session files.
package struct SessionFolder: Sendable, Equatable {
    /// The path of the folder.
    package let path: String

    /// Creates a reference to a folder; the folder itself is created with the first save.
    package init(path: String) { self.path = path }

    /// Chooses the folder: the requested one, or else `sessions` in the working directory if it exists, or else
    /// `$XDG_DATA_HOME/galley/sessions` (XDG Base Directory Specification 0.8).
    package init(asked: String?, environment: [String: String]) {
        if let asked = asked ?? environment["GALLEY_SESSIONS"], !asked.isEmpty {
            path = asked
        } else if Files.isFolder("sessions") {
            path = "sessions"
        } else {
            path = (UserFolder.data.path { environment[$0] } ?? "./.local/share/galley") + "/sessions"
        }
    }

    // MARK: - Files

    /// Returns the path of a session file.
    ///
    /// A file whose name has the same letters in other bytes (Unicode canonical equivalence, UAX #15) is the same file.
    package func file(_ name: String) -> String {
        let usual = "\(path)/\(name).json"
        guard !name.utf8.allSatisfy({ $0 < 0x80 }), !Files.exists(usual) else { return usual }
        let same = (try? Files.names(in: path))?.first { $0 == "\(name).json" }
        return same.map { "\(path)/\($0)" } ?? usual
    }

    /// Returns the path of the journal of streaming text.
    package func partial(_ name: String) -> String { "\(file(name)).partial" }

    /// Returns the path of the copy that holds the session before its last save.
    package func backup(_ name: String) -> String { "\(file(name)).bak" }

    /// Returns the path of the lock file, which tells other programs that the session is open.
    package func lock(_ name: String) -> String { "\(file(name)).lock" }

    /// Returns the path under which a damaged file is kept.
    package func damaged(_ name: String) -> String { "\(file(name)).damaged" }

    /// Returns the path under which a file of an older format version is kept once the session is saved in the new one.
    package func older(_ name: String, version: Int) -> String { "\(file(name)).v\(version)" }

    /// Returns the path under which unfinished texts of missing sections are kept.
    package func unfinished(_ name: String) -> String { "\(file(name)).unfinished" }

    /// Returns the path of the folder with the texts of the session's sources.
    func sources(_ name: String) -> String { "\(file(name).dropLast(5)).sources" }

    /// Throws `SessionError.badName` unless the name is that of an existing file or is valid for a new session.
    package func check(_ name: String) throws {
        if (try? SessionName.checkFile(name)) != nil, isTaken(name) { return }
        try SessionName.check(name)
    }

    /// Returns true if a new session must not use the name, even if only a copy or a journal of a missing file remains.
    package func isTaken(_ name: String) -> Bool {
        [file(name), backup(name), partial(name)].contains(where: Files.exists)
    }

    /// Returns the session file, as `name.json`, to which a file belongs: the file itself, its copies, its journal or
    /// its lock; nil if it is none of these.
    package static func sessionFile(of name: String) -> String? {
        let whole = name.lowercased()
        if whole.hasSuffix(".json"), whole != ".json", !whole.hasSuffix(".schema.json") { return name }
        guard
            let match = whole.wholeMatch(
                of: /(.+\.json)\.(?:bak|partial|lock|saving|(?:damaged|unfinished|v[0-9]+)(?:-[0-9]+)?)/)
        else { return nil }
        return String(name.prefix(match.output.1.count))
    }

    /// Returns the files that belong to a session file, except its lock and files being saved.
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

    /// A session in a listing.
    package struct Listing: Sendable, Equatable {
        package let name: String
        /// The time of the last save in seconds since 1970.
        package let changed: Double
    }

    /// Returns the sessions, last saved first; throws `SystemError` if the folder cannot be read.
    package func list() throws -> [Listing] {
        try Files.names(in: path)
            .filter { $0.hasSuffix(".json") && !$0.hasSuffix(".schema.json") && !$0.hasPrefix(".") }
            .compactMap { file in FileStamp("\(path)/\(file)").map { (name: String(file.dropLast(5)), stamp: $0) } }
            .sorted {
                ($0.stamp.seconds, $0.stamp.nanoseconds, $1.name) > ($1.stamp.seconds, $1.stamp.nanoseconds, $0.name)
            }
            .map { Listing(name: $0.name, changed: Double($0.stamp.seconds) + Double($0.stamp.nanoseconds) / 1e9) }
    }

    /// Returns the summary of a session for a listing; nil if it cannot be read.
    ///
    /// Reads only the ends of the file, or the whole file if `mayReadWhole` is true and the ends are not sufficient.
    package func summary(_ name: String, mayReadWhole: Bool) -> SessionSummary? {
        guard let ends = try? Files.ends(of: file(name), count: SessionSummary.reach) else { return nil }
        let summary = SessionSummary(head: ends.head, tail: ends.tail)
        if let summary, summary.words != nil || !mayReadWhole { return summary }
        return (try? load(name)).map { SessionSummary($0).fromWholeFile }
    }

    /// Returns the sessions whose files may have a text, in any case, last saved first; throws `SystemError`.
    ///
    /// The bytes are compared, without those that JSON escapes, so another part of the file may have them.
    package func names(containing text: String) throws -> [String] {
        let piece = text.split { "\"\\/".contains($0) || $0.isNewline || $0 == "\t" }.max { $0.count < $1.count } ?? ""
        let search = ByteSearch(String(piece))
        return try list().map(\.name).filter { name in
            (try? Files.read(file(name))).map(search.finds) ?? false
        }
    }

    /// Returns the name of the session saved last; nil if there is none.
    ///
    /// Throws `SystemError`.
    package func latest() throws -> String? { try list().first?.name }

    /// Returns the stamp of the session file saved last; nil if there is none, or if the folder cannot be read.
    func newest() -> FileStamp? { (try? latest()).flatMap { $0 }.flatMap { FileStamp(file($0)) } }

    /// The contents of a session file.
    struct Contents: Sendable {
        var session: Session
        /// The stamp of the file when it was read.
        var stamp: FileStamp?
        /// The format version of the file.
        var version: Int
    }

    /// Reads a session; one of a newer release is read as far as possible.
    ///
    /// Throws `SessionError.noSuchSession`, `SessionError.badName`, `SystemError` or `SessionFileError`.
    func contents(_ name: String) throws -> Contents {
        try check(name)
        let file = file(name)
        guard Files.exists(file) else { throw missing(name) }
        // The stamp is taken before reading, so that a change in between is noticed later.
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

    /// Reads a session; throws the same errors as `contents`.
    package func load(_ name: String) throws -> Session { try contents(name).session }

    /// Returns the session under the name of its file, which the user sees; a copied file is a separate session.
    func named(_ name: String, _ session: Session) -> Session {
        var session = session
        session.name = name
        return session
    }

    /// Saves a session atomically and durably; throws `SystemError` or `SessionError`, which leave the old file
    /// unchanged.
    @discardableResult
    package func save(_ session: Session) throws -> FileStamp { try save(session, after: nil) { _ in } }

    /// Saves a session with the `beforeRename` and `floor` of `SaveGuard.replace`.
    func save(
        _ session: Session, after floor: FileStamp?, beforeRename: (String) throws -> Void
    ) throws -> FileStamp {
        try check(session.name)
        try Files.makeFolder(path)
        let bytes = try SessionFile.encode(session)
        return try SaveGuard.replace(file(session.name), with: bytes, after: floor, beforeRename: beforeRename)
    }

    /// Returns the error for a name without a session.
    package func missing(_ name: String) -> SessionError {
        let names = (try? list().map(\.name)) ?? []
        return .noSuchSession(name, nearest: Spelling.nearest(to: name, among: names))
    }
}
