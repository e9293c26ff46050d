import Platform

/// A key of a JSON object, whatever its name.
package struct FieldKey: CodingKey, Hashable {
    package let stringValue: String
    package var intValue: Int? { nil }
    package init(stringValue: String) { self.stringValue = stringValue }
    package init?(intValue: Int) { nil }
}

/// Reads the fields of one JSON object and keeps those that nobody asked for.
///
/// Session files promise that unknown fields survive a round trip: what `rest` returns goes back through `FieldWriter`.
struct FieldReader {
    private let box: KeyedDecodingContainer<FieldKey>
    private var taken: Set<String> = []

    init(_ decoder: any Decoder) throws {
        box = try decoder.container(keyedBy: FieldKey.self)
    }

    /// A field that must be there; throws `DecodingError` where it is not, or is of another type.
    mutating func required<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
        taken.insert(name)
        return try box.decode(Value.self, forKey: FieldKey(stringValue: name))
    }

    /// A field that may be missing; throws `DecodingError` where it is null or of another type.
    mutating func optional<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value? {
        taken.insert(name)
        return has(name) ? try box.decode(Value.self, forKey: FieldKey(stringValue: name)) : nil
    }

    /// Whether a field is there, null or not.
    func has(_ name: String) -> Bool { box.contains(FieldKey(stringValue: name)) }

    /// An error of a field, with what is wrong as a clause.
    func fault(_ name: String, _ what: String) -> DecodingError {
        .dataCorrupted(
            .init(codingPath: box.codingPath + [FieldKey(stringValue: name)], debugDescription: "\(what)"))
    }

    /// The fields that were not read, as they stand in the file.
    func rest() throws -> [String: JSONValue] {
        var rest: [String: JSONValue] = [:]
        for key in box.allKeys where !taken.contains(key.stringValue) {
            rest[key.stringValue] = try box.decode(JSONValue.self, forKey: key)
        }
        return rest
    }
}

/// Writes the fields of one JSON object, the unknown ones first, so that a known field always wins.
struct FieldWriter {
    private var box: KeyedEncodingContainer<FieldKey>

    init(_ encoder: any Encoder, unknown: [String: JSONValue]) throws {
        box = encoder.container(keyedBy: FieldKey.self)
        for (name, value) in unknown { try write(name, value) }
    }

    /// Writes a field; nil leaves it out.
    mutating func write<Value: Encodable>(_ name: String, _ value: Value?) throws {
        guard let value else { return }
        try box.encode(value, forKey: FieldKey(stringValue: name))
    }

    /// Writes a list, or leaves it out where it is empty.
    mutating func write<Value: Encodable>(_ name: String, unlessEmpty list: [Value]) throws {
        if !list.isEmpty { try write(name, list) }
    }

    /// Writes a text, or leaves it out where it is empty.
    mutating func write(_ name: String, unlessEmpty text: String) throws {
        if !text.isEmpty { try write(name, text) }
    }
}
