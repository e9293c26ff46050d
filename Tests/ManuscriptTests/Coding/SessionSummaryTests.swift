import Manuscript
import Platform
import Testing

/// The list of sessions reads only the ends of each file.
struct SessionSummaryTests {
    private static let reach = SessionSummary.reach

    private func summary(_ bytes: [UInt8]) -> SessionSummary? {
        SessionSummary(head: Array(bytes.prefix(Self.reach)), tail: Array(bytes.suffix(Self.reach)))
    }

    @Test(arguments: (0..<20).map { UInt64($0) }) func anySavedSessionIsSummedUp(seed: UInt64) throws {
        var making = RandomSessions(seed: seed)
        var session = making.session()
        for topic in [
            session.topic, "", "a \"quoted\" } topic\n  }", "日本 \\ } \u{1F600}", String(repeating: "x", count: 5000),
        ] {
            session.topic = topic
            let found = try #require(summary(try SessionFile.encode(session)))
            #expect(found == SessionSummary(session))
            #expect(found.words == session.outline.words)
        }
    }

    /// The form of older releases, and of other programs that write JSON.
    @Test(arguments: [
        "  \"topic\" : \"How } bread rises\",", "  \"topic\": \"How } bread rises\",",
        " \"topic\":\"How } bread rises\"",
    ])
    func aFileWithoutASummaryTellsItsTopic(line: String) {
        let text = "{\n  \"format\": \"galley-session\",\n\(line)\n  \"version\" : 1\n}\n"
        let found = summary(Array(text.utf8))
        #expect(found?.topic == "How } bread rises")
        #expect(found?.words == nil && found?.unwritten == nil)
    }

    @Test(arguments: ["", "{", "[]", "no JSON", "{\n  \"about\" : {\n    \"topic\" : \"x\"\n  },\n  \"format"])
    func truncatedAndEmptyFilesHaveNoSummary(text: String) {
        #expect(summary(Array(text.utf8)) == nil)
    }

    @Test(arguments: ["null", "7", "{\"topic\": 7}", "[{\"topic\": \"no\"}]"])
    func aSummaryOfAnotherShapeIsIgnored(value: String) throws {
        var session = Session(name: "n", topic: "Right", at: Date(timeIntervalSince1970: 0))
        session.outline = Outline([Section(title: "One")])
        let own = SessionSummary(session)
        var text = String(decoding: try SessionFile.encode(session), as: UTF8.self)
        let end = try #require(text.firstRange(of: "\n  },"))
        text.replaceSubrange(text.startIndex..<end.upperBound, with: "{\n  \"about\" : \(value),")
        let found = summary(Array(text.utf8))
        #expect(found?.topic == own.topic && found?.words == nil)
        let read = try SessionFile.decode(Array(text.utf8), file: "n.json")
        #expect(read == session)
    }
}
