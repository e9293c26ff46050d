/// A script in which languages are written.
///
/// Scripts are recognized by the blocks of the Unicode Standard; characters that many of them share (digits, marks)
/// belong to none.
package enum WritingSystem: String, Sendable, CaseIterable {
    case latin, cyrillic, greek, han, kana, hangul, arabic, hebrew, devanagari, bengali, tamil, thai, georgian, armenian

    /// Returns the script of a letter; nil for anything else.
    package static func of(_ scalar: Unicode.Scalar) -> WritingSystem? {
        guard scalar.properties.isAlphabetic else { return nil }
        switch scalar.value {
        case 0x41...0x24F, 0x1E00...0x1EFF: return .latin
        case 0x370...0x3FF, 0x1F00...0x1FFF: return .greek
        case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF: return .cyrillic
        case 0x530...0x58F: return .armenian
        case 0x590...0x5FF: return .hebrew
        case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF: return .arabic
        case 0x900...0x97F: return .devanagari
        case 0x980...0x9FF: return .bengali
        case 0xB80...0xBFF: return .tamil
        case 0xE00...0xE7F: return .thai
        case 0x10A0...0x10FF: return .georgian
        case 0x3041...0x30FF, 0x31F0...0x31FF: return .kana
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: return .han
        case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7AF: return .hangul
        default: return nil
        }
    }

    /// Counts the letters of each script in a text.
    package static func counts(in text: String) -> [WritingSystem: Int] {
        text.unicodeScalars.reduce(into: [:]) { counts, scalar in
            if let system = of(scalar) { counts[system, default: 0] += 1 }
        }
    }

    /// Returns the script of most letters in a text, or both scripts for Japanese, where kana occur among ideographs.
    package static func main(of text: String) -> Set<WritingSystem> {
        let counts = counts(in: text)
        guard let most = counts.max(by: { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) })?.key else {
            return []
        }
        return [.han, .kana].contains(most) && counts[.kana] != nil ? [.han, .kana] : [most]
    }

    /// Returns the scripts of a language by its English or native name or its code (ISO 639-1); nil if it is unknown.
    package static func of(language: String) -> Set<WritingSystem>? {
        TextLanguage.named(language, orCode: true).map { Set($0.systems) }
    }

    /// Returns the scripts of a post: those of the language that its style card names, or else those of its topic.
    package static func expected(topic: String, language: String) -> Set<WritingSystem> {
        (language.isEmpty ? nil : of(language: language)) ?? main(of: topic)
    }
}
