import Manuscript
import Platform
import Testing

@Suite struct SourceTests {
    private let digest = String(repeating: "0a", count: 32)

    private func source(_ number: Int) -> Source {
        Source(
            number: number, title: "Notes # ", address: "notes.md", kind: "markdown", at: time(1), digest: digest,
            numbers: "1-3,7", told: ["Who reads it? Bakers."])
    }

    @Test func aSourceSurvivesARoundTrip() throws {
        let source = source(2)
        #expect(Source(source.json) == source)
        #expect(source.title == "Notes #" && source.name == "Notes #")
        var fields = try #require(source.json.object)
        fields["later"] = ["any": 1]
        #expect(Source(.object(fields))?.json["later"] == ["any": 1])
    }

    /// The digest names a file, so a session file from elsewhere must not lead out of the folder.
    @Test(arguments: ["../../etc/passwd", "", "ABC", String(repeating: "A", count: 64)])
    func aStrangeDigestIsNotASource(digest: String) throws {
        var fields = try #require(source(1).json.object)
        fields["digest"] = .string(digest)
        #expect(Source(.object(fields)) == nil)
    }

    @Test func otherValuesAreKeptAndNotListed() throws {
        var session = Session(name: "a", topic: "A", at: time(0))
        session.sources = ["old", ["number": 1]]
        let added = try session.applying(.setSource(number: 2, source: source(2).json))
        #expect(added.session.references.map(\.number) == [2] && added.session.sources.count == 3)
        #expect(added.inverse == .setSource(number: 2, source: nil))
        #expect(try added.session.applying(added.inverse).session.sources == session.sources)
    }

    @Test func aNumberIsNeverUsedTwice() throws {
        var session = Session(name: "a", topic: "A", at: time(0))
        try session.commit(
            [.setSource(number: 1, source: source(1).json)], as: Turn(at: time(1), kind: .source, input: ""))
        #expect(session.nextSourceNumber == 2)
        try session.commit([.setSource(number: 1, source: nil)], as: Turn(at: time(2), kind: .source, input: ""))
        #expect(session.references.isEmpty && session.nextSourceNumber == 2)
    }
}
