extension String {
    /// Returns the text on one line, without control characters and double spaces, cut to `limit` characters with an
    /// ellipsis.
    ///
    /// Use it for external text that is shown to people: a terminal must not interpret it.
    func cleanLine(limit: Int) -> String {
        var line = ""
        var gap = false
        var count = 0
        for character in self {
            let isGap = character.isWhitespace || character.unicodeScalars.contains { $0.isUnseen }
            if isGap {
                gap = !line.isEmpty
                continue
            }
            // Leaves room for the ellipsis.
            if count + (gap ? 2 : 1) > limit - 1, count > 0 { return line + "…" }
            if gap { line.append(" ") }
            line.append(character)
            count += gap ? 2 : 1
            gap = false
        }
        return line
    }
}

extension Unicode.Scalar {
    /// True for scalars that control rather than show: C0, C1, DEL, line separators, direction overrides.
    fileprivate var isUnseen: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
