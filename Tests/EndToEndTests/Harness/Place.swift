import Manuscript
import Platform

/// A place of its own for one test: home, data, state, sessions, working and temporary folder, and a clean environment.
final class Place {
    /// The folder that holds all others; gone with the place.
    let root: String
    /// The environment of the program under test.
    var environment: [String: String]

    /// The working folder.
    var work: String { "\(root)/work" }
    /// The folder of the sessions.
    var sessions: String { "\(root)/sessions" }
    /// The folder for temporary files.
    var temporary: String { "\(root)/tmp" }

    /// Makes the folders.
    init() throws {
        let base = ProcessInfo.processInfo.environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        root = "\(base)/galley-e2e-\(Identifier.random())"
        environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": "\(root)/home",
            "XDG_DATA_HOME": "\(root)/data", "XDG_STATE_HOME": "\(root)/state", "XDG_CONFIG_HOME": "\(root)/config",
            "GALLEY_SESSIONS": "\(root)/sessions", "TMPDIR": "\(root)/tmp", "TERM": "xterm-256color",
            "LANG": "C.UTF-8", "OLLAMA_HOST": "127.0.0.1:1",
            // Nothing waits for a person to read it.
            "PAGER": "",
        ]
        // A program with counters writes them there, and into the working folder otherwise (scripts/test --coverage).
        environment["LLVM_PROFILE_FILE"] = ProcessInfo.processInfo.environment["LLVM_PROFILE_FILE"]
        for name in ["home", "work", "tmp", "sessions"] { try Files.makeFolder("\(root)/\(name)") }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    /// Writes a file below the working folder and returns its path.
    @discardableResult
    func write(_ text: String, to name: String, mode: mode_t = 0o644) throws -> String {
        let path = "\(work)/\(name)"
        try Files.replace(path, with: Array(text.utf8), mode: mode)
        return path
    }

    /// Writes the user's own configuration file.
    func configure(_ text: String) throws {
        try Files.makeFolder("\(root)/config/galley")
        try Files.replace("\(root)/config/galley/config.yml", with: Array(text.utf8))
    }

    /// Every file of the place with its bytes, by path.
    func files() throws -> [String: [UInt8]] {
        func files(below path: String) throws -> [String: [UInt8]] {
            try Files.names(in: path).reduce(into: [:]) { found, name in
                let whole = "\(path)/\(name)"
                if Files.isFolder(whole) {
                    found[whole + "/"] = []
                    found.merge(try files(below: whole)) { one, _ in one }
                } else {
                    // A link to nothing holds nothing.
                    found[whole] = Files.exists(whole) ? try Files.read(whole) : []
                }
            }
        }
        return try files(below: root)
    }

    /// The text of a file in the working folder.
    func text(of name: String) throws -> String {
        String(decoding: try Files.read(name.hasPrefix("/") ? name : "\(work)/\(name)"), as: UTF8.self)
    }

    /// The file of a session.
    func file(_ name: String) -> String { "\(sessions)/\(name).json" }

    /// A session as its file says.
    func session(_ name: String) throws -> Session {
        try SessionFile.decode(try Files.read(file(name)), file: name)
    }

    /// The only session that there is.
    func session() throws -> Session {
        let names = try Files.names(in: sessions).filter { $0.hasSuffix(".json") }
        guard names.count == 1, let name = names.first else { throw Unexpected("sessions: \(names)") }
        return try session(String(name.dropLast(5)))
    }

    /// Puts a session's file into the folder.
    func keep(_ session: Session) throws {
        try Files.replace(file(session.name), with: try SessionFile.encode(session))
    }
}

/// Something that a test cannot go on with.
struct Unexpected: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
