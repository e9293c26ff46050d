import Manuscript

/// Single pieces and lines of a model's answer, cleaned.
extension BodyFilter {
    /// Without control characters (C0 but line feed and tab, DEL, C1) and bidirectional overrides.
    static func cleaned(_ piece: String) -> String {
        let isPlain = piece.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }
        if isPlain { return piece }
        var kept = String.UnicodeScalarView()
        for scalar in piece.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A: kept.append(scalar)
            case 0x00..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: break
            default: kept.append(scalar)
            }
        }
        return String(kept)
    }

    /// Without the channel marks of some chat templates, such as `<|message|>`.
    static func withoutMarks(_ line: String) -> String { line.replacing(/<\|[a-z_]{1,20}\|>/, with: "") }

    static func trimmedEnd(_ line: String) -> String {
        // Two spaces at the end of a line are a line break in Markdown; anything else there is noise.
        let body = line.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
        return String(body) + (line.hasSuffix("  ") ? "  " : "")
    }
}
