import Platform

/// Decodes the bytes of a document to text.
enum TextDecoder {
    /// Returns the text of some bytes; `charset` is the encoding that came with them, if any.
    ///
    /// Recognized are UTF-8, UTF-16 with or without a byte order mark, and Windows-1252, which includes Latin-1. Bytes that
    /// are not valid UTF-8 and have no stated encoding are read as Windows-1252. Throws `SourceError`.
    static func text(_ bytes: [UInt8], charset: String?, name: String) throws(SourceError) -> String {
        let text: String
        if let utf16 = utf16(bytes) {
            text = utf16
        } else {
            guard isText(bytes) else { throw .notText(name) }
            switch charset.map(Self.usual) {
            case nil: text = String(validating: bytes, as: UTF8.self) ?? windows1252(bytes)
            case "utf-8"?: text = String(decoding: bytes, as: UTF8.self)
            case "windows-1252"?: text = windows1252(bytes)
            case let other?: throw .unknownEncoding(name, encoding: other)
            }
        }
        return PlainText.unmarked(text)
    }

    /// Returns the usual name of an encoding in lower case, as the WHATWG's Encoding Standard maps the common labels.
    static func usual(_ charset: String) -> String {
        let name = charset.lowercased().filter { !" \"'".contains($0) }
        switch name {
        case "utf8", "utf-8", "unicode-1-1-utf-8": return "utf-8"
        case "latin1", "iso-8859-1", "iso8859-1", "l1", "us-ascii", "ascii", "cp1252", "windows-1252", "x-cp1252":
            return "windows-1252"
        default: return name
        }
    }

    /// Returns false for bytes that no text has: a NUL, or many control characters.
    static func isText(_ bytes: [UInt8]) -> Bool {
        let start = bytes.prefix(65_536)
        guard !start.contains(0) else { return false }
        let controls = start.count { $0 < 0x20 && ![0x08, 0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains($0) }
        return controls * 50 <= start.count
    }

    /// Returns the text if the bytes are UTF-16: they have a byte order mark, or a NUL in every other place.
    private static func utf16(_ bytes: [UInt8]) -> String? {
        guard bytes.count > 1 else { return nil }
        if bytes.starts(with: [0xFF, 0xFE]) { return decoded(bytes.dropFirst(2), isLittle: true) }
        if bytes.starts(with: [0xFE, 0xFF]) { return decoded(bytes.dropFirst(2), isLittle: false) }
        let start = Array(bytes.prefix(512))
        guard start.count > 8 else { return nil }
        let even = stride(from: 0, to: start.count, by: 2).count { start[$0] == 0 }
        let odd = stride(from: 1, to: start.count, by: 2).count { start[$0] == 0 }
        if odd * 5 > start.count * 2, even == 0 { return decoded(bytes[...], isLittle: true) }
        if even * 5 > start.count * 2, odd == 0 { return decoded(bytes[...], isLittle: false) }
        return nil
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> String {
        let bytes = Array(bytes)
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { place -> UInt16 in
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// Decodes Windows-1252 as the WHATWG's Encoding Standard has it; five bytes stand for themselves.
    private static func windows1252(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        text.reserveCapacity(bytes.count)
        for byte in bytes {
            let value = (0x80...0x9F).contains(byte) ? special[Int(byte) - 0x80] : UInt32(byte)
            text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
        }
        return String(text)
    }

    private static let special: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153,
        0x9D,
        0x017E, 0x0178,
    ]
}
