import Platform

/// Decodes a terminal's bytes, which may be cut anywhere, into characters, keys and pastes; pure.
struct KeyDecoder {
    /// The bytes that are not yet part of an event.
    private var bytes: [UInt8] = []
    /// The remaining events of a key that produces several.
    private var more: [KeyReader.Event] = []
    /// The sequences that the user has bound, which are passed on unchanged.
    private let bound: Set<[UInt8]>

    init(bound: Set<[UInt8]> = []) { self.bound = bound }

    /// The number of milliseconds to wait for the end of a paste.
    private static let pastePatience: Int32 = 2000
    /// The maximum number of bytes in a paste; a longer one is cut.
    private static let longestPaste = 4 << 20
    private static let pasteStart = Array("\u{1B}[200~".utf8)
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    /// A source that returns the bytes arriving within the given number of milliseconds, or nil if there are none.
    typealias Source = (_ milliseconds: Int32) -> [UInt8]?

    /// True if no bytes or events are pending.
    var isEmpty: Bool { bytes.isEmpty && more.isEmpty }

    /// The sequences that terminals send for a key, in normal and application mode (xterm, "VT100 Mode" and "PC-Style
    /// Function Keys").
    static let keys: [(sequence: [UInt8], key: KeyReader.Key)] = {
        let names: [(KeyReader.Key, [String])] = [
            (.up, ["[A", "OA"]), (.down, ["[B", "OB"]), (.right, ["[C", "OC"]), (.left, ["[D", "OD"]),
            (.home, ["[H", "OH", "[1~", "[7~"]), (.end, ["[F", "OF", "[4~", "[8~"]), (.delete, ["[3~"]),
            (.nextWord, ["[1;5C", "[1;3C"]), (.previousWord, ["[1;5D", "[1;3D"]),
            (.pageUp, ["[5~"]), (.pageDown, ["[6~"]),
        ]
        return names.flatMap { key, sequences in sequences.map { ([0x1B] + Array($0.utf8), key) } }
    }()

    /// Returns the most common sequence for a key.
    static func sequence(of key: KeyReader.Key) -> [UInt8] { keys.first { $0.key == key }?.sequence ?? [] }

    /// Adds the next bytes.
    mutating func feed(_ more: [UInt8]) { bytes += more }

    /// Returns the next event; nil if the bytes are incomplete or mean nothing.
    ///
    /// Only bytes that begin with Esc wait for the source: this alone distinguishes a lone Esc from the start of a
    /// sequence. After a lone Esc, it waits `lone` milliseconds.
    mutating func next(lone: Int32 = EscapeSequence.patience, waiting source: Source) -> KeyReader.Event? {
        while true {
            if !more.isEmpty { return more.removeFirst() }
            guard let first = bytes.first else { return nil }
            if first == 0x1B {
                guard let event = takeEscape(source, lone: lone) else { continue }
                return event
            }
            if first == 0x0A {
                bytes.removeFirst()
                return .insertion("\n")
            }
            let length = Self.length(of: first)
            let known = bytes.prefix(length)
            // An incomplete UTF-8 sequence does not swallow the bytes after it.
            let isBroken = known.dropFirst().contains { $0 & 0xC0 != 0x80 }
            guard known.count == length || isBroken else { return nil }
            let decoded = String(decoding: known, as: UTF8.self).unicodeScalars
            bytes.removeFirst(isBroken ? 1 : length)
            guard let scalar = decoded.first else { continue }
            // 8-bit controls: those that introduce a sequence stand for Esc and a letter, the others are ignored.
            guard !isBroken, (0x80..<0xA0).contains(scalar.value) else {
                return .character(isBroken ? "\u{FFFD}" : scalar)
            }
            let letter = UInt8(scalar.value) - 0x40
            guard letter == UInt8(ascii: "[") || letter == UInt8(ascii: "O") || EscapeSequence.isString([0x1B, letter])
            else { continue }
            bytes.insert(contentsOf: [0x1B, letter], at: 0)
            if let event = takeEscape(source, lone: lone, isControl: true) { return event }
        }
    }

    private mutating func fill(_ source: Source, _ milliseconds: Int32) -> Bool {
        guard let more = source(milliseconds) else { return false }
        bytes += more
        return true
    }

    /// Decodes input that begins with Esc; returns nil if it has no meaning.
    ///
    /// With `isControl`, the first two bytes stand for an 8-bit control character, which is not a key by itself.
    private mutating func takeEscape(_ source: Source, lone: Int32, isControl: Bool = false) -> KeyReader.Event? {
        var extent = EscapeSequence.extent(of: bytes, lone: lone)
        while case .open(let milliseconds) = extent, fill(source, milliseconds) {
            extent = EscapeSequence.extent(of: bytes)
            // Only the end of a control string matters; the byte that replaces the rest cannot end one.
            if case .open = extent, EscapeSequence.isString(bytes), bytes.count > 4 {
                bytes.replaceSubrange(2..<bytes.count - 1, with: [0xE2])
            }
        }
        switch extent {
        case .whole(let count): return takeSequence(count, source)
        // The rest never arrived: an incomplete sequence cannot be typed text.
        case .open where bytes.count > 2 || bytes.last == UInt8(ascii: "[") && bytes.count == 2:
            bytes = []
            return nil
        case .open, .none: break
        }
        if isControl {
            bytes.removeFirst(2)
            return nil
        }
        if bytes.count > 1, bytes[1] == 0x0D || bytes[1] == 0x0A {
            bytes.removeFirst(2)
            return .insertion("\n")
        }
        bytes.removeFirst()
        return .character("\u{1B}")
    }

    /// Decodes a sequence of the given length; returns nil if it is not a key.
    private mutating func takeSequence(_ count: Int, _ source: Source) -> KeyReader.Event? {
        if bytes.starts(with: Self.pasteStart) { return takePaste(source) }
        let sequence = Array(bytes[..<count])
        bytes.removeFirst(count)
        if bound.contains(sequence) { return .bound(sequence) }
        if let known = Self.keys.first(where: { $0.sequence == sequence }) { return .key(known.key, sequence) }
        more = ReportedKey(sequence)?.events ?? []
        return more.isEmpty ? nil : more.removeFirst()
    }

    private mutating func takePaste(_ source: Source) -> KeyReader.Event {
        let (start, end) = (Self.pasteStart.count, Self.pasteEnd)
        var from = start
        while true {
            if let stop = Self.find(end, in: bytes, from: from) {
                let pasted = String(decoding: bytes[start..<stop], as: UTF8.self)
                bytes.removeFirst(stop + end.count)
                return .insertion(Self.normal(pasted))
            }
            from = max(start, bytes.count - end.count)
            // A paste without an end marker is a terminal error: the bytes so far are taken.
            guard bytes.count < Self.longestPaste, fill(source, Self.pastePatience) else {
                let pasted = String(decoding: bytes[start...], as: UTF8.self)
                bytes = []
                return .insertion(Self.normal(pasted))
            }
        }
    }

    private static func find(_ needle: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
        guard bytes.count >= needle.count else { return nil }
        return (from...(max(from, bytes.count - needle.count))).first { place in
            bytes.count >= place + needle.count && bytes[place..<(place + needle.count)].elementsEqual(needle)
        }
    }

    private static func normal(_ pasted: String) -> String {
        let unified = pasted.split(separator: /\r\n|\r/, omittingEmptySubsequences: false).joined(separator: "\n")
        return PlainText.kept(unified)
    }

    private static func length(of first: UInt8) -> Int {
        switch first {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
