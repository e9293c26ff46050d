import Platform

/// Writes the fields of one JSON object, unknown ones first, so that a known field always wins.
struct FieldWriter {
    private var box: KeyedEncodingContainer<FieldKey>

    init(_ encoder: any Encoder, unknown: [String: JSONValue]) throws {
        box = encoder.container(keyedBy: FieldKey.self)
        for (name, value) in unknown { try write(name, value) }
    }

    /// Writes a field; omits it if the value is nil.
    mutating func write<Value: Encodable>(_ name: String, _ value: Value?) throws {
        guard let value else { return }
        try box.encode(value, forKey: FieldKey(stringValue: name))
    }

    /// Writes a list; omits it if it is empty.
    mutating func write<Value: Encodable>(_ name: String, unlessEmpty list: [Value]) throws {
        if !list.isEmpty { try write(name, list) }
    }

    /// Writes a string; omits it if it is empty.
    mutating func write(_ name: String, unlessEmpty text: String) throws {
        if !text.isEmpty { try write(name, text) }
    }
}
