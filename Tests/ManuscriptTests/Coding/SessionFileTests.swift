import Manuscript
import Platform
import Testing

@Suite struct SessionFileTests {
    /// The smallest session, with fields to put in its place or to take away.
    private func text(without gone: String? = nil, _ fields: [String: JSONValue] = [:]) -> String {
        var object: [String: JSONValue] = [
            "format": "galley-session", "version": 1, "id": "i", "name": "n", "createdAt": "2026-10-05T08:12:40Z",
            "updatedAt": "2026-10-05T08:12:40Z",
        ]
        object.merge(fields) { $1 }
        if let gone { object[gone] = Optional.none }
        return JSONValue.object(object).compact
    }

    private func sentence(_ text: String) throws -> String {
        let error = try #require(throws: SessionFileError.self) {
            try SessionFile.decode(Array(text.utf8), file: "a.json")
        }
        return error.sentence
    }

    private static let left = "It was left as it is; `:sessions` lists"

    @Test(arguments: [
        ("", "it is empty"), (" ", "it ends too early at line 1, byte 2"),
        ("hello", "it does not begin with { at line 1, byte 1"), ("{\"a\":", "it ends too early at line 1, byte 6"),
        ("{\"a\":1} x", "there is text after the end at line 1, byte 9"),
        ("[1,2]", "it does not begin with { at line 1, byte 1"),
        ("\"x\"", "it does not begin with { at line 1, byte 1"),
        ("null", "it does not begin with { at line 1, byte 1"), ("12", "it does not begin with { at line 1, byte 1"),
        (String(repeating: "[", count: 2000), "it does not begin with { at line 1, byte 1"),
        ("{\"x\":" + String(repeating: "[", count: 2000), "it is nested too deeply at line 1, byte 205"),
    ])
    func aFileThatIsNotAJSONObject(text: String, reason: String) throws {
        let expected = "a.json is not a session: it is not a JSON object (\(reason)). \(Self.left) the others."
        #expect(try sentence(text) == expected)
    }

    @Test(arguments: ["{}", "{\"a\":1}", "{\"format\":5}", "{\"format\":\"other\",\"version\":1}", "{\"version\":1}"])
    func aFileThatIsNotASession(text: String) throws {
        #expect(try sentence(text) == "a.json is JSON, but not a Galley session. \(Self.left) the sessions.")
    }

    @Test func aFileFromANewerVersion() throws {
        let expected =
            "a.json was written by a newer Galley (file version 2, this one reads up to 1). It was left as it is; update Galley to open it."
        #expect(try sentence(text(["version": 2])) == expected)
        #expect(try sentence("{\"format\":\"galley-session\",\"version\":2}") == expected)
    }

    @Test(arguments: ["version", "id", "name", "createdAt", "updatedAt"])
    func aFileWithAMissingField(name: String) throws {
        #expect(
            try sentence(text(without: name))
                == "a.json is damaged: the field \"\(name)\" is missing. \(Self.left) the others.")
    }

    @Test(
        arguments: [
            (["version": "1"], "a field has the wrong type at version"),
            (["id": .null], "a field has the wrong type at id"),
            (["topic": 5], "a field has the wrong type at topic"),
            (["outline": "x"], "a field has the wrong type at outline"),
            (["outline": [["id": "a"]]], "the field \"title\" is missing at outline[0]"),
            (
                ["outline": [["id": "a", "title": "A", "versions": [["number": "one"]]]]],
                "a field has the wrong type at outline[0].versions[0].number"
            ),
            (["history": [.null]], "a field has the wrong type at history[0]"),
            (["createdAt": "yesterday"], "Expected date string to be ISO8601-formatted at createdAt"),
            (["createdAt": 5], "a field has the wrong type at createdAt"),
            (["style": ["words": 1.5]], "a value does not fit its field at style"),
        ] as [([String: JSONValue], String)])
    func aFileWithAWrongField(fields: [String: JSONValue], reason: String) throws {
        #expect(try sentence(text(fields)) == "a.json is damaged: \(reason). \(Self.left) the others.")
    }

    @Test func anUnknownEditIsDamageAndNotACrash() throws {
        let turn: JSONValue = [
            "id": "t", "at": "2026-10-05T08:12:40Z", "kind": "x", "edits": [["fly": ["_0": "a"]]],
        ]
        #expect(try sentence(text(["history": [turn]])).hasPrefix("a.json is damaged: "))
    }

    @Test func theSmallestSessionIsRead() throws {
        let session = try SessionFile.decode(Array(text().utf8), file: "a.json")
        #expect(session.name == "n")
        #expect(session.outline.isEmpty && session.history.isEmpty && session.topic.isEmpty)
    }

    @Test(arguments: (0..<4).map { UInt64($0) })
    func encodingAndDecodingIsIdentity(seed: UInt64) throws {
        var making = RandomSessions(seed: 300 + seed)
        for _ in 0..<25 {
            var session = making.session()
            for second in 1...3 { try session.commit(making.edits(of: session), as: making.turn(second)) }
            _ = try session.undo(at: time(9))
            let bytes = try SessionFile.encode(session)
            let back = try SessionFile.decode(bytes, file: "n.json")
            #expect(back == session)
            #expect(try SessionFile.encode(back) == bytes)
            #expect(bytes.last == UInt8(ascii: "\n"))
        }
    }

    /// 600 broken copies of the example: each is read, or refused with a sentence.
    @Test(arguments: (0..<8).map { UInt64($0) })
    func brokenBytesNeverCrash(seed: UInt64) throws {
        let example = try RepositoryFiles.example()
        var making = RandomSessions(seed: 400 + seed)
        for _ in 0..<75 {
            let bytes = mutated(example, &making)
            do {
                let session = try SessionFile.decode(bytes, file: "a.json")
                _ = session.outline.words
                _ = try SessionFile.encode(session)
            } catch let error as SessionFileError {
                #expect(error.sentence.hasPrefix("a.json "))
                #expect(error.sentence.hasSuffix("."))
                #expect(!error.sentence.contains(".."))
                #expect(error.sentence.utf8.count < 500)
            }
        }
    }

    private func mutated(_ example: [UInt8], _ making: inout RandomSessions) -> [UInt8] {
        var bytes = example
        if making.chance(10) {
            bytes = (0..<making.number(0...200)).map { _ in UInt8(making.number(0...255)) }
            return bytes
        }
        for _ in 0..<making.number(1...4) where !bytes.isEmpty {
            let at = making.number(0...(bytes.count - 1))
            switch making.number(0...4) {
            case 0: bytes[at] = UInt8(making.number(0...255))
            case 1: bytes.remove(at: at)
            case 2: bytes.insert(Array("\"{}[],:0\\".utf8)[making.number(0...8)], at: at)
            case 3: bytes.removeSubrange(at..<min(bytes.count, at + making.number(1...60)))
            default:
                if making.chance(20) { bytes.removeSubrange(at...) }
                let digits = bytes.indices.filter { (48...57).contains(bytes[$0]) }
                if let digit = digits.randomElement(using: &making.random) {
                    bytes.replaceSubrange(
                        digit...digit,
                        with: Array(["null", "-1", "99999999999", "\"\"", "{}"][making.number(0...4)].utf8))
                }
            }
        }
        return bytes
    }

    /// Times are whole seconds, whatever a file says, so that what was read comes back as it is.
    @Test func fractionsOfSecondsAreLeftOut() throws {
        let session = Session(name: "a", topic: "T", at: Date(timeIntervalSince1970: 1_750_000_000))
        let text = String(decoding: try SessionFile.encode(session), as: UTF8.self)
        let changed = text.replacing("2025-06-15T15:06:40Z", with: "2025-06-15T15:06:40.75Z")
        #expect(changed != text)
        let read = try SessionFile.decode(Array(changed.utf8), file: "a")
        #expect(read == session)
        #expect(try SessionFile.decode(try SessionFile.encode(read), file: "a") == read)
    }
}
