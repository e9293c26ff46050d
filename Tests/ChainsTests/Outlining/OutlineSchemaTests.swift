import Manuscript
import Testing

@testable import Chains

/// Schemas bound every list and text, and require every field, as strict mode demands.
struct OutlineSchemaTests {
    /// Walks a schema; returns the paths of what is not bounded.
    private func unbounded(_ schema: JSONValue, _ path: String = "") -> [String] {
        switch schema["type"]?.string {
        case "string": return schema["maxLength"]?.int == nil ? [path] : []
        case "array":
            return (schema["maxItems"]?.int == nil ? [path] : []) + unbounded(schema["items"] ?? .null, path + "[]")
        case "object":
            let fields = schema["properties"]?.object ?? [:]
            let required = Set(schema["required"]?.array?.compactMap(\.string) ?? [])
            let isStrict = required == Set(fields.keys) && schema["additionalProperties"] == false
            return (isStrict ? [] : [path]) + fields.flatMap { unbounded($1, path + "." + $0) }
        default: return [path]
        }
    }

    @Test func everythingIsBounded() {
        for schema in [
            OutlineSchema.headings(sections: 3...9), OutlineSchema.revision(sections: 1...1), OutlineSchema.briefs(2),
            OutlineSchema.matter, OutlineSchema.titles(2...4), OutlineSchema.object([:]),
        ] { #expect(unbounded(schema) == []) }
    }

    @Test func theNumberOfSectionsIsInIt() {
        let sections = OutlineSchema.headings(sections: 3...9)["properties"]?["sections"]
        #expect(sections?["minItems"] == 3 && sections?["maxItems"] == 9)
        #expect(OutlineSchema.briefs(2)["properties"]?["sections"]?["minItems"] == 2)
    }

    /// Servers that keep to a schema's order send a title before what is below it.
    @Test func aHeadingComesFirst() {
        let section = OutlineSchema.headings(sections: 3...9)["properties"]?["sections"]?["items"]
        #expect(section?["properties"]?.object?.keys.sorted() == ["heading", "subsections"])
        let revised = OutlineSchema.revision(sections: 3...9)["properties"]?["sections"]?["items"]
        #expect(
            revised?["properties"]?.object?.keys.sorted() == ["brief", "heading", "id", "points", "subsections"])
    }
}
