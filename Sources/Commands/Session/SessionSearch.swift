import Manuscript
import Storage

/// Searches all sessions of a folder: topics, titles, texts, notes, and what the writer typed.
struct SessionSearch {
    let text: String
    let folder: SessionFolder

    /// A session with the text, and the places that have it.
    struct Hit {
        var name: String
        var topic: String
        var places: [String]
    }

    /// The most places shown of a session.
    private static let most = 5

    /// Returns the sessions with the text, last saved first; throws `SystemError`.
    ///
    /// Only files whose bytes may have the text are read as sessions, so that many others cost little.
    func hits() throws -> [Hit] {
        let places = TextPlaces(of: text)
        return try folder.names(containing: text).compactMap { name in
            guard let session = try? folder.load(name) else { return nil }
            let found = Self.places(in: session, places)
            return found.isEmpty ? nil : Hit(name: name, topic: session.topic, places: found)
        }
    }

    private static func places(in session: Session, _ places: TextPlaces) -> [String] {
        var found = places.passages(in: session.topic)
        for entry in session.outline.entries {
            let texts = [entry.section.title, entry.section.text?.text ?? "", entry.section.notes]
            found += texts.flatMap(places.passages).map { "\(entry.number)  \($0)" }
        }
        found += session.history.flatMap { places.passages(in: $0.input) }.map { "> \($0)" }
        return found
    }

    /// Returns the hits as a report.
    func report() throws -> Report {
        let hits = try hits()
        let values = hits.map { hit -> JSONValue in
            [
                "name": .string(hit.name), "topic": .string(hit.topic),
                "places": .array(hit.places.map(JSONValue.string)),
            ]
        }
        guard !hits.isEmpty else {
            return Report(note: "No session has “\(text)”.", data: ["sessions": []])
        }
        let lines = hits.flatMap { hit in
            let more = hit.places.count - Self.most
            return ["\(hit.name)  \(Prose.title(hit.topic))"] + hit.places.prefix(Self.most).map { "    \($0)" }
                + (more > 0 ? ["    and \(more) more"] : [])
        }
        let count = hits.count == 1 ? "1 session has" : "\(hits.count) sessions have"
        return Report(
            .plain(lines.joined(separator: "\n")), note: "\(count) “\(text)”. `:open NAME` opens one.",
            data: ["sessions": .array(values)], isLong: true)
    }
}
