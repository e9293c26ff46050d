import Platform

/// Turns the bytes of a terminal, in pieces cut anywhere, into characters and pastes; pure.
struct KeyDecoder {
    /// What is in no event yet.
    private var bytes: [UInt8] = []

    /// How long a lone Esc waits for what may belong to it, in milliseconds.
    private static let patience: Int32 = 25
    /// How long a paste waits for its end, in milliseconds.
    private static let pastePatience: Int32 = 2000
    /// A paste longer than this is cut: the line editor is no place for more.
    private static let longestPaste = 4 << 20
    private static let pasteStart = Array("\u{1B}[200~".utf8)
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    /// What gives the bytes that come within so many milliseconds; nil where none do.
    typealias Source = (_ milliseconds: Int32) -> [UInt8]?

    /// Whether all bytes are in events.
    var isEmpty: Bool { bytes.isEmpty }

    /// What terminals send for a key, in normal and in application mode (xterm, "VT100 Mode" and "PC-Style Function Keys").
    static let keys: [(sequence: [UInt8], key: KeyReader.Key)] = {
        let names: [(KeyReader.Key, [String])] = [
            (.up, ["[A", "OA"]), (.down, ["[B", "OB"]), (.right, ["[C", "OC"]), (.left, ["[D", "OD"]),
            (.home, ["[H", "OH", "[1~", "[7~"]), (.end, ["[F", "OF", "[4~", "[8~"]), (.delete, ["[3~"]),
            (.nextWord, ["[1;5C", "[1;3C"]), (.previousWord, ["[1;5D", "[1;3D"]),
            (.pageUp, ["[5~"]), (.pageDown, ["[6~"]),
        ]
        return names.flatMap { key, sequences in sequences.map { ([0x1B] + Array($0.utf8), key) } }
    }()

    /// Takes the next bytes.
    mutating func feed(_ more: [UInt8]) { bytes += more }

    /// What the bytes at hand say; nil where they are incomplete.
    ///
    /// Only what begins with Esc asks the source: nothing else tells a lone Esc from the beginning of a paste.
    mutating func next(waiting source: Source) -> KeyReader.Event? {
        guard let first = bytes.first else { return nil }
        if first == 0x1B { return takeEscape(source) }
        if first == 0x0A {
            bytes.removeFirst()
            return .insertion("\n")
        }
        let length = Self.length(of: first)
        let known = bytes.prefix(length)
        // A sequence that breaks off takes nothing of what follows with it.
        let isBroken = known.dropFirst().contains { $0 & 0xC0 != 0x80 }
        guard known.count == length || isBroken else { return nil }
        let decoded = String(decoding: known, as: UTF8.self).unicodeScalars
        bytes.removeFirst(isBroken ? 1 : length)
        return decoded.first.map { .character(isBroken ? "\u{FFFD}" : $0) }
    }

    private mutating func fill(_ source: Source, _ milliseconds: Int32) -> Bool {
        guard let more = source(milliseconds) else { return false }
        bytes += more
        return true
    }

    private mutating func takeEscape(_ source: Source) -> KeyReader.Event {
        while isBeginning, fill(source, Self.patience) {}
        if bytes.starts(with: Self.pasteStart) { return takePaste(source) }
        if let (sequence, key) = Self.keys.first(where: { bytes.starts(with: $0.sequence) }) {
            bytes.removeFirst(sequence.count)
            return .key(key, sequence)
        }
        if bytes.count > 1, bytes[1] == 0x0D || bytes[1] == 0x0A {
            bytes.removeFirst(2)
            return .insertion("\n")
        }
        bytes.removeFirst()
        return .character("\u{1B}")
    }

    /// Whether the bytes are the beginning of a sequence, and not all of it.
    private var isBeginning: Bool {
        func begins(_ whole: [UInt8]) -> Bool { bytes.count < whole.count && whole.starts(with: bytes) }
        return begins(Self.pasteStart) || Self.keys.contains { begins($0.sequence) }
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
            // A paste that never ends is a terminal gone mad: what is there is taken.
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
        return PlainText.clean(unified).replacing("\t", with: "    ")
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
