extension Character {
    /// True for letters and numbers, which make words.
    package var isWordPart: Bool {
        // The properties of a character are those of its first scalar. Looking them up is many times slower.
        guard let byte = utf8.first, byte < 0x80 else { return isLetter || isNumber }
        return switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
