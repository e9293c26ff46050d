import Manuscript
import Platform
import Testing

/// A changed file is noticed by its digest.
struct ExportRecordTests {
    /// The hashes are the published test vectors of 64-bit FNV-1a.
    @Test(arguments: [("", "0-cbf29ce484222325"), ("a", "1-af63dc4c8601ec8c"), ("foobar", "6-85944171f73967e8")])
    func digestsAreFNV1a(text: String, digest: String) {
        #expect(ExportRecord.digest(of: Array(text.utf8)) == digest)
    }

    @Test func everyChangedByteChangesTheDigest() {
        let bytes = Array("Straße\r\n日本語".utf8)
        let digest = ExportRecord.digest(of: bytes)
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1
            #expect(ExportRecord.digest(of: changed) != digest)
        }
        #expect(ExportRecord.digest(of: Array("Straße\n日本語".utf8)) != digest)
    }

    @Test func aFileHasOneRecord() {
        var session = Session(name: "n", at: time(0), id: "s")
        session.note(ExportRecord(path: "/a", bytes: [1]))
        session.note(ExportRecord(path: "/b", bytes: [2]))
        session.note(ExportRecord(path: "/a", bytes: [3]))
        #expect(session.exports.map(\.path) == ["/b", "/a"])
        #expect(session.exports.last?.digest == ExportRecord.digest(of: [3]))
    }

    @Test func fieldsOfALaterReleaseStay() throws {
        let text = #"{"path": "/a", "digest": "d", "later": [1]}"#
        let record = try JSONDecoder().decode(ExportRecord.self, from: Data(text.utf8))
        #expect(record.unknown == ["later": [1]])
        #expect(try JSONDecoder().decode(ExportRecord.self, from: JSONEncoder().encode(record)) == record)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(ExportRecord.self, from: Data(#"{"path": "/a"}"#.utf8))
        }
    }
}
