/// What the numbers and names of a session file may be; `sessions/galley-session.schema.json` says the same.
///
/// The bounds are far above what anybody writes, and so low that no sum of them overflows.
package enum FieldLimits {
    /// Words, and places in a list.
    static let counts = 0...1_000_000_000
    /// Numbers of versions and of points.
    package static let numbers = 1...1_000_000_000
    /// Tokens, calls, and millionths of a unit of money.
    static let tokens = 0...1_000_000_000_000_000
    /// Seconds that a text took.
    static let seconds = 0...1_000_000_000.0

    /// The first that comes a second time; nil where all differ.
    static func repeated<Value: Hashable>(_ values: some Sequence<Value>) -> Value? {
        var seen: Set<Value> = []
        return values.first { !seen.insert($0).inserted }
    }
}

extension FieldReader {
    /// A text that must be there and hold something; throws `DecodingError`.
    mutating func name(_ name: String) throws -> String {
        let text: String = try required(name)
        guard !text.isEmpty else { throw fault(name, "it is empty") }
        return text
    }

    /// A text that holds something where it is there; throws `DecodingError`.
    mutating func optionalName(_ name: String) throws -> String? { has(name) ? try self.name(name) : nil }

    /// A number within bounds that must be there; throws `DecodingError`.
    mutating func number<Value: Decodable & Comparable>(_ name: String, _ range: ClosedRange<Value>) throws -> Value {
        let value: Value = try required(name)
        guard range.contains(value) else { throw fault(name, "it is out of range") }
        return value
    }

    /// A number within bounds where it is there; throws `DecodingError`.
    mutating func optionalNumber<Value: Decodable & Comparable>(
        _ name: String, _ range: ClosedRange<Value>
    ) throws -> Value? {
        has(name) ? try number(name, range) : nil
    }

    /// A list of names; empty where there is none.
    ///
    /// Throws `DecodingError`.
    mutating func names(_ name: String) throws -> [String] {
        let names: [String] = try optional(name) ?? []
        guard !names.contains("") else { throw fault(name, "one of it is empty") }
        return names
    }
}
