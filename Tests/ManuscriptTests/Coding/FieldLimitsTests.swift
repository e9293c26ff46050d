import Platform
import Testing

@testable import Manuscript

/// Numbers and names in a file are within bounds.
struct FieldLimitsTests {
    private struct Probe: Decodable {
        var name: String?
        var words: Int?
        var seconds: Double?
        var names: [String]
        init(from decoder: any Decoder) throws {
            var fields = try FieldReader(decoder)
            name = try fields.optionalName("name")
            words = try fields.optionalNumber("words", FieldLimits.counts)
            seconds = try fields.optionalNumber("seconds", FieldLimits.seconds)
            names = try fields.names("names")
        }
    }

    private func probe(_ text: String) throws -> Probe { try JSONDecoder().decode(Probe.self, from: Data(text.utf8)) }

    @Test func valuesWithinBoundsAreRead() throws {
        let probe = try probe(#"{"name": " ", "words": 1000000000, "seconds": 0, "names": ["日", "a"]}"#)
        #expect(probe.name == " " && probe.words == 1_000_000_000 && probe.seconds == 0 && probe.names == ["日", "a"])
        let empty = try self.probe("{}")
        #expect(empty.name == nil && empty.words == nil && empty.seconds == nil && empty.names == [])
    }

    @Test(arguments: [
        #"{"name": ""}"#, #"{"name": null}"#, #"{"words": -1}"#, #"{"words": 1000000001}"#, #"{"words": 0.5}"#,
        #"{"words": 99999999999999999999}"#, #"{"seconds": -0.001}"#, #"{"seconds": 1e10}"#, #"{"names": ["a", ""]}"#,
        #"{"names": "a"}"#,
    ])
    func valuesOutOfBoundsAreRefused(text: String) {
        #expect(throws: DecodingError.self) { try probe(text) }
    }

    @Test func theFirstRepeatedValueIsFound() {
        #expect(FieldLimits.repeated([1, 2, 3, 2, 1]) == 2)
        #expect(FieldLimits.repeated([Int]()) == nil && FieldLimits.repeated(["a", "A"]) == nil)
        // Canonically equal strings are the same name.
        #expect(FieldLimits.repeated(["é", "e\u{301}"]) == "e\u{301}")
    }
}
