/// Joins surrogate halves that a server split across chunks.
///
/// A server that escapes a character beyond U+FFFF may end one chunk with `\ud83d` and begin the next one with
/// `\ude00`. A Swift string cannot hold a lone half, so the JSON readers insert a stand-in for each (`standIn`). A
/// joiner then turns two stand-ins into a character, and a single one into U+FFFD. Source: RFC 8259 §7 and §8.2.
struct SurrogateJoiner {
    /// The stand-in for the first half, U+D800; the others follow in order, within private use plane 16.
    private static let base: UInt32 = 0x10F000

    /// A high half that waits for its low half.
    private var high: UInt32?

    /// Returns the stand-in for a half, U+D800 to U+DFFF.
    static func standIn(_ half: UInt32) -> Unicode.Scalar {
        Unicode.Scalar(base + (half & 0x7FF)) ?? "\u{FFFD}"
    }

    /// Returns a complete text with its stand-ins replaced, each lone half by U+FFFD.
    static func whole(_ text: String) -> String {
        var joiner = SurrogateJoiner()
        return joiner.join(text) + joiner.end()
    }

    /// Returns the next piece of a text with its stand-ins replaced; a high half at its end is held back.
    mutating func join(_ text: String) -> String {
        // All stand-ins begin with this byte, which is otherwise rare.
        if high == nil, !text.utf8.contains(0xF4) { return text }
        var joined = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let half = scalar.value >= Self.base && scalar.value < Self.base + 0x800 ? scalar.value - Self.base : nil
            if let half, half >= 0x400, let first = high {
                joined.append(Unicode.Scalar(0x10000 + first << 10 + (half - 0x400)) ?? "\u{FFFD}")
                high = nil
                continue
            }
            if high != nil { joined.append("\u{FFFD}") }
            high = nil
            switch half {
            case nil: joined.append(scalar)
            case .some(let half) where half < 0x400: high = half
            default: joined.append("\u{FFFD}")
            }
        }
        return String(joined)
    }

    /// Ends the text; returns U+FFFD for a half that is still waiting.
    mutating func end() -> String {
        defer { high = nil }
        return high == nil ? "" : "\u{FFFD}"
    }

    /// Replaces the escapes of lone halves in JSON, for readers that refuse them.
    ///
    /// Each becomes the escape of its stand-in, or `\ufffd` if the text `isWhole`. Takes linear time. Returns nil if
    /// there is no lone half.
    static func escaped(_ json: [UInt8], isWhole: Bool = false) -> [UInt8]? {
        var result: [UInt8] = []
        var copied = 0
        var index = 0
        while index + 1 < json.count {
            guard json[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            guard let half = half(json, at: index) else {
                index += 2
                continue
            }
            if half < 0xDC00, let low = Self.half(json, at: index + 6), low >= 0xDC00 {
                index += 12
                continue
            }
            result += json[copied..<index]
            let offset = base + (half & 0x7FF) - 0x10000
            for unit in isWhole ? [0xFFFD] : [0xD800 + offset >> 10, 0xDC00 + offset & 0x3FF] {
                result += Array("\\u\(String(unit, radix: 16))".utf8)
            }
            index += 6
            copied = index
        }
        guard copied > 0 else { return nil }
        return result + json[copied...]
    }

    /// Returns the half whose escape begins at a position, if any.
    private static func half(_ json: [UInt8], at start: Int) -> UInt32? {
        guard start + 6 <= json.count, json[start] == UInt8(ascii: "\\"), json[start + 1] == UInt8(ascii: "u"),
            let value = UInt32(String(decoding: json[(start + 2)..<(start + 6)], as: UTF8.self), radix: 16),
            (0xD800..<0xE000).contains(value)
        else { return nil }
        return value
    }
}
