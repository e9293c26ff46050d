import Platform
import Testing

@testable import Manuscript

/// Fields are read by name, and what was not read is kept.
struct FieldReaderTests {
    private struct Probe: Decodable {
        var read: String?
        var list: [Int]
        var hasNull: Bool
        var rest: [String: JSONValue]
        init(from decoder: any Decoder) throws {
            var fields = try FieldReader(decoder)
            read = try fields.optional("read")
            list = try fields.required("list")
            hasNull = fields.has("null")
            rest = try fields.rest()
        }
    }

    private func probe(_ text: String) throws -> Probe {
        try JSONDecoder().decode(Probe.self, from: Data(text.utf8))
    }

    @Test func unreadFieldsAreKept() throws {
        let probe = try probe(#"{"list": [1], "null": null, "x": {"list": 2}, "日": "語", "": 0}"#)
        #expect(probe.read == nil && probe.list == [1] && probe.hasNull)
        #expect(probe.rest == ["null": .null, "x": ["list": 2], "日": "語", "": 0])
        #expect(try self.probe(#"{"list": [], "read": "a"}"#).rest == [:])
    }

    @Test(arguments: [
        "{}", #"{"list": null}"#, #"{"list": "1"}"#, #"{"list": [], "read": null}"#, #"{"list": [], "read": 1}"#, "[]",
        "1",
    ])
    func aMissingFieldOrAnotherTypeIsRefused(text: String) {
        #expect(throws: DecodingError.self) { try probe(text) }
    }

    @Test func aFaultNamesItsField() throws {
        struct Faulty: Decodable {
            init(from decoder: any Decoder) throws { throw try FieldReader(decoder).fault("words", "it is odd") }
        }
        let error = try #require(throws: DecodingError.self) {
            try JSONDecoder().decode([String: Faulty].self, from: Data(#"{"a": {}}"#.utf8))
        }
        guard case .dataCorrupted(let context) = error else { return #expect(Bool(false), "\(error)") }
        #expect(context.codingPath.map(\.stringValue) == ["a", "words"])
        #expect(context.debugDescription == "it is odd")
    }
}
