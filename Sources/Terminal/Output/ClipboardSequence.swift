/// The escape sequence that puts a text on the clipboard of a terminal (xterm's control sequences, OSC 52).
package enum ClipboardSequence {
    /// The maximum length of a text in bytes: several terminals drop longer sequences.
    package static let longest = 74_000

    /// Returns the sequence; nil for a text that is too long.
    package static func text(for text: String) -> String? {
        guard text.utf8.count <= longest else { return nil }
        return "\u{1B}]52;c;\(base64(Array(text.utf8)))\u{07}"
    }

    /// Returns bytes in Base64 (RFC 4648, section 4).
    private static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let value = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            for place in 0..<4 {
                result.append(place > part.count ? UInt8(ascii: "=") : digits[value >> (18 - 6 * place) & 63])
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
