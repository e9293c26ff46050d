package import Manuscript
import Platform

/// The text typed after a command's name, with functions that consume it from the front.
package struct Arguments: Sendable, Equatable {
    /// The command's name, for messages.
    package let command: String
    /// The whole line as typed, for the history.
    package let line: String
    /// The text not yet consumed, without leading or trailing white space.
    package private(set) var rest: String

    /// Makes arguments.
    package init(command: String, line: String, rest: String) {
        self.command = command
        self.line = line
        self.rest = rest.trimmed
    }

    /// True if nothing is left.
    package var isEmpty: Bool { rest.isEmpty }

    /// Consumes the next word or quoted phrase; nil if nothing is left.
    package mutating func word() -> String? {
        guard let first = rest.first else { return nil }
        if first == "\"" || first == "“", let end = rest.dropFirst().firstIndex(where: { $0 == "\"" || $0 == "”" }) {
            let word = String(rest[rest.index(after: rest.startIndex)..<end])
            rest = rest[rest.index(after: end)...].trimmed
            return word
        }
        let word = String(rest.prefix { !$0.isWhitespace })
        rest = rest.dropFirst(word.count).trimmed
        return word
    }

    /// Consumes an option such as `--repair` if it comes next.
    package mutating func flag(_ name: String) -> Bool {
        let word = rest.prefix { !$0.isWhitespace }
        guard word == name || PlainText.option(String(word)) == name else { return false }
        rest = rest.dropFirst(word.count).trimmed
        return true
    }

    /// Consumes an option, by its name or its short form, if it comes next.
    mutating func flag(_ flag: CommandFlag) -> Bool {
        self.flag(flag.name) || flag.short.map { self.flag($0) } == true
    }

    /// Consumes an option with a value, such as `--words 900` or `--words=900`; nil if it does not come next.
    ///
    /// Throws `CommandError.missing` if the value is missing.
    package mutating func option(_ name: String, takes: String) throws -> String? {
        let given = rest.prefix { !$0.isWhitespace && $0 != "=" }
        if rest.dropFirst(given.count).first == "=", given == name || PlainText.option(String(given)) == name {
            rest = String(rest.dropFirst(given.count + 1))
        } else if !flag(name) {
            return nil
        }
        guard let value = word() else { throw CommandError.missing("\(takes) after \(name)", command: command) }
        return value
    }

    /// Consumes a session name: all the rest, since sync tools put spaces into names; nil if nothing is left.
    mutating func sessionName() -> String? {
        let name = rest.hasPrefix("\"") || rest.hasPrefix("“") ? word() ?? "" : all()
        return name.isEmpty ? nil : name.hasSuffix(".json") ? String(name.dropLast(5)) : name
    }

    /// Consumes the name of a setting: up to white space or an equals sign.
    mutating func key() -> String {
        let name = rest.prefix { !$0.isWhitespace && $0 != "=" }
        rest = rest.dropFirst(name.count).trimmed
        if rest.hasPrefix("=") { rest = rest.dropFirst().trimmed }
        return String(name)
    }

    /// Consumes the rest as the value of a setting, without quotes around it.
    mutating func value() -> String {
        let value = all()
        guard value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") else { return value }
        return value.dropFirst().dropLast().trimmed
    }

    /// Consumes the rest.
    package mutating func all() -> String {
        defer { rest = "" }
        return rest
    }

    /// Consumes an address: a number, a range, `all`, `last`, a quoted title, or as many words as are part of one
    /// title.
    ///
    /// Throws `CommandError.missing` if nothing is left. It does not check that the address matches a section.
    package mutating func address(in session: Session) throws -> Address {
        let before = rest
        guard let first = word(), let address = Address(quoted(first, in: before)) else {
            throw CommandError.missing("an address such as 2.3", command: command)
        }
        guard case .title = address, !before.hasPrefix("\""), !before.hasPrefix("“") else { return address }
        return longestTitle(first, in: session) ?? address
    }

    private func quoted(_ word: String, in text: String) -> String {
        text.hasPrefix("\"") || text.hasPrefix("“") ? "\"\(word)\"" : word
    }

    /// Consumes the longest phrase that starts with the given word and is part of exactly one title.
    private mutating func longestTitle(_ first: String, in session: Session) -> Address? {
        var phrase = first
        var left = rest
        var best: (phrase: String, rest: String)?
        while true {
            let titles = session.outline.entries.map { $0.section.title.lowercased() }
            let hits = titles.filter { $0.contains(phrase.lowercased()) }
            if hits.count == 1 || titles.contains(phrase.lowercased()) { best = (phrase, left) }
            if hits.isEmpty || left.isEmpty { break }
            let next = left.prefix { !$0.isWhitespace }
            phrase += " " + next
            left = left.dropFirst(next.count).trimmed
        }
        guard let best else { return nil }
        rest = best.rest
        return .title(best.phrase)
    }

    /// Throws `CommandError.tooMany` if anything is left.
    package func end() throws {
        guard rest.isEmpty else { throw CommandError.tooMany(rest, command: command) }
    }
}
