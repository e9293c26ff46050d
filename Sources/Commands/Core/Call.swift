package import Manuscript

/// A command whose arguments are values: quotes, options and word breaks in them have no meaning.
package struct Call: Sendable {
    /// The command as it would be typed, for the history and for `--json`; it is never parsed.
    package let line: String
    /// Makes the command for a session; throws a `PlainError`.
    let command: @Sendable (Session) throws -> any Command

    private init(_ line: String, _ command: @escaping @Sendable (Session) throws -> any Command) {
        self.line = line
        self.command = command
    }

    /// Starts a post on a topic.
    package static func new(topic: String) -> Call {
        let line = ":new \(Prose.title(topic))"
        return Call(line) { _ in try New(topic: topic, line: line) }
    }

    /// Changes a setting of the session by name.
    package static func set(_ name: String, to value: String) -> Call {
        let line = ":set \(name) \(value)"
        return Call(line) { try SetValue(name: name, value: value, line: line, session: $0) }
    }

    /// Makes the outline, or shows it.
    package static let outline = plain("outline") { try MakeOutline($0, session: $1) }

    /// Separates sections that overlap.
    package static let differentiate = plain("differentiate") { try Differentiate($0, session: $1) }

    /// Lists the sessions, or searches them for a text.
    package static func sessions(text: String? = nil) -> Call {
        Call(":sessions \(text ?? "")".trimmed) { _ in Sessions(text: text) }
    }

    /// Writes all unwritten sections.
    package static func write(repairs: Bool) -> Call {
        plain("write", repairs ? "--repair" : "") { try Write($0, session: $1) }
    }

    /// Writes the post to a file.
    ///
    /// The path `-` means standard output. Without a format, the extension of the path decides. With `isSure`, an
    /// existing file is replaced without asking.
    package static func export(
        format: String? = nil, to path: String, as options: ExportOptions = ExportOptions(), isSure: Bool = false
    ) -> Call {
        let words = [":export", format, "\"\(path)\""].compactMap { $0 }
        return Call(words.joined(separator: " ")) {
            try ExportPost(format: format, path: path, options: options, isSure: isSure, session: $0)
        }
    }

    /// Imports a file, or reads standard input if the path is `-`.
    package static func importing(_ path: String, onto isUpdate: Bool, isSure: Bool = false) -> Call {
        Call(":import \(isUpdate ? "--onto " : "")\"\(path)\"") { _ in
            ImportPost(path: path, way: isUpdate ? .update : .new, isSure: isSure)
        }
    }

    private static func plain(
        _ name: String, _ rest: String = "", _ make: @escaping @Sendable (Arguments, Session) throws -> any Command
    ) -> Call {
        let line = ":\(name) \(rest)".trimmed
        return Call(line) { try make(Arguments(command: name, line: line, rest: rest), $0) }
    }
}
