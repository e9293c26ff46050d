import Manuscript
import Platform
import Storage

/// `:sessions` shows all sessions, newest first, to choose from; `:sessions TEXT` searches them.
///
/// Without a terminal, it only lists them.
struct Sessions: Command {
    private static let text = TypedParameter<String>(
        "text", .text, "what to look for in all sessions", isOptional: true)
    static let card = CommandCard(
        name: "sessions",
        parameters: [text],
        summary: "choose a session, newest first; without a terminal, list them; with a text, search them",
        example: ":sessions sourdough")

    private let text: String?

    init(_ arguments: Arguments, session: Session) throws {
        text = try ArgumentValues(arguments, of: Self.card, in: session)[Self.text]
    }

    /// Searches for a text, or lists without one.
    init(text: String?) { self.text = text }

    func perform(in workspace: Workspace) async throws -> Report {
        if let text { return try SessionSearch(text: text, folder: workspace.store.folder).report() }
        let listings = try workspace.store.folder.list()
        guard !listings.isEmpty else { throw SessionError.noSessions(folder: workspace.store.folder.path) }
        var rows: [[String]] = []
        var values: [JSONValue] = []
        var items: [SessionListItem] = []
        // Files of older releases must be read whole to count their words; this is done for the newest ones only.
        var whole = Self.wholeFiles
        for listing in listings {
            let summary = workspace.store.folder.summary(listing.name, mayReadWhole: whole > 0)
            if summary == nil || summary?.isFromWholeFile == true { whole -= 1 }
            rows.append(Self.row(listing, summary, in: workspace))
            values.append(Self.value(listing, summary))
            items.append(Self.item(listing, summary, in: workspace))
        }
        if let ending = await workspace.interface.choose(among: items) { return try Self.go(ending, in: workspace) }
        return Report(
            .plain(TextTable.lines(rows, rightAligned: [2]).joined(separator: "\n")), data: ["sessions": .array(values)]
        )
    }

    /// The maximum number of files read whole for a list.
    private static let wholeFiles = 50

    private static func time(_ listing: SessionFolder.Listing) -> String {
        Moment.text(Date(timeIntervalSince1970: listing.changed))
    }

    private static func row(_ listing: SessionFolder.Listing, _ summary: SessionSummary?, in workspace: Workspace)
        -> [String]
    {
        guard let summary else { return [listing.name, time(listing), "", "cannot be read"] }
        let isOpen = listing.name == workspace.session.name
        return [
            isOpen ? "\(listing.name) *" : listing.name, time(listing), summary.words.map { $0.counted("word") } ?? "",
            summary.topic,
        ]
    }

    private static func value(_ listing: SessionFolder.Listing, _ summary: SessionSummary?) -> JSONValue {
        guard let summary else { return ["name": .string(listing.name), "readable": false] }
        var value: [String: JSONValue] = [
            "name": .string(listing.name), "topic": .string(summary.topic), "readable": true,
            "saved": .string(
                Date(timeIntervalSince1970: listing.changed).formatted(
                    .iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))),
        ]
        value["words"] = summary.words.map { .int($0) }
        value["unwritten"] = summary.unwritten.map { .int($0) }
        return .object(value)
    }

    private static func item(_ listing: SessionFolder.Listing, _ summary: SessionSummary?, in workspace: Workspace)
        -> SessionListItem
    {
        let saved = Date(timeIntervalSince1970: listing.changed)
        let ago = Moment.ago(saved, at: workspace.now())
        let folder = workspace.store.folder
        return SessionListItem(
            name: Prose.title(listing.name), topic: summary.map { Prose.title($0.topic) },
            ago: ago.isEmpty ? Moment.text(saved) : ago, words: summary?.words,
            outline: { (try? folder.load(listing.name)).map { OutlineView($0) } },
            isOpen: listing.name == workspace.session.name)
    }

    /// Opens the chosen session.
    private static func go(_ ending: SessionChoice, in workspace: Workspace) throws -> Report {
        switch ending {
        case .hangUp: return Report(isLast: true)
        case .left: return Report()
        case .open(let name):
            try workspace.open(name)
            return Report(note: Greeting.opened(in: workspace), data: ["name": .string(name)])
        }
    }
}
