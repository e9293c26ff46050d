package import Manuscript
import Platform

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

    /// The file of a session.
    package func file(_ name: String) -> String { "\(path)/\(name).json" }

    /// The file that holds what is streaming into a session.
    package func partial(_ name: String) -> String { "\(file(name)).partial" }

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
            .compactMap { file in
                Files.changed("\(path)/\(file)").map { Listing(name: String(file.dropLast(5)), changed: $0) }
            }
            .sorted { ($0.changed, $1.name) > ($1.changed, $0.name) }
    }

    /// The session saved last; nil where there is none.
    ///
    /// Throws `SystemError`.
    package func latest() throws -> String? { try list().first?.name }

    /// Reads a session.
    ///
    /// Throws `SessionError.noSuchSession`, `SessionError.badName`, `SystemError` or `SessionFileError`.
    package func load(_ name: String) throws -> Session {
        try SessionName.check(name)
        let file = file(name)
        guard Files.exists(file) else { throw SessionError.noSuchSession(name, nearest: nearest(to: name)) }
        var session = try SessionFile.decode(try Files.read(file), file: file)
        // The file's name is what the user sees and types; a copied file is a session of its own.
        session.name = name
        return session
    }

    /// Saves a session, atomically and durably; throws `SystemError`, and the old file then stands.
    package func save(_ session: Session) throws {
        try SessionName.check(session.name)
        try Files.makeFolder(path)
        try Files.replace(file(session.name), with: try SessionFile.encode(session))
    }

    private func nearest(to name: String) -> String? {
        guard let names = try? list().map(\.name) else { return nil }
        return Spelling.nearest(to: name, among: names)
    }
}

/// What can be wrong with a session's place, apart from its contents.
package enum SessionError: PlainError, Equatable {
    case noSuchSession(String, nearest: String?)
    case noSessions(folder: String)
    case badName(String)
    case nameTaken(String)
    case open(String, process: Int)

    package var sentence: String {
        switch self {
        case .noSuchSession(let name, let nearest?):
            "There is no session \"\(name)\"; did you mean \"\(nearest)\"? `:sessions` lists them."
        case .noSuchSession(let name, nil): "There is no session \"\(name)\". `:sessions` lists them."
        case .noSessions(let folder): "There is no session yet in \(folder). `:new TOPIC` begins one."
        case .badName(let name):
            "\"\(name)\" cannot be the name of a session. Use letters, digits, - and _, at most 80 characters."
        case .nameTaken(let name): "There is a session \"\(name)\" already. Choose another name, or `:open \(name)`."
        case .open(let name, let process):
            "\"\(name)\" is open in another galley (process \(process)). Close it there, or `:open` another session."
        }
    }
}
