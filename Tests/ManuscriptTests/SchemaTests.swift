import Manuscript
import Platform
import Testing

@Suite struct SchemaTests {
    private func schema() throws -> Schema {
        try Schema(RepositoryFiles.json("sessions/galley-session.schema.json"))
    }

    private func example() throws -> JSONValue { try RepositoryFiles.json("sessions/data-engineering.json") }

    @Test func theExampleIsValid() throws {
        #expect(try schema().faults(of: example()) == [])
    }

    @Test func everySessionThatCanBeWrittenIsValid() throws {
        let schema = try schema()
        var making = RandomSessions(seed: 21)
        for _ in 0..<60 {
            var session = making.session()
            for second in 1...3 { try session.commit(making.edits(of: session), as: making.turn(second)) }
            let undone = try session.undo(at: time(9))
            #expect(undone != nil)
            let text = String(decoding: try SessionFile.encode(session), as: UTF8.self)
            #expect(schema.faults(of: try JSONValue(parsing: text)) == [])
        }
    }

    /// Each replaces one part of the example's text and names the fault.
    @Test(arguments: [
        ("\"galley-session\"", "\"other\"", "/format: const"),
        ("\"version\" : 1", "\"version\" : 2", "/version: const"),
        ("\"createdAt\" : \"2026-10-05T08:12:40Z\"", "\"createdAt\" : \"yesterday\"", "/createdAt: format"),
        ("\"createdAt\" : \"2026-10-05T08:12:40Z\",", "", ": createdAt is missing"),
        ("\n  \"topic\" : \"What is data engineering?\"", "\n  \"topic\" : 5", "/topic: type"),
        ("\"setTopic\" : {", "\"fly\" : {", "/history/0/edits/0: fly is not allowed"),
        ("\"setTopic\" : {", "\"remove\" : {\"_0\" : \"a\"}, \"setTopic\" : {", "/history/0/edits/0: maxProperties"),
        ("\"kind\" : \"new\",", "", "/history/0: kind is missing"),
        ("\"calls\" : 0", "\"calls\" : -1", "/usage/calls: minimum"),
        ("\"calls\" : 0", "\"calls\" : 0.5", "/usage/calls: type"),
        ("\"name\" : \"data-engineering\"", "\"name\" : \"\"", "/name: minLength"),
        ("\"current\" : 1", "\"current\" : 0", "/history/6/edits/0/dropVersion/current: minimum"),
        ("\"role\" : \"introduction\"", "\"role\" : null", "/outline/0/role: type"),
    ])
    func brokenCopiesAreNot(old: String, new: String, fault: String) throws {
        var text = String(decoding: try RepositoryFiles.example(), as: UTF8.self)
        text.replaceSubrange(try #require(text.firstRange(of: old), "\(old)"), with: new)
        #expect(try schema().faults(of: JSONValue(parsing: text)) == [fault])
    }

    @Test func aSchemaThatSaysSomethingUnknownIsRefused() {
        #expect(throws: Schema.Fault.unknownKeyword("pattern", "#")) { try Schema(["pattern": "x"]) }
        #expect(throws: Schema.Fault.unknownKeyword("oneOf", "#/$defs/a")) {
            try Schema(["$defs": ["a": ["oneOf": []]]])
        }
        #expect(throws: Schema.Fault.wrongKind("type", "#")) { try Schema(["type": "text"]) }
        #expect(throws: Schema.Fault.noSuchReference("\"#/$defs/b\"")) { try Schema(["$ref": "#/$defs/b"]) }
        #expect(throws: Schema.Fault.notAnObject("#/items")) { try Schema(["items": true]) }
    }

    @Test func everyFieldIsDescribed() throws {
        func undescribed(_ value: JSONValue, _ place: String) -> [String] {
            var missing: [String] = []
            for (name, field) in value["properties"]?.object ?? [:] {
                if field["description"]?.string?.isEmpty != false { missing.append("\(place)/\(name)") }
                missing += undescribed(field, "\(place)/\(name)")
            }
            for (name, part) in value["$defs"]?.object ?? [:] { missing += undescribed(part, "\(place)/\(name)") }
            return missing
        }
        #expect(undescribed(try RepositoryFiles.json("sessions/galley-session.schema.json"), "") == [])
    }
}
