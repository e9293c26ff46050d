extension Character {
    /// The number of columns of the character in a terminal: 0, 1 or 2.
    ///
    /// A sequence that forms one emoji (flag, keycap, ZWJ, skin tone, VS16; UTS #51) takes 2.
    package var displayWidth: Int {
        let scalars = unicodeScalars
        guard let first = scalars.first else { return 0 }
        guard scalars.count > 1 else { return first.displayWidth }
        if first.properties.isEmoji || first.isRegionalIndicator, scalars.dropFirst().contains(where: \.makesEmoji) {
            return 2
        }
        return scalars.reduce(0) { min($0 + $1.displayWidth, 2) }
    }
}

extension Unicode.Scalar {
    /// The number of columns of one scalar: 0 for control and combining characters, 2 for wide or full-width ones, else
    /// 1.
    ///
    /// The system's `wcwidth` is not used: it depends on the process's locale and supports only ASCII in `C`.
    package var displayWidth: Int {
        if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0xAD ? 0 : 1 }
        if isZeroWidth { return 0 }
        return isWide ? 2 : 1
    }

    fileprivate var isRegionalIndicator: Bool { (0x1_F1E6...0x1_F1FF).contains(value) }

    /// True for a scalar that turns the characters before it into an emoji of 2 columns.
    fileprivate var makesEmoji: Bool {
        value == 0xFE0F || value == 0x200D || value == 0x20E3 || isRegionalIndicator
            || (0x1_F3FB...0x1_F3FF).contains(value)
    }

    private var isZeroWidth: Bool {
        if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return true }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator, .control: return true
        default: return false
        }
    }

    /// True for East Asian Wide and Fullwidth (UAX #11, including unassigned code points in the ideograph blocks).
    private var isWide: Bool {
        switch value {
        case 0..<0x1100: false
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
            0x1_6FE0...0x1_8DFF, 0x1_AFF0...0x1_B2FF, 0x1_F210...0x1_F23B, 0x1_F240...0x1_F265,
            0x2_0000...0x2_FFFD, 0x3_0000...0x3_FFFD:
            true
        default: properties.isEmojiPresentation && !isRegionalIndicator
        }
    }
}
