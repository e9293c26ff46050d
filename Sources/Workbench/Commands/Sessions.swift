import Manuscript
import Platform

/// `:sessions` lists the sessions, the newest first.
struct Sessions: Command {
    static let card = CommandCard(
        name: "sessions", summary: "list the sessions, the newest first", example: ":sessions")

    init(_ arguments: Arguments, session: Session) throws { try arguments.end() }

    func perform(at desk: Desk) async throws -> Report {
        let listings = try desk.folder.list()
        guard !listings.isEmpty else { throw SessionError.noSessions(folder: desk.folder.path) }
        var rows: [[String]] = []
        var values: [JSONValue] = []
        for listing in listings {
            let day = Date(timeIntervalSince1970: listing.changed).formatted(
                .iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
            guard let session = try? desk.folder.load(listing.name) else {
                rows.append([listing.name, day, "", "cannot be read"])
                values.append(["name": .string(listing.name), "readable": false])
                continue
            }
            let isOpen = listing.name == desk.session.name
            rows.append([
                isOpen ? "\(listing.name) *" : listing.name, day, "\(session.outline.words) words", session.topic,
            ])
            values.append([
                "name": .string(listing.name), "topic": .string(session.topic), "words": .int(session.outline.words),
                "unwritten": .int(session.outline.unwritten.count), "saved": .string(day), "readable": true,
            ])
        }
        return Report(
            .plain(TextTable.lines(rows, rightAligned: [2]).joined(separator: "\n")), data: ["sessions": .array(values)]
        )
    }
}
