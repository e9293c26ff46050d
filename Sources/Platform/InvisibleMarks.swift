/// Removes invisible characters that may hide or reorder the text around them.
///
/// These are direction marks (UAX #9), zero-width spaces and word joiners, soft hyphens, byte order marks inside a
/// text, tags and other default-ignorable formats (UAX #44). Characters with a visible effect stay: joiners between
/// emoji and within words of Arabic or Indic scripts, variation selectors after characters with variants, and the tags
/// of a complete flag (UTS #51: U+1F3F4, tags, U+E007F).
struct InvisibleMarks: Sendable {
    /// The maximum number of tags in a flag: a region of two letters and a part of up to three, and the end tag.
    private static let longestFlag = 7

    private var previous: Unicode.Scalar?
    /// Tags after a black flag that may still form a flag.
    private var tags: [Unicode.Scalar] = []

    /// Returns true if a character is always invisible, whatever is next to it.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180E, 0x3164, 0xFFA0, 0x200B, 0x200E...0x200F,
            0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF0...0xFFFB,
            0x1_BCA0...0x1_BCA3, 0x1_D173...0x1_D17A, 0xE_0000...0xE_00FF, 0xE_01F0...0xE_0FFF:
            true
        default: false
        }
    }

    /// Takes a character and appends the visible part to `result`.
    mutating func take(_ scalar: Unicode.Scalar, into result: inout String.UnicodeScalarView) {
        if isTag(scalar), previous == "\u{1F3F4}" {
            tags.append(scalar)
            if tags.count > Self.longestFlag { return pass(scalar) }
            guard scalar == "\u{E007F}" else { return }
            guard tags.count > 1 else {
                tags = []
                return
            }
            result += tags
            return pass(scalar)
        }
        tags = []
        guard !Self.isInvisible(scalar), isMeant(scalar) else { return }
        result.append(scalar)
        pass(scalar)
    }

    /// Records the character before the next one.
    mutating func pass(_ scalar: Unicode.Scalar?) {
        (previous, tags) = (scalar ?? previous, [])
    }

    private func isTag(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xE_0030...0xE_0039, 0xE_0061...0xE_007A, 0xE_007F: true
        default: false
        }
    }

    /// Returns true if a joiner or a variation selector fits the character before it; true for all other characters.
    private func isMeant(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200C, 0x200D:
            guard let previous else { return false }
            return !previous.isASCII && !(0x200C...0x200D).contains(previous.value)
        case 0xFE00...0xFE0F:
            guard let previous else { return false }
            let isKeycap = ("0"..."9").contains(previous) || previous == "#" || previous == "*"
            return isKeycap || !previous.isASCII && !(0xFE00...0xFE0F).contains(previous.value)
        case 0xE_0100...0xE_01EF: return previous?.properties.isIdeographic ?? false
        default: return true
        }
    }
}
