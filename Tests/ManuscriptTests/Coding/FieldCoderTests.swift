import Platform
import Testing

@testable import Manuscript

/// A list of fields is read and written alike.
struct FieldCoderTests {
    private struct Probe: FieldCodable, Equatable {
        var text = ""
        var kind = "usual"
        var list: [Int] = []
        var isSure = false
        var note: String?
        var count = 0
        var size: Int?
        var names: [String] = []
        var unknown: [String: JSONValue] = [:]
        static var blank: Probe { Probe() }

        mutating func code(_ fields: inout FieldCoder) throws {
            try fields.required("text", &text)
            try fields.value("kind", &kind)
            try fields.filled("list", &list)
            try fields.flag("isSure", &isSure)
            try fields.optional("note", &note)
            try fields.count("count", &count, isOmittedAsZero: true)
            try fields.optionalNumber("size", &size, FieldLimits.counts)
            try fields.names("names", &names)
            try fields.derived("length", list.count)
            try fields.refuseRepeated(list, in: "list", "it has twice")
        }
    }

    private func read(_ text: String) throws -> Probe { try JSONDecoder().decode(Probe.self, from: Data(text.utf8)) }

    private func written(_ probe: Probe) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(probe))
    }

    @Test func everyFieldIsReadAndWrittenBack() throws {
        let text = #"""
            {"text": "a", "kind": "b", "list": [1, 2], "isSure": true, "note": "n", "count": 3, "size": 4, "names": ["x"],
            "later": {"y": null}, "length": 2}
            """#
        let probe = try read(text)
        #expect(
            probe
                == Probe(
                    text: "a", kind: "b", list: [1, 2], isSure: true, note: "n", count: 3, size: 4, names: ["x"],
                    unknown: ["later": ["y": .null]]))
        #expect(try written(probe) == JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)))
    }

    @Test func missingFieldsHaveTheirDefaultsAndAreOmitted() throws {
        let probe = try read(#"{"text": ""}"#)
        #expect(probe == Probe())
        #expect(try written(probe) == ["text": "", "kind": "usual", "length": 0])
    }

    @Test(arguments: [
        "{}", #"{"text": null}"#, #"{"text": "", "kind": null}"#, #"{"text": "", "list": [1, 2, 1]}"#,
        #"{"text": "", "count": -1}"#, #"{"text": "", "size": 1.5}"#, #"{"text": "", "names": [""]}"#,
        #"{"text": "", "isSure": 1}"#, "[]",
    ])
    func aWrongFieldIsRefused(text: String) { #expect(throws: DecodingError.self) { try read(text) } }
}
