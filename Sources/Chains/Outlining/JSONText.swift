package import Manuscript

/// Finds JSON in what a model says, however it is wrapped.
package enum JSONText {
    /// The first complete object or array of a text; nil where there is none that parses.
    package static func value(in text: String) -> JSONValue? {
        if let whole = try? JSONValue(parsing: text), whole.object != nil || whole.array != nil { return whole }
        let bytes = Array(text.utf8)
        var start = 0
        var attempts = 0
        while start < bytes.count, attempts < 20 {
            guard bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") else {
                start += 1
                continue
            }
            attempts += 1
            if let end = end(of: bytes, from: start) {
                let piece = String(decoding: bytes[start..<end], as: UTF8.self)
                if let value = try? JSONValue(parsing: piece) { return value }
            } else if looksLikeJSON(bytes[(start + 1)...]) {
                // Cut off: what is whole within it is a part, and a part is not what was asked for.
                return nil
            }
            start += 1
        }
        return nil
    }

    /// Whether what follows an opening bracket begins as JSON does, and not as a remark in brackets.
    private static func looksLikeJSON(_ rest: ArraySlice<UInt8>) -> Bool {
        guard let first = rest.first(where: { $0 > 0x20 }) else { return false }
        return [UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "[")].contains(first)
    }

    /// The place behind the bracket that closes the one at `start`, strings respected.
    private static func end(of bytes: [UInt8], from start: Int) -> Int? {
        var depth = 0
        var inString = false
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if inString {
                if byte == UInt8(ascii: "\\") { index += 1 } else if byte == UInt8(ascii: "\"") { inString = false }
            } else if byte == UInt8(ascii: "\"") {
                inString = true
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                depth += 1
            } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                depth -= 1
                if depth == 0 { return index + 1 }
            }
            index += 1
        }
        return nil
    }
}
