import Manuscript
import Platform
import Testing

@Suite struct MigrationTests {
    private let short = """
        {"format": "galley-session", "version": 0, "id": "i", "name": "n", "createdAt": "2026-10-05T08:12:40Z",
         "updatedAt": "2026-10-05T08:12:40Z", "topic": "T", "later": [1], "outline": [
           {"id": "a", "title": "A", "text": "One.", "x": 1, "children": [{"id": "b", "title": "B", "text": "Two."}]},
           {"id": "c", "title": "C"}]}
        """

    @Test func theShortFormBecomesVersions() throws {
        let reading = try SessionFile.read(Array(short.utf8), file: "a.json")
        #expect(reading.version == 0)
        let entries = reading.session.outline.entries
        #expect(entries.map { $0.section.text?.text } == ["One.", "Two.", nil])
        #expect(entries[0].section.text?.origin == .imported && entries[0].section.current == 1)
        #expect(entries[0].section.unknown == ["x": 1] && reading.session.unknown == ["later": [1]])
        // The saved file has the current version.
        let again = try SessionFile.read(try SessionFile.encode(reading.session), file: "a.json")
        #expect(again.version == Session.newestVersion && again.session == reading.session)
    }

    @Test func stepsFollowEachOther() throws {
        let migration = Migration(steps: [
            -1: { value in
                guard case .object(var fields) = value else { return value }
                fields["topic"] = fields["title"]
                return .object(fields)
            },
            0: { value in
                guard case .object(var fields) = value else { return value }
                fields["topic"] = .string((fields["topic"]?.string ?? "") + "!")
                return .object(fields)
            },
        ])
        #expect(migration.oldest == -1)
        let value = try migration.migrate(["title": "T", "version": -1], from: -1)
        #expect(value == ["title": "T", "topic": "T!", "version": 1])
        #expect(try migration.migrate(["a": 1], from: 1) == ["a": 1])
    }

    @Test func aFileThatCannotBeMigratedIsDamaged() throws {
        #expect(throws: MigrationError.noStep(from: -3)) { try Migration.all.migrate([:], from: -3) }
        #expect(throws: MigrationError.noObject(from: 0)) { try Migration.all.migrate(5, from: 0) }
        let older = short.replacing("\"version\": 0", with: "\"version\": -3")
        let error = #expect(throws: SessionFileError.self) { try SessionFile.read(Array(older.utf8), file: "a.json") }
        #expect(error?.sentence.hasPrefix("a.json is damaged: there is no file version -3.") == true)
        let bad = short.replacing("\"One.\"", with: "5").replacing("\"T\"", with: "5")
        #expect(throws: SessionFileError.self) { try SessionFile.read(Array(bad.utf8), file: "a.json") }
    }

    @Test func aNewerFormIsReadAsFarAsItGoes() throws {
        let newer =
            #"{"format": "galley-session", "version": 7, "topic": "T", "outline": [{"id": "a", "title": "A", "heading": {"style": 1}, "versions": [{"number": 1, "text": "One."}]}]}"#
        #expect(throws: SessionFileError.newer(file: "a.json", version: 7)) {
            try SessionFile.decode(Array(newer.utf8), file: "a.json")
        }
        let session = try #require(SessionFile.newer(Array(newer.utf8), name: "n"))
        #expect(session.topic == "T" && session.outline.sections[0].text?.text == "One.")
        #expect(session.outline.sections[0].unknown == ["heading": ["style": 1]])
        #expect(SessionFile.newer(Array("{}".utf8), name: "n") == nil)
    }
}
