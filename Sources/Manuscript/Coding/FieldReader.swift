import Platform

/// Reads the fields of one JSON object and keeps those that were not read.
///
/// Session files promise that unknown fields survive a round trip: `FieldWriter` writes the result of `rest` back.
struct FieldReader {
    private let box: KeyedDecodingContainer<FieldKey>
    private var taken: Set<String> = []

    init(_ decoder: any Decoder) throws {
        box = try decoder.container(keyedBy: FieldKey.self)
    }

    /// Reads a required field; throws `DecodingError` if it is missing or has another type.
    mutating func required<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
        taken.insert(name)
        return try box.decode(Value.self, forKey: FieldKey(stringValue: name))
    }

    /// Reads an optional field; throws `DecodingError` if it is null or has another type.
    mutating func optional<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value? {
        taken.insert(name)
        return has(name) ? try box.decode(Value.self, forKey: FieldKey(stringValue: name)) : nil
    }

    /// Returns true if a field is present, even if it is null.
    func has(_ name: String) -> Bool { box.contains(FieldKey(stringValue: name)) }

    /// Returns an error about a field; `what` is the reason as a clause.
    func fault(_ name: String, _ what: String) -> DecodingError {
        .dataCorrupted(
            .init(codingPath: box.codingPath + [FieldKey(stringValue: name)], debugDescription: "\(what)"))
    }

    /// Returns the fields that were not read, as they are in the file.
    func rest() throws -> [String: JSONValue] {
        var rest: [String: JSONValue] = [:]
        for key in box.allKeys where !taken.contains(key.stringValue) {
            rest[key.stringValue] = try box.decode(JSONValue.self, forKey: key)
        }
        return rest
    }
}
