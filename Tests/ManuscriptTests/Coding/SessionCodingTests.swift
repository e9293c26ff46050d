import Manuscript
import Platform
import Testing

@Suite struct SessionCodingTests {
    private let later: JSONValue = ["list": [1, 2.5, .null, true], "null": .null, "text": "e\u{301}", "empty": [:]]

    /// One session with an unknown field in every object that may hold one.
    private func session() throws -> Session {
        var usage = Usage(calls: 1)
        usage.unknown = ["later": later]
        var version = Version(number: 1, text: "t", origin: Origin(rawValue: "dreamt"), at: time(1), usage: usage)
        version.unknown = ["later": later]
        var candidate = Candidate(text: "c", cause: Candidate.Cause(rawValue: "fire"), origin: .written, at: time(2))
        candidate.unknown = ["later": later]
        var child = Section(id: "b", title: "B", role: Section.Role(rawValue: "interlude"))
        child.unknown = ["later": later]
        var section = Section(id: "a", title: "A", children: [child])
        section.versions = [version]
        section.current = 1
        section.candidate = candidate
        section.unknown = ["later": later]
        var session = Session(name: "n", at: time(0), id: "s")
        session.style.unknown = ["later": later]
        session.settings = Settings(["later": later, "null": .null])
        session.sources = [["later": later], .null, "x"]
        session.usage = usage
        session.unknown = ["later": later, "null": .null]
        var turn = Turn(id: "t", at: time(3), kind: .other("x"), input: "", usage: usage)
        turn.unknown = ["later": later]
        try session.commit([.insert(section: section, parent: nil, index: 0)], as: turn)
        try session.commit([.remove("a")], as: turn)
        try session.commit([.insert(section: section, parent: nil, index: 0)], as: turn)
        try session.commit([.setTopic("t")], as: turn)
        _ = try session.undo(at: time(9))
        return session
    }

    @Test func unknownFieldsSurviveAtEveryLevel() throws {
        let session = try session()
        let bytes = try SessionFile.encode(session)
        let back = try SessionFile.decode(bytes, file: "n.json")
        #expect(back == session)
        #expect(try SessionFile.encode(back) == bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        // style, settings, one source, usage, session; version, its usage, candidate, child, section: once in the
        // outline and once in the history's `insert`; four turns with their usage, of which one is undone.
        #expect(text.ranges(of: "\"later\" :").count == 5 + 2 * 5 + 4 * 2)
    }

    @Test func aKnownFieldWinsOverAnUnknownOneOfTheSameName() throws {
        var session = Session(name: "n", at: time(0), id: "s")
        session.unknown = ["name": "other", "format": "other"]
        let back = try SessionFile.decode(SessionFile.encode(session), file: "n.json")
        #expect(back.name == "n")
        #expect(back.unknown.isEmpty)
    }

    /// The schema allows a field to be missing, and never to be null.
    @Test func nullIsDamage() throws {
        let text = """
            {"format": "galley-session", "version": 1, "id": "s", "name": "n", "createdAt": "2026-09-21T14:13:20Z",
             "updatedAt": "2026-09-21T14:13:20Z"
            """
        let bare = Array((text + "}").utf8)
        #expect(try SessionFile.decode(bare, file: "n.json") == Session(name: "n", at: time(0), id: "s"))
        for name in ["topic", "style", "settings", "outline", "history", "undone", "sources", "review", "usage"] {
            #expect(throws: SessionFileError.self, "\(name)") {
                try SessionFile.decode(Array((text + ", \"\(name)\": null}").utf8), file: "n.json")
            }
        }
    }

    @Test func emptyFieldsAreOmittedFromATurn() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.dateEncodingStrategy = .iso8601
        let data = try encoder.encode(Turn(id: "t", at: time(0), kind: .other("x"), input: ""))
        #expect(String(decoding: data, as: UTF8.self) == #"{"at":"2026-09-21T14:13:20Z","id":"t","kind":"x"}"#)
    }
}
