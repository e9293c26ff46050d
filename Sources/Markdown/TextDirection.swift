import Platform

/// Marks the blocks of a page whose text runs against the direction of the page (HTML Living Standard, section 3.2.6.4).
struct TextDirection {
    let isRightToLeft: Bool

    /// Returns rendered HTML in which such blocks have a `dir` attribute.
    func marked(_ html: String) -> String {
        guard isRightToLeft || html.unicodeScalars.contains(where: Self.isRightToLeft) else { return html }
        return html.replacing(/<(p|li|td|th|h[1-6]|blockquote)((?: [^>]*)?)>/) { match in
            let rest = html[match.range.upperBound...]
            let end = rest.firstRange(of: Self.end(of: match.1))?.lowerBound ?? rest.endIndex
            guard let direction = mark(for: rest[..<end]) else { return String(match.0) }
            return "<\(match.1)\(match.2) dir=\"\(direction)\">"
        }
    }

    /// The tag before which the text of a block ends.
    private static func end(of name: Substring) -> String {
        switch name {
        case "li": "</li>"
        case "blockquote": "</blockquote>"
        default: "</\(name)>"
        }
    }

    /// Returns the value of the attribute; nil for a text in the direction of the page.
    private func mark(for html: Substring) -> String? {
        var (same, other) = (0, 0)
        var isFirstOther: Bool?
        var isTag = false
        for scalar in html.unicodeScalars.prefix(2000) {
            if scalar == "<" { isTag = true } else if scalar == ">" { isTag = false }
            guard !isTag, scalar.properties.isAlphabetic else { continue }
            let isOther = Self.isRightToLeft(scalar) != isRightToLeft
            isFirstOther = isFirstOther ?? isOther
            if isOther { other += 1 } else { same += 1 }
        }
        guard other > same else { return nil }
        // The browser goes by the first letter.
        return isFirstOther == true ? "auto" : isRightToLeft ? "ltr" : "rtl"
    }

    /// Returns true for letters written from right to left (Unicode Standard Annex 9, classes R and AL, by block).
    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
            scalar.properties.isAlphabetic
        default: false
        }
    }
}
