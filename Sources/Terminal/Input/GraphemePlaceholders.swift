import CLibEdit
import Platform

/// Single code points that replace multi-code-point characters in libedit's line.
///
/// libedit treats each code point as a cell that is at least one column wide, so combining marks and joined emoji would
/// misplace the cursor. A placeholder has the same width as the character it replaces: a private-use code point for one
/// column, or a rare ideograph for two. On its way to the terminal it is replaced by the character again.
final class GraphemePlaceholders {
    /// Private-use code points, one column wide.
    private static let narrow: ClosedRange<UInt32> = 0xF0000...0xFFFFD
    /// CJK Unified Ideographs Extension E, two columns wide.
    private static let wide: ClosedRange<UInt32> = 0x2B820...0x2CEA1

    private var scalars: [Character: Unicode.Scalar] = [:]
    private var characters: [Unicode.Scalar: Character] = [:]
    private var next = (narrow: GraphemePlaceholders.narrow.lowerBound, wide: GraphemePlaceholders.wide.lowerBound)
    /// The first bytes of an incomplete code point.
    private var rest: [UInt8] = []

    /// Returns true if a code point is reserved for placeholders.
    private static func isReserved(_ scalar: Unicode.Scalar) -> Bool {
        narrow.contains(scalar.value) || wide.contains(scalar.value)
    }

    /// Returns a text for libedit: every character is one code point.
    func encoded(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value >= 0x300 }) else { return text }
        var result = String.UnicodeScalarView()
        for character in text {
            let parts = character.unicodeScalars
            guard let first = parts.first, parts.count > 1 || Self.isReserved(first), !character.isNewline else {
                result += parts
                continue
            }
            if let scalar = scalar(for: character) { result.append(scalar) } else { result += parts }
        }
        return String(result)
    }

    /// Returns a text from libedit with the original characters.
    func decoded(_ text: String) -> String {
        guard !characters.isEmpty, text.unicodeScalars.contains(where: Self.isReserved) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if let character = characters[scalar] {
                result.append(character)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Returns libedit's output, which may be cut anywhere, as the terminal should get it.
    func shown(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let all = rest + bytes
        rest = []
        guard all.contains(where: { $0 >= 0xF0 }) else { return all }
        // An incomplete code point of four bytes waits for its rest.
        let start = all.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
        let isCut = all[start] >= 0xF0 && all.count - start < 4
        if isCut { rest = Array(all[start...]) }
        return Array(decoded(String(decoding: isCut ? all[..<start] : all[...], as: UTF8.self)).utf8)
    }

    private func scalar(for character: Character) -> Unicode.Scalar? {
        if let known = scalars[character] { return known }
        let isWide = character.displayWidth == 2
        let value = isWide ? next.wide : next.narrow
        guard (isWide ? Self.wide : Self.narrow).contains(value), let scalar = Unicode.Scalar(value),
            galley_width(wchar_t(value)) == (isWide ? 2 : 1)
        else { return nil }
        if isWide { next.wide += 1 } else { next.narrow += 1 }
        (scalars[character], characters[scalar]) = (scalar, character)
        return scalar
    }
}
