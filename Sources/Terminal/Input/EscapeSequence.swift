/// Finds the end of an escape sequence (ECMA-48, sections 5.4 and 5.6; xterm, "Control Sequences"); pure.
enum EscapeSequence {
    /// The extent of a sequence, as far as its first bytes show.
    enum Extent: Equatable {
        /// The sequence has this many bytes; a byte that cannot belong to it ends it and is not counted.
        case whole(Int)
        /// More bytes may follow within the given number of milliseconds.
        case open(milliseconds: Int32)
        /// A lone Esc, or Esc and a key.
        case none
    }

    /// The number of milliseconds to wait for more bytes after a lone Esc that is a key by itself.
    static let patience: Int32 = 25
    /// The same where a lone Esc does nothing before the next key: over a slow line, a sequence comes in pieces.
    static let longPatience: Int32 = 500
    /// The number of milliseconds to wait after two bytes that may also be Alt and a key; nobody types that fast.
    private static let introducerPatience: Int32 = 100
    /// The number of milliseconds to wait for more bytes of an incomplete sequence.
    private static let piecePatience: Int32 = 500
    /// The maximum number of bytes in a control sequence; a longer one ends here.
    private static let longestControl = 4_096

    /// Returns the extent of the sequence at the start of the bytes, the first of which is Esc.
    ///
    /// After a lone Esc, more bytes may follow within `lone` milliseconds.
    static func extent(of bytes: [UInt8], lone: Int32 = patience) -> Extent {
        guard bytes.count > 1 else { return .open(milliseconds: lone) }
        switch bytes[1] {
        case UInt8(ascii: "["): return control(bytes)
        case UInt8(ascii: "O"): return singleShift(bytes)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            return string(bytes)
        default: return .none
        }
    }

    /// Returns true if the bytes begin a control string (OSC, DCS, SOS, PM, APC), of which only the end matters.
    static func isString(_ bytes: [UInt8]) -> Bool {
        bytes.count > 1 && [0x50, 0x58, 0x5D, 0x5E, 0x5F].contains(bytes[1])
    }

    private static func control(_ bytes: [UInt8]) -> Extent {
        guard bytes.count > 2 else { return .open(milliseconds: piecePatience) }
        // An X10 mouse report is followed by three bytes of any value.
        if bytes[2] == UInt8(ascii: "M") { return bytes.count < 6 ? .open(milliseconds: piecePatience) : .whole(6) }
        // Function keys of the Linux console.
        if bytes[2] == UInt8(ascii: "[") {
            guard bytes.count > 3 else { return .open(milliseconds: piecePatience) }
            return .whole((0x40...0x7E).contains(bytes[3]) ? 4 : 3)
        }
        guard let end = bytes[2...].firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
            guard bytes.count < longestControl else { return .whole(bytes.count) }
            // rxvt ends keys with Shift in a dollar sign.
            let isPerhapsWhole = bytes.last == UInt8(ascii: "$")
            return .open(milliseconds: isPerhapsWhole ? patience : piecePatience)
        }
        return .whole((0x40...0x7E).contains(bytes[end]) ? end + 1 : end)
    }

    private static func singleShift(_ bytes: [UInt8]) -> Extent {
        guard let end = bytes[2...].firstIndex(where: { !(0x30...0x3B).contains($0) }) else {
            guard bytes.count < longestControl else { return .whole(bytes.count) }
            return .open(milliseconds: bytes.count > 2 ? piecePatience : introducerPatience)
        }
        if (0x40...0x7E).contains(bytes[end]) { return .whole(end + 1) }
        return end == 2 ? .none : .whole(end)
    }

    private static func string(_ bytes: [UInt8]) -> Extent {
        for place in bytes.indices.dropFirst(2) {
            switch bytes[place] {
            case 0x07: return .whole(place + 1)
            // The 8-bit terminator, as UTF-8 or as a single byte; elsewhere it is part of a character.
            case 0x9C where bytes[place - 1] == 0xC2 || bytes[place - 1] < 0x80: return .whole(place + 1)
            case 0x1B:
                guard place + 1 < bytes.count else { return .open(milliseconds: piecePatience) }
                return .whole(bytes[place + 1] == UInt8(ascii: "\\") ? place + 2 : place)
            case 0x18, 0x1A: return .whole(place + 1)
            // No report contains these: the user typed them after a string that never ended.
            case 0x03, 0x04, 0x0A, 0x0D: return .whole(place)
            default: continue
            }
        }
        return .open(milliseconds: bytes.count > 2 ? piecePatience : introducerPatience)
    }
}
