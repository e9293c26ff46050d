package import Manuscript
import Platform

/// A line typed at the prompt, classified.
package enum InputLine: Sendable, Equatable {
    /// An empty line, or a script comment, which begins with `#`.
    case empty
    /// A command and its arguments.
    case command(Arguments)
    /// Text for the model, or the topic if there is none yet.
    case text(String)

    /// Classifies a line: `:x` and `/x` are commands, `::x` is text that begins with a colon.
    ///
    /// The marks may be full-width (`：x`, `／x`). The bare name of a command is that command, and so is `help NAME`.
    package init(_ line: String) {
        // Concatenated files have a byte order mark at the start of each part, and copied text other invisible ones.
        let plain = String(line.trimmed.drop { $0.unicodeScalars.allSatisfy(PlainText.isEscaped) }).trimmed
        if plain.isEmpty || plain.hasPrefix("#") {
            self = .empty
        } else if plain.prefix(2).count == 2, plain.prefix(2).allSatisfy(CommandMark.colons.contains) {
            self = .text(String(plain.dropFirst()))
        } else if CommandMark.begins(plain) {
            let body = plain.dropFirst()
            let name = body.prefix { !$0.isWhitespace }
            // The recorded line uses a mark that is accepted everywhere.
            let line = plain.first?.isASCII == true ? plain : ":" + body
            self = .command(Arguments(command: String(name), line: line, rest: String(body.dropFirst(name.count))))
        } else if let bare = Self.bare(plain) {
            self = .command(bare)
        } else {
            self = .text(plain)
        }
    }

    /// Returns the command for a line without a mark: its full name or alias alone, or `help` and such a name.
    private static func bare(_ plain: String) -> Arguments? {
        let words = plain.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
        guard words.count < 3, let first = words.first, let last = words.last,
            let card = Catalogue.card(named: first), words.count == 1 || card.name == Help.card.name,
            words.count == 1 || Catalogue.card(named: last) != nil
        else { return nil }
        return Arguments(command: card.name, line: plain, rest: words.count == 1 ? "" : last)
    }

    /// Returns the command for this line in the given session; nil if the line is empty.
    ///
    /// Throws a `PlainError`.
    package func command(in session: Session) throws -> (any Command)? {
        switch self {
        case .empty: return nil
        case .command(let arguments):
            let type = try Catalogue.command(arguments.command)
            try type.card.checkOptions(in: arguments)
            return try type.init(arguments, session: session)
        case .text(let text):
            guard session.topic.isEmpty else {
                return try Chat(Arguments(command: "talk", line: text, rest: text), session: session)
            }
            return try New(typed: text)
        }
    }
}
