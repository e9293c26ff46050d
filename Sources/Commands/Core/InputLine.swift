package import Manuscript
import Platform

/// What a line at the prompt is.
package enum InputLine: Sendable, Equatable {
    /// Nothing, or a comment in a script (`#` in front).
    case empty
    /// A command with its arguments.
    case command(Arguments)
    /// Text for the model, or the topic where there is none.
    case text(String)

    /// Reads a line: `:x` and `/x` are commands, `::x` is text that begins with a colon.
    ///
    /// The marks may be full-width (`：x`, `／x`). The name of a command alone is the command, and so is `help NAME`.
    package init(_ line: String) {
        // Files that were put together have a byte order mark in front of each part.
        let plain = String(line.trimmed.drop { $0 == "\u{FEFF}" }).trimmed
        if plain.isEmpty || plain.hasPrefix("#") {
            self = .empty
        } else if plain.prefix(2).count == 2, plain.prefix(2).allSatisfy(CommandMark.colons.contains) {
            self = .text(String(plain.dropFirst()))
        } else if CommandMark.begins(plain) {
            let body = plain.dropFirst()
            let name = body.prefix { !$0.isWhitespace }
            // What is kept of the line has the mark that is read everywhere.
            let line = plain.first?.isASCII == true ? plain : ":" + body
            self = .command(Arguments(command: String(name), line: line, rest: String(body.dropFirst(name.count))))
        } else if let bare = Self.bare(plain) {
            self = .command(bare)
        } else {
            self = .text(plain)
        }
    }

    /// The command that a line without a mark is: its whole name or alias alone, or `help` and such a name.
    private static func bare(_ plain: String) -> Arguments? {
        let words = plain.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
        guard words.count < 3, let first = words.first, let last = words.last,
            let card = Catalogue.card(named: first), words.count == 1 || card.name == Help.card.name,
            words.count == 1 || Catalogue.card(named: last) != nil
        else { return nil }
        return Arguments(command: card.name, line: plain, rest: words.count == 1 ? "" : last)
    }

    /// The command that the line means in this session; nil where it means nothing.
    ///
    /// Throws a `PlainError`.
    package func command(in session: Session) throws -> (any Command)? {
        switch self {
        case .empty: return nil
        case .command(let arguments): return try Catalogue.command(arguments.command).init(arguments, session: session)
        case .text(let text):
            guard session.topic.isEmpty else {
                return try Chat(Arguments(command: "talk", line: text, rest: text), session: session)
            }
            return try New(typed: text)
        }
    }
}
