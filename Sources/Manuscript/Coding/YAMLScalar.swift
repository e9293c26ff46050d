/// Plain scalars in the core schema of YAML 1.2 (YAML 1.2.2, section 10.3.2).
enum YAMLScalar {
    /// Returns the value of an unquoted scalar.
    static func value(of text: String) -> JSONValue {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: return number(text) ?? .string(text)
        }
    }

    private static func number(_ text: String) -> JSONValue? {
        // Most scalars begin with a letter, and no number does.
        guard let first = text.utf8.first, first < UInt8(ascii: "A") else { return nil }
        if text.wholeMatch(of: /0o[0-7]+/) != nil { return Int(text.dropFirst(2), radix: 8).map { .int($0) } }
        if text.wholeMatch(of: /0x[0-9a-fA-F]+/) != nil { return Int(text.dropFirst(2), radix: 16).map { .int($0) } }
        guard text.wholeMatch(of: /[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?/) != nil else {
            return nil
        }
        if let whole = Int(text) { return .int(whole) }
        return Double(text).flatMap { $0.isFinite ? .number($0) : nil }
    }
}
