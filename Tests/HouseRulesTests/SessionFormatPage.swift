import Manuscript

/// The reference of the session format, made from the schema.
enum SessionFormatPage {
    /// Returns the tables of the session and of each part of it, by name.
    static func markdown(of schema: JSONValue) -> String {
        let parts = (schema["$defs"]?.object ?? [:]).sorted { $0.key < $1.key }.filter { $0.value["properties"] != nil }
        return ([("session", schema)] + parts.map { ($0.key, $0.value) }).map { name, part in
            let words = name == "session" ? nil : part["description"]?.string
            return (["## \(name)", words, table(part)] as [String?]).compactMap { $0 }.joined(separator: "\n\n")
        }.joined(separator: "\n\n")
    }

    private static func table(_ part: JSONValue) -> String {
        let required = Set((part["required"]?.array ?? []).compactMap(\.string))
        let rows = (part["properties"]?.object ?? [:]).sorted { $0.key < $1.key }.map { name, field in
            let words = (field["description"]?.string ?? "").replacing("|", with: "or")
            return "| `\(name)`\(required.contains(name) ? ", required" : "") | \(words) |"
        }
        return (["| field | holds |", "|---|---|"] + rows).joined(separator: "\n")
    }
}
