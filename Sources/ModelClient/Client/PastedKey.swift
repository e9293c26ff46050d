import Chains

/// A key as people paste it.
enum PastedKey {
    /// Returns the key without the characters that come along when it is copied.
    ///
    /// Removes zero-width characters, and from the ends white space, quotation marks, "Bearer " and the name of a
    /// variable. Throws `ModelError.invalidSetting` if the rest holds a character that no key has; the message names
    /// the character, not the key.
    static func cleaned(_ pasted: String, _ service: String) throws(ModelError) -> String {
        var key = Substring(
            String(String.UnicodeScalarView(pasted.unicodeScalars.filter { !unseen.contains($0.value) })))
        while true {
            let before = key
            key = key.trimmed[...]
            while let first = key.first, quotes.contains(first) { key.removeFirst() }
            while let last = key.last, quotes.contains(last) { key.removeLast() }
            for prefix in prefixes where key.lowercased().hasPrefix(prefix) { key = key.dropFirst(prefix.count) }
            if let name = key.prefixMatch(of: /(?:export )?[A-Z][A-Z0-9_]*_(?:KEY|TOKEN) ?= ?/) {
                key = key[name.range.upperBound...]
            }
            if key == before { break }
        }
        if let bare = key.firstMatch(of: /^bearer$/.ignoresCase()), bare.range == key.startIndex..<key.endIndex {
            key = ""
        }
        for (place, scalar) in key.unicodeScalars.enumerated() where !(0x21...0x7E).contains(scalar.value) {
            throw .invalidSetting(
                "The key for \(service) holds \(name(of: scalar)) at position \(place + 1), which no key contains. Copy it again."
            )
        }
        return String(key)
    }

    private static let prefixes = ["authorization:", "bearer ", "bearer:", "bearer\t", "api-key:", "x-api-key:"]
    private static let quotes: Set<Character> = [
        "\"", "'", "`", "´", "“", "”", "„", "‟", "‘", "’", "‚", "‛", "«", "»", "‹", "›", "〝", "〞", "＂", "＇",
    ]
    /// Zero-width characters, joiners, direction marks, the byte order mark, the soft hyphen.
    private static let unseen: Set<UInt32> = [
        0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0x2061, 0x2062, 0x2063, 0x202A, 0x202B, 0x202C, 0x202D,
        0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF, 0xFE0F, 0xFE0E,
    ]

    private static func name(of scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: return "a line end"
        case 0x20, 0x09: return "a blank"
        default:
            if scalar.properties.isWhitespace { return "a blank" }
            let code =
                "U+" + String(repeating: "0", count: max(0, 4 - String(scalar.value, radix: 16).count))
                + String(scalar.value, radix: 16, uppercase: true)
            let isShown = scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format
            return isShown && scalar.value > 0x7F ? "“\(scalar)” (\(code))" : "a control character (\(code))"
        }
    }
}
