import Manuscript
import Platform

/// A command that a configuration file makes out of others.
///
/// Its lines may hold `$1` to `$9` for its arguments, `$*` for all of them as they were typed, and `$$` for a dollar sign.
package struct UserCommand: Sendable, Equatable {
    /// As it is typed, without the colon.
    package let name: String
    /// One line for lists.
    package let description: String
    /// What it runs, at least one line.
    package let lines: [String]
    /// Where it stands.
    package let source: SettingSource

    /// Makes a command.
    package init(name: String, description: String, lines: [String], source: SettingSource) {
        self.name = name
        self.description = description
        self.lines = lines
        self.source = source
    }

    /// Why a name is none for a command of one's own, as the end of a sentence; nil where it is one.
    ///
    /// What is short for a command of Galley's is refused too: nothing that a file says may change what a line means.
    package static func fault(of name: String) -> String? {
        guard name.wholeMatch(of: /[a-z][a-z0-9-]{0,29}/) != nil else {
            return "is no name for a command: use lower-case letters, digits and -, at most 30"
        }
        for type in Catalogue.all {
            if type.card.name == name || type.card.aliases.contains(name) { return "is a command of Galley's" }
            if type.card.name.hasPrefix(name) { return "is short for :\(type.card.name)" }
        }
        return nil
    }

    /// How many arguments it names, and whether it takes all of them.
    private var takes: (count: Int, all: Bool) {
        let marks = lines.flatMap { $0.matches(of: /\$(\$|\*|[1-9])/).map(\.output.1) }
        return (marks.compactMap { Int($0) }.max() ?? 0, marks.contains("*"))
    }

    /// The command with its arguments: ":tidy $1 $2 …".
    package var synopsis: String {
        let (count, all) = takes
        return ([":\(name)"] + (0..<count).map { "$\($0 + 1)" } + (all ? ["…"] : [])).joined(separator: " ")
    }

    /// Its lines with the arguments put in, in one pass: what an argument says is not read again.
    ///
    /// Throws `ScriptError.needsArgument` or `CommandError.tooMany`.
    func script(_ given: Arguments) throws -> Script {
        var arguments = given
        let (count, all) = takes
        var words: [String] = []
        while words.count < (all ? 9 : count), let word = arguments.word() { words.append(word) }
        guard words.count >= count else { throw ScriptError.needsArgument(count, of: name, synopsis: synopsis) }
        if !all { try arguments.end() }
        let whole = lines.map { line in
            line.replacing(/\$(\$|\*|[1-9])/) { match in
                switch match.output.1 {
                case "$": "$"
                case "*": given.rest
                default: Int(match.output.1).flatMap { $0 <= words.count ? words[$0 - 1] : nil } ?? ""
                }
            }
        }
        return Script(name: name, lines: whole, isProjects: source.isProjects)
    }
}

extension Catalogue {
    /// The command of one's own that a name means; nil where it means one of Galley's, or nothing.
    ///
    /// Galley's come first, also by their beginnings. Throws `CommandError` where several could be meant, or where one of
    /// one's own is near.
    static func own(_ name: String, among commands: [UserCommand]) throws -> UserCommand? {
        let wanted = name.lowercased()
        if let exact = commands.first(where: { $0.name == wanted }) { return exact }
        do {
            _ = try command(name)
            return nil
        } catch CommandError.unknown(_, let nearest) {
            let found = wanted.isEmpty ? [] : commands.filter { $0.name.hasPrefix(wanted) }
            if found.count > 1 { throw CommandError.ambiguous(name, found.map(\.name)) }
            if found.isEmpty, nearest == nil, let own = Spelling.nearest(to: wanted, among: commands.map(\.name)) {
                throw CommandError.unknown(String(name.prefix(40)), nearest: own)
            }
            return found.first
        } catch { return nil }
    }
}

extension InputLine {
    /// What a line runs where it is a command of one's own; nil where it is anything else.
    ///
    /// Throws a `PlainError`.
    func script(among commands: [UserCommand]) throws -> Script? {
        guard case .command(let arguments) = self, !commands.isEmpty,
            let own = try Catalogue.own(arguments.command, among: commands)
        else { return nil }
        return try own.script(arguments)
    }
}
