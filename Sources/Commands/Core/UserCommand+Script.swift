package import Configuration
import Manuscript
import Platform

extension UserCommand {
    /// Returns the lines with the arguments filled in; the text of an argument is not expanded again.
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
    /// Returns the user command with the given name or prefix; nil if the name means a built-in command or nothing.
    ///
    /// Built-in commands take precedence, including their prefixes. Throws `CommandError` if the name is ambiguous or
    /// resembles a user command.
    package static func own(_ name: String, among commands: [UserCommand]) throws -> UserCommand? {
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
    /// Returns the script of the user command on this line; nil if the line is anything else.
    ///
    /// Throws a `PlainError`.
    func script(among commands: [UserCommand]) throws -> Script? {
        guard case .command(let arguments) = self, !commands.isEmpty,
            let own = try Catalogue.own(arguments.command, among: commands)
        else { return nil }
        return try own.script(arguments)
    }
}
