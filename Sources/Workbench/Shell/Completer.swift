package import Manuscript
package import Terminal

/// What Tab offers: commands, addresses with their titles, formats, sessions, settings.
package enum Completer {
    /// The completion of a line at a cursor, in characters.
    package static func completion(
        of line: String, cursor: Int, session: Session, sessions: () -> [String]
    ) -> Completion {
        let head = String(line.prefix(cursor))
        guard let prefix = head.first, prefix == ":" || prefix == "/" else { return Completion() }
        let words = head.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count > 1, let typed = words.last else { return commands(head, prefix) }
        guard let card = try? Catalogue.command(String(words[0].dropFirst())).card, let last = card.takes.last else {
            return Completion()
        }
        let place = words.dropLast().dropFirst().filter { !$0.isEmpty }.count
        let kind = place < card.takes.count ? card.takes[place] : last
        let all = candidates(kind, session, sessions)
        let found = all.filter { $0.text.lowercased().hasPrefix(typed.lowercased()) }
        return Completion(replacing: typed.count, candidates: found)
    }

    private static func commands(_ head: String, _ prefix: Character) -> Completion {
        let typed = head.dropFirst().lowercased()
        let found = Catalogue.all.map { $0.card }.filter { $0.name.hasPrefix(typed) }
        return Completion(
            replacing: head.count, candidates: found.map { .init("\(prefix)\($0.name)", note: $0.summary) })
    }

    private static func candidates(
        _ kind: CommandCard.Argument, _ session: Session, _ sessions: () -> [String]
    ) -> [Completion.Candidate] {
        switch kind {
        case .address, .section:
            let places = session.outline.entries.map { Completion.Candidate($0.number, note: $0.section.title) }
            return kind == .section || places.isEmpty
                ? places : places + [.init("all", note: "every section"), .init("last", note: "what was touched last")]
        case .format: return Exports.all.map { .init($0.format, note: $0.summary) }
        case .session: return sessions().map { .init($0) }
        case .setting: return SettingKey.all.map { .init($0.name, note: $0.summary) }
        case .command: return Catalogue.all.map { .init($0.card.name, note: $0.card.summary) }
        case .path, .model, .text: return []
        }
    }
}
