/// Walks through one JSON text (RFC 8259) without building a tree, for the few fields of a stream's chunks.
///
/// Strict, and narrow on purpose: whatever is unusual (escaped keys, fractions where a count is expected, deep nesting)
/// throws `Unusual`, and the caller falls back to a full decoder. Some 20 times cheaper than one.
struct JSONScanner {
    /// The text is no JSON, or not what the scanner is made for.
    struct Unusual: Error {}

    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// The next byte that is no white space; 0 at the end.
    mutating func peek() -> UInt8 {
        while at < bytes.count {
            let byte = bytes[at]
            if byte != 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 { return byte }
            at += 1
        }
        return 0
    }

    /// Passes over `character`, which must come next.
    mutating func expect(_ character: Unicode.Scalar) throws(Unusual) {
        guard peek() == UInt8(ascii: character) else { throw Unusual() }
        at += 1
    }

    /// Whether nothing but white space is left.
    mutating func isAtEnd() -> Bool {
        peek() == 0 && at == bytes.count
    }

    /// The next key of the object that `expect("{")` entered; nil behind its last member.
    ///
    /// `first` is true before the first call. The caller reads or skips the value.
    mutating func nextKey(_ first: inout Bool) throws(Unusual) -> Slice<UnsafeBufferPointer<UInt8>>? {
        if peek() == UInt8(ascii: "}") {
            at += 1
            return nil
        }
        if !first { try expect(",") }
        first = false
        try expect("\"")
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            guard bytes[at] >= 0x20, bytes[at] != UInt8(ascii: "\\") else { throw Unusual() }
            at += 1
        }
        let key = bytes[start..<at]
        try expect("\"")
        try expect(":")
        return key
    }

    /// Whether the array that `expect("[")` entered has a further element.
    mutating func nextElement(_ first: inout Bool) throws(Unusual) -> Bool {
        if peek() == UInt8(ascii: "]") {
            at += 1
            return false
        }
        if !first { try expect(",") }
        first = false
        return true
    }

    /// A string, with a stand-in for each lone half of a character (``SurrogateJoiner``); nil for `null`.
    mutating func string() throws(Unusual) -> String? {
        if try skipNull() { return nil }
        try expect("\"")
        let start = at
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                at += 1
                return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<at - 1]), as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            guard byte >= 0x20 else { throw Unusual() }
            at += 1
        }
        throw Unusual()
    }

    /// A whole number of at most 15 digits, without sign; nil for `null`.
    mutating func count() throws(Unusual) -> Int? {
        if try skipNull() { return nil }
        _ = peek()
        let start = at
        var value = 0
        while at < bytes.count, let digit = bytes[at].digit {
            value = value &* 10 &+ digit
            at += 1
        }
        guard at > start, at - start <= 15 else { throw Unusual() }
        if at < bytes.count, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[at]) {
            throw Unusual()
        }
        return value
    }

    /// Passes over `null`, if that comes next.
    mutating func skipNull() throws(Unusual) -> Bool {
        guard peek() == UInt8(ascii: "n") else { return false }
        try literal("null")
        return true
    }

    /// Passes over any value.
    mutating func skip(depth: Int = 32) throws(Unusual) {
        guard depth > 0 else { throw Unusual() }
        switch peek() {
        case UInt8(ascii: "{"):
            at += 1
            var first = true
            while try nextKey(&first) != nil { try skip(depth: depth - 1) }
        case UInt8(ascii: "["):
            at += 1
            var first = true
            while try nextElement(&first) { try skip(depth: depth - 1) }
        case UInt8(ascii: "\""): try skipString()
        case UInt8(ascii: "t"): try literal("true")
        case UInt8(ascii: "f"): try literal("false")
        case UInt8(ascii: "n"): try literal("null")
        default: try skipNumber()
        }
    }

    private mutating func skipString() throws(Unusual) {
        try expect("\"")
        while at < bytes.count {
            let byte = bytes[at]
            guard byte >= 0x20 else { throw Unusual() }
            at += byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == UInt8(ascii: "\"") { return }
        }
        throw Unusual()
    }

    private mutating func skipNumber() throws(Unusual) {
        let start = at
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
                UInt8(ascii: "e"), UInt8(ascii: "E"):
                at += 1
                continue
            default: break
            }
            break
        }
        guard at > start else { throw Unusual() }
    }

    private mutating func literal(_ word: StaticString) throws(Unusual) {
        let end = at + word.utf8CodeUnitCount
        guard end <= bytes.count else { throw Unusual() }
        for offset in 0..<word.utf8CodeUnitCount where bytes[at + offset] != word.utf8Start[offset] {
            throw Unusual()
        }
        at = end
    }
}

extension JSONScanner {
    /// The rest of a string in which an escape was met; `start` is behind the opening quote.
    private mutating func escapedString(from start: Int) throws(Unusual) -> String {
        var utf8 = Array(bytes[start..<at])
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: utf8, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &utf8)
            case 0..<0x20: throw Unusual()
            default: utf8.append(byte)
            }
        }
        throw Unusual()
    }

    private mutating func escape(into utf8: inout [UInt8]) throws(Unusual) {
        guard at < bytes.count else { throw Unusual() }
        let kind = bytes[at]
        at += 1
        switch kind {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): utf8.append(kind)
        case UInt8(ascii: "n"): utf8.append(0x0A)
        case UInt8(ascii: "r"): utf8.append(0x0D)
        case UInt8(ascii: "t"): utf8.append(0x09)
        case UInt8(ascii: "b"): utf8.append(0x08)
        case UInt8(ascii: "f"): utf8.append(0x0C)
        case UInt8(ascii: "u"):
            // A lone half of a surrogate pair has no character; the next chunk may begin with the other half.
            let code = try codePoint()
            let scalar = Unicode.Scalar(code) ?? SurrogateJoiner.standIn(code)
            utf8.append(contentsOf: String(Character(scalar)).utf8)
        default: throw Unusual()
        }
    }

    private mutating func codePoint() throws(Unusual) -> UInt32 {
        let high = try hexadecimal()
        guard (0xD800..<0xDC00).contains(high) else { return high }
        let resume = at
        guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else {
            return high
        }
        at += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else {
            at = resume
            return high
        }
        return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }

    private mutating func hexadecimal() throws(Unusual) -> UInt32 {
        guard at + 4 <= bytes.count else { throw Unusual() }
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue else { throw Unusual() }
            value = value << 4 | UInt32(digit)
            at += 1
        }
        return value
    }
}

extension UInt8 {
    fileprivate var digit: Int? {
        self >= 0x30 && self <= 0x39 ? Int(self) - 0x30 : nil
    }
}
