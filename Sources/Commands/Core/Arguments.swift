package import Manuscript
import Platform

/// What was typed behind a command's name.
package struct Arguments: Sendable, Equatable {
    /// The command's name, for sentences.
    package let command: String
    /// The whole line as it was typed, for the history.
    package let line: String
    /// What is not taken yet, without white space at its ends.
    package private(set) var rest: String

    /// Makes arguments.
    package init(command: String, line: String, rest: String) {
        self.command = command
        self.line = line
        self.rest = rest.trimmed
    }

    /// Whether nothing is left.
    package var isEmpty: Bool { rest.isEmpty }

    /// Takes the next word, or a quoted run of words; nil where nothing is left.
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

    /// Takes an option such as `--repair` where it comes next.
    package mutating func flag(_ name: String) -> Bool {
        let word = rest.prefix { !$0.isWhitespace }
        guard word == name || PlainText.option(String(word)) == name else { return false }
        rest = rest.dropFirst(word.count).trimmed
        return true
    }

    /// Takes an option with a value, such as `--words 900` or `--words=900`, where it comes next; nil where it does not.
    ///
    /// Throws `CommandError.missing` where the value is missing.
    package mutating func option(_ name: String, takes: String) throws -> String? {
        let given = rest.prefix { !$0.isWhitespace && $0 != "=" }
        if rest.dropFirst(given.count).first == "=", given == name || PlainText.option(String(given)) == name {
            rest = String(rest.dropFirst(given.count + 1))
        } else if !flag(name) {
            return nil
        }
        guard let value = word() else { throw CommandError.missing("\(takes) behind \(name)", command: command) }
        return value
    }

    /// Takes the name of a session: all that is left, since sync tools make names with blanks; nil where nothing is.
    package mutating func sessionName() -> String? {
        let name = rest.hasPrefix("\"") || rest.hasPrefix("“") ? word() ?? "" : all()
        return name.isEmpty ? nil : name.hasSuffix(".json") ? String(name.dropLast(5)) : name
    }

    /// Takes everything that is left.
    package mutating func all() -> String {
        defer { rest = "" }
        return rest
    }

    /// Takes an address: a number, a range, `all`, `last`, a quoted title, or as many words as are part of one title.
    ///
    /// Throws `CommandError.missing` where nothing is left; whether the address names anything is decided later.
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

    /// The longest run of words from the front that is part of exactly one title.
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

    /// Throws `CommandError.tooMany` where something is left.
    package func end() throws {
        guard rest.isEmpty else { throw CommandError.tooMany(rest, command: command) }
    }
}
