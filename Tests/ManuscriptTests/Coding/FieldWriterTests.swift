import Platform
import Testing

@testable import Manuscript

/// Known fields win, and empty ones are left out.
struct FieldWriterTests {
    private struct Probe: Encodable {
        let unknown: [String: JSONValue]
        let write: @Sendable (inout FieldWriter) throws -> Void
        func encode(to encoder: any Encoder) throws {
            var fields = try FieldWriter(encoder, unknown: unknown)
            try write(&fields)
        }
    }

    private func written(
        _ unknown: [String: JSONValue] = [:], _ write: @escaping @Sendable (inout FieldWriter) throws -> Void
    ) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(Probe(unknown: unknown, write: write)))
    }

    @Test func aKnownFieldWins() throws {
        let value = try written(["a": 1, "b": .null]) { try $0.write("a", "x") }
        #expect(value == ["a": "x", "b": .null])
    }

    @Test func emptyFieldsAreOmitted() throws {
        let value = try written { fields in
            try fields.write("nil", String?.none)
            try fields.write("text", unlessEmpty: "")
            try fields.write("list", unlessEmpty: [Int]())
            try fields.write("space", unlessEmpty: " ")
            try fields.write("zero", unlessEmpty: [0])
            try fields.write("empty", "")
        }
        #expect(value == ["space": " ", "zero": [0], "empty": ""])
    }
}
