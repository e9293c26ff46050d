import Manuscript
import Platform
import Terminal

/// `:sessions` lets the person choose a session, the newest first, or lists them.
struct Sessions: Command {
    static let card = CommandCard(
        name: "sessions", summary: "choose among the sessions, the newest first; a list where there is no terminal",
        example: ":sessions")

    init(_ arguments: Arguments, session: Session) throws { try arguments.end() }

    func perform(at desk: Desk) async throws -> Report {
        let listings = try desk.folder.list()
        guard !listings.isEmpty else { throw SessionError.noSessions(folder: desk.folder.path) }
        var rows: [[String]] = []
        var values: [JSONValue] = []
        var items: [SessionBrowser.Item] = []
        for listing in listings {
            let day = Date(timeIntervalSince1970: listing.changed).formatted(
                .iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
            guard let session = try? desk.folder.load(listing.name) else {
                rows.append([listing.name, day, "", "cannot be read"])
                values.append(["name": .string(listing.name), "readable": false])
                items.append(Self.item(listing, nil, at: desk))
                continue
            }
            let isOpen = listing.name == desk.session.name
            items.append(Self.item(listing, session, at: desk))
            rows.append([
                isOpen ? "\(listing.name) *" : listing.name, day, "\(session.outline.words) words", session.topic,
            ])
            values.append([
                "name": .string(listing.name), "topic": .string(session.topic), "words": .int(session.outline.words),
                "unwritten": .int(session.outline.unwritten.count), "saved": .string(day), "readable": true,
            ])
        }
        if let ending = await desk.stage.choose(among: items) { return try Self.go(ending, at: desk) }
        return Report(
            .plain(TextTable.lines(rows, rightAligned: [2]).joined(separator: "\n")), data: ["sessions": .array(values)]
        )
    }

    private static func item(_ listing: SessionFolder.Listing, _ session: Session?, at desk: Desk)
        -> SessionBrowser.Item
    {
        let saved = Date(timeIntervalSince1970: listing.changed)
        let ago = Moment.ago(saved, at: desk.now())
        return SessionBrowser.Item(
            name: Prose.title(listing.name), topic: session.map { Prose.title($0.topic) },
            ago: ago.isEmpty ? Moment.text(saved) : ago, words: session?.outline.words ?? 0,
            outline: session.map { OutlineTree($0) }, isOpen: listing.name == desk.session.name)
    }

    /// Opens what was chosen.
    private static func go(_ ending: DialogueEnding<String>, at desk: Desk) throws -> Report {
        switch ending {
        case .hangUp: return Report(isLast: true)
        case .left: return Report()
        case .answer(let name):
            try SessionName.check(name)
            try desk.open(name)
            return Report(note: Greeting.opened(at: desk), data: ["name": .string(name)])
        }
    }
}
