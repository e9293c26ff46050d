package import Manuscript

/// Builds values that a JSON Schema allows (draft 2020-12, as far as model servers take it).
///
/// Strings are unique within one example: "Title 1", "Brief 2"; arrays have three elements within their bounds.
package struct SchemaExample: Sendable {
    private var counts: [String: Int] = [:]

    /// Makes an example that counts from 1.
    package init() {}

    /// A value for `schema`; `root` is where `$ref` looks, `name` what its strings are called.
    package mutating func value(
        for schema: JSONValue, root: JSONValue, name: String = "text", depth: Int = 8
    ) -> JSONValue {
        guard depth > 0 else { return .null }
        if let target = schema["$ref"]?.string {
            return value(for: Self.resolve(target, root), root: root, name: name, depth: depth - 1)
        }
        if let fixed = schema["const"] ?? schema["enum"]?.array?.first { return fixed }
        if let first = ["anyOf", "oneOf", "allOf"].lazy.compactMap({ schema[$0]?.array?.first }).first {
            return value(for: first, root: root, name: name, depth: depth - 1)
        }
        switch schema["type"]?.string ?? schema["type"]?.array?.first?.string {
        case "array": return array(schema, root, name, depth)
        case "string": return string(schema, name)
        case "integer": return schema["minimum"] ?? .int(min(150, schema["maximum"]?.int ?? 150))
        case "number": return schema["minimum"] ?? .number(min(1, schema["maximum"]?.double ?? 1))
        case "boolean": return true
        case "null": return .null
        default: return object(schema, root, depth)
        }
    }

    private mutating func object(_ schema: JSONValue, _ root: JSONValue, _ depth: Int) -> JSONValue {
        var members: [String: JSONValue] = [:]
        // Sorted, so that the same schema always gives the same strings.
        for (key, member) in (schema["properties"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            members[key] = value(for: member, root: root, name: key, depth: depth - 1)
        }
        return .object(members)
    }

    private mutating func array(
        _ schema: JSONValue, _ root: JSONValue, _ name: String, _ depth: Int
    ) -> JSONValue {
        let least = schema["minItems"]?.int ?? 0
        let most = schema["maxItems"]?.int ?? Int.max
        let singular = name.count > 3 && name.hasSuffix("s") ? String(name.dropLast()) : name
        let isDeep = depth <= 2
        return .array(
            (0..<max(least, isDeep ? 0 : min(3, most))).map { _ in
                value(for: schema["items"] ?? ["type": "string"], root: root, name: singular, depth: depth - 1)
            })
    }

    private mutating func string(_ schema: JSONValue, _ name: String) -> JSONValue {
        let isTitle = name.lowercased().contains("title") || ["heading", "subsection"].contains(name)
        let name = isTitle ? "title" : name
        counts[name, default: 0] += 1
        let number = counts[name, default: 1]
        let word = name.prefix(1).uppercased() + name.dropFirst()
        var text = "\(word) \(number)"
        // A title of its own words: titles that differ in a number alone would count as retold.
        if isTitle { text += " \(Prose.word(number * 2)) \(Prose.word(number * 3 + 1))" }
        if let most = schema["maxLength"]?.int { text = String(text.prefix(most)) }
        while let least = schema["minLength"]?.int, text.count < least { text += " more" }
        return .string(text)
    }

    private static func resolve(_ target: String, _ root: JSONValue) -> JSONValue {
        target.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] ?? [:] }
    }
}
