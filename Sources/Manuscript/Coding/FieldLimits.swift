/// The bounds for numbers and names in a session file, as in `sessions/galley-session.schema.json`.
///
/// They are far above any real value, and low enough that no sum of them overflows.
package enum FieldLimits {
    /// Word counts and list indices.
    static let counts = 0...1_000_000_000
    /// Numbers of versions and review points.
    package static let numbers = 1...1_000_000_000
    /// Tokens, calls, and millionths of a currency unit.
    static let tokens = 0...1_000_000_000_000_000
    /// Seconds that a text took.
    static let seconds = 0...1_000_000_000.0

    /// Returns the first value that occurs a second time; nil if all are different.
    static func repeated<Value: Hashable>(_ values: some Sequence<Value>) -> Value? {
        var seen: Set<Value> = []
        return values.first { !seen.insert($0).inserted }
    }
}

extension FieldReader {
    /// Reads a required, non-empty string; throws `DecodingError`.
    mutating func name(_ name: String) throws -> String {
        let text: String = try required(name)
        guard !text.isEmpty else { throw fault(name, "it is empty") }
        return text
    }

    /// Reads an optional string that must not be empty; throws `DecodingError`.
    mutating func optionalName(_ name: String) throws -> String? { has(name) ? try self.name(name) : nil }

    /// Reads a required number within bounds; throws `DecodingError`.
    mutating func number<Value: Decodable & Comparable>(_ name: String, _ range: ClosedRange<Value>) throws -> Value {
        let value: Value = try required(name)
        guard range.contains(value) else { throw fault(name, "it is out of range") }
        return value
    }

    /// Reads an optional number within bounds; throws `DecodingError`.
    mutating func optionalNumber<Value: Decodable & Comparable>(
        _ name: String, _ range: ClosedRange<Value>
    ) throws -> Value? {
        has(name) ? try number(name, range) : nil
    }

    /// Reads a list of non-empty names; returns an empty list if the field is missing.
    ///
    /// Throws `DecodingError`.
    mutating func names(_ name: String) throws -> [String] {
        let names: [String] = try optional(name) ?? []
        guard !names.contains("") else { throw fault(name, "one of its names is empty") }
        return names
    }
}
