import Manuscript

/// A command whose arguments are values: nothing in them is read as quotes, options or the end of a word.
package struct Call: Sendable {
    /// The command as it would be typed, for the history and for `--json`; it is never read again.
    package let line: String
    /// Decides what to do with a session; throws a `PlainError`.
    let command: @Sendable (Session) throws -> any Command

    private init(_ line: String, _ command: @escaping @Sendable (Session) throws -> any Command) {
        self.line = line
        self.command = command
    }

    /// Begins a post on a topic.
    package static func new(topic: String) -> Call {
        let line = ":new \(Prose.title(topic))"
        return Call(line) { _ in try New(topic: topic, line: line) }
    }

    /// Changes a setting of the session, by its name.
    package static func set(_ name: String, to value: String) -> Call {
        let line = ":set \(name) \(value)"
        return Call(line) { try SetValue(name: name, value: value, line: line, session: $0) }
    }

    /// Makes the outline, or shows it.
    package static let outline = plain("outline") { try MakeOutline($0, session: $1) }

    /// Keeps sections apart that overlap.
    package static let differentiate = plain("differentiate") { try Differentiate($0, session: $1) }

    /// Lists the sessions.
    package static let sessions = plain("sessions") { try Sessions($0, session: $1) }

    /// Writes what is not written yet.
    package static func write(repairs: Bool) -> Call {
        plain("write", repairs ? "--repair" : "") { try Write($0, session: $1) }
    }

    /// Writes the post to a file.
    ///
    /// The path `-` is standard output. Without a format the ending of the path decides. With `isSure` nobody is asked whether a file may be replaced.
    package static func export(format: String? = nil, to path: String, isSure: Bool = false) -> Call {
        let words = [":export", format, "\"\(path)\""].compactMap { $0 }
        return Call(words.joined(separator: " ")) {
            try ExportPost(format: format, path: path, isSure: isSure, session: $0)
        }
    }

    private static func plain(
        _ name: String, _ rest: String = "", _ make: @escaping @Sendable (Arguments, Session) throws -> any Command
    ) -> Call {
        let line = ":\(name) \(rest)".trimmed
        return Call(line) { try make(Arguments(command: name, line: line, rest: rest), $0) }
    }
}
