package import Configuration
import Manuscript
import Platform

extension UserCommand {
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
