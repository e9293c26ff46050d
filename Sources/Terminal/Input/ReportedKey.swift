/// A key as reported by a control sequence, in all the forms that terminals use; pure.
///
/// xterm: "PC-Style Function Keys" and modifyOtherKeys (`CSI 27;modifiers;code~`); kitty: "Comprehensive keyboard
/// handling in terminals" (`CSI code:shifted;modifiers:event;text u`).
struct ReportedKey: Equatable {
    /// The modifier keys; Caps Lock and Num Lock are ignored.
    struct Modifiers: OptionSet {
        let rawValue: Int
        static let shift = Self(rawValue: 1)
        static let alt = Self(rawValue: 2)
        static let control = Self(rawValue: 4)
        private static let locks = Self(rawValue: 64 | 128)

        init(rawValue: Int) { self.rawValue = rawValue }

        /// Decodes the parameter, which is the sum of the bits plus 1; nil means no modifiers.
        init(parameter: Int?) {
            self = Self(rawValue: max((parameter ?? 1) - 1, 0)).subtracting(Self.locks)
        }
    }

    /// The fields between semicolons, each split at colons; nil stands for an omitted part.
    private let fields: [[Int?]]
    private let final: UInt8

    /// Parses a sequence from Esc to its final byte; nil if it is not of this form.
    init?(_ sequence: some Collection<UInt8>) {
        guard sequence.starts(with: [0x1B, UInt8(ascii: "[")]) else { return nil }
        let body = sequence.dropFirst(2)
        let parameters = body.prefix { (0x30...0x3B).contains($0) }
        let rest = body.dropFirst(parameters.count)
        guard let final = rest.first, rest.count == 1, parameters.count <= 64 else { return nil }
        self.final = final
        fields = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { field in
            field.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map {
                Int(String(decoding: $0, as: UTF8.self))
            }
        }
    }

    private func field(_ index: Int, part: Int = 0) -> Int? {
        guard fields.indices.contains(index), fields[index].indices.contains(part) else { return nil }
        return fields[index][part]
    }

    /// The events of the key; empty if it has no function here.
    ///
    /// Releasing a key produces no events.
    var events: [KeyReader.Event] {
        let isModified = final == UInt8(ascii: "~") && field(0) == 27
        let modifiers = Modifiers(parameter: field(1))
        guard field(1, part: 1) != 3 else { return [] }
        switch final {
        case UInt8(ascii: "u"): return field(0).map { events(code: $0, modifiers) } ?? []
        case UInt8(ascii: "~") where isModified: return field(2).map { events(code: $0, modifiers) } ?? []
        case UInt8(ascii: "~"): return field(0).flatMap { Self.numbered[$0] }.map { events($0, modifiers) } ?? []
        default:
            guard fields.count <= 1 && (field(0) ?? 1) == 1 || fields.count == 2 && field(0) == 1 else { return [] }
            return Self.lettered[final].map { events($0, modifiers) } ?? []
        }
    }

    // MARK: - Keys with a name

    private static let numbered: [Int: KeyReader.Key] = [
        1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    ]
    private static let lettered: [UInt8: KeyReader.Key] = [
        0x41: .up, 0x42: .down, 0x43: .right, 0x44: .left, 0x46: .end, 0x48: .home,
    ]
    /// Keypad keys, by kitty's numbers.
    private static let keypad: [Int: KeyReader.Key] = [
        57417: .left, 57418: .right, 57419: .up, 57420: .down, 57421: .pageUp, 57422: .pageDown, 57423: .home,
        57424: .end, 57426: .delete,
    ]
    /// Keypad characters, from number 57399 on.
    private static let keypadCharacters = Array("0123456789./*-+\r=,".unicodeScalars)

    private func events(_ key: KeyReader.Key, _ modifiers: Modifiers) -> [KeyReader.Event] {
        switch (key, modifiers) {
        case (_, []): [.key(key, KeyDecoder.sequence(of: key))]
        case (.right, .control), (.right, .alt): [.key(.nextWord, KeyDecoder.sequence(of: .nextWord))]
        case (.left, .control), (.left, .alt): [.key(.previousWord, KeyDecoder.sequence(of: .previousWord))]
        default: []
        }
    }

    // MARK: - Keys with a code point

    private func events(code: Int, _ modifiers: Modifiers) -> [KeyReader.Event] {
        if let key = Self.keypad[code] { return events(key, modifiers) }
        let place = code - 57399
        if Self.keypadCharacters.indices.contains(place) {
            return modifiers.isEmpty ? [.character(Self.keypadCharacters[place])] : []
        }
        // Other keys without a character have private-use numbers.
        guard !(57344...63743).contains(code), let scalar = Unicode.Scalar(UInt32(clamping: code)) else { return [] }
        switch code {
        case 0x0D:
            return modifiers.isEmpty
                ? [.character(scalar)] : modifiers == .shift || modifiers == .alt ? [.insertion("\n")] : []
        case 0x09, 0x1B: return modifiers.isEmpty ? [.character(scalar)] : []
        case 0x08, 0x7F:
            let isWord = modifiers == .alt || modifiers == .control
            return isWord
                ? [.character("\u{1B}"), .character("\u{7F}")]
                : modifiers.subtracting(.shift).isEmpty ? [.character("\u{7F}")] : []
        case 0..<0x20, 0x80..<0xA0: return []
        default: return events(typing: scalar, modifiers)
        }
    }

    private func events(typing scalar: Unicode.Scalar, _ modifiers: Modifiers) -> [KeyReader.Event] {
        let meta: [KeyReader.Event] = modifiers.contains(.alt) ? [.character("\u{1B}")] : []
        if modifiers.contains(.control) {
            guard modifiers.isSubset(of: [.control, .alt, .shift]), let control = Self.control(scalar) else {
                return []
            }
            return control == "\u{3}"
                ? [.interrupt] : control == "\n" ? [.insertion("\n")] : meta + [.character(control)]
        }
        guard modifiers.isSubset(of: [.shift, .alt]) else { return [] }
        // The text that the key produces, if the terminal reports it.
        let told = fields.dropFirst(2).first.map { $0.compactMap { $0 } } ?? []
        if final == UInt8(ascii: "u"), !told.isEmpty {
            return meta
                + told.compactMap { Unicode.Scalar(UInt32(clamping: $0)) }.filter(Self.isTyped).map { .character($0) }
        }
        guard modifiers.contains(.shift) else { return meta + [.character(scalar)] }
        let shifted =
            final == UInt8(ascii: "u") ? field(0, part: 1).flatMap { Unicode.Scalar(UInt32(clamping: $0)) } : nil
        let upper = shifted ?? scalar.properties.uppercaseMapping.unicodeScalars.first ?? scalar
        return Self.isTyped(upper) ? meta + [.character(upper)] : []
    }

    private static func isTyped(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory != .control }

    /// Returns the control character that Ctrl and a key traditionally send; nil if there is none.
    private static func control(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x40...0x5F, 0x61...0x7A: Unicode.Scalar(scalar.value & 0x1F)
        case 0x20, 0x32: "\u{0}"
        case 0x33...0x37: Unicode.Scalar(scalar.value - 0x33 + 0x1B)
        case 0x2F: "\u{1F}"
        case 0x38, 0x3F: "\u{7F}"
        default: nil
        }
    }
}
