/// A filter that removes from untrusted text anything that could control a terminal or disguise the text.
///
/// It removes control characters (C0 except newline and tab, DEL, C1), complete escape sequences (ECMA-48, 5.3 to 5.6:
/// CSI, and the strings DCS, OSC, APC, PM and SOS up to BEL or ST) and the characters that override or isolate
/// direction (UAX #9). From text that is shown, it also removes invisible characters (`InvisibleMarks`), which are
/// legitimate in stored text. State is kept between chunks: the result does not depend on how the text is split. A
/// sequence that never ends hides at most ``limit`` characters, so nobody can hide the rest of a text behind one.
package struct PlainText: Sendable {
    /// The maximum number of characters that one sequence may hide, not counting its introducer.
    package static let limit = 4_096

    private enum State: Equatable {
        case ground
        case escape
        case intermediate
        case control
        case string
    }

    private let keepsMarks: Bool
    private var marks = InvisibleMarks()
    private var state = State.ground
    private var swallowed = 0

    /// True if no sequence is open, so the next chunk starts fresh.
    package var isIdle: Bool { state == .ground }

    /// Creates a filter at the start of a text; `keepsMarks` is for text that is stored and not shown.
    package init(keepsMarks: Bool = false) { self.keepsMarks = keepsMarks }

    /// Cleans a complete text that is stored; keeps its direction marks and other invisible characters.
    package static func kept(_ text: String) -> String {
        var filter = PlainText(keepsMarks: true)
        return filter.clean(text)
    }

    /// Returns true if a character must be escaped in output for programs: it is invisible or could control a terminal.
    package static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x2029: true
        default: InvisibleMarks.isInvisible(scalar)
        }
    }

    /// Cleans a complete text that is shown.
    package static func clean(_ text: String) -> String {
        var filter = PlainText()
        return filter.clean(text)
    }

    /// Cleans the next chunk of a text; an open sequence continues in the next chunk.
    package mutating func clean(_ chunk: String) -> String {
        if state == .ground, chunk.utf8.allSatisfy(PlainText.isHarmlessASCII) {
            marks.pass(chunk.unicodeScalars.last)
            return chunk
        }
        var result = String.UnicodeScalarView()
        for scalar in chunk.unicodeScalars where keeps(scalar) {
            if keepsMarks { result.append(scalar) } else { marks.take(scalar, into: &result) }
        }
        return String(result)
    }

    /// Returns a text without a leading byte order mark.
    package static func unmarked(_ text: String) -> String {
        text.unicodeScalars.first == "\u{FEFF}"
            ? String(String.UnicodeScalarView(text.unicodeScalars.dropFirst())) : text
    }

    /// Returns an option with its hyphens restored, if a web page or an editor turned them into dashes: `--json` for
    /// `—json`.
    ///
    /// A word that does not begin like an option is returned unchanged.
    package static func option(_ word: String) -> String {
        let dashes = "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{FE58}\u{FE63}\u{FF0D}"
        let front = word.prefix { $0 == "-" || dashes.contains($0) }
        let name = word.dropFirst(front.count)
        guard let first = name.first, first.isLetter, word.contains(where: dashes.contains) else { return word }
        guard front.contains(where: dashes.contains) || front.count == 2 else { return word }
        return (name.count == 1 ? "-" : "--") + String(name.map { dashes.contains($0) ? "-" : $0 })
    }

    private static func isHarmlessASCII(_ byte: UInt8) -> Bool {
        (0x20..<0x7F).contains(byte) || byte == 0x0A || byte == 0x09
    }

    /// Takes one scalar; returns true if it belongs to the text.
    private mutating func keeps(_ scalar: Unicode.Scalar) -> Bool {
        guard state != .ground else { return text(scalar) }
        swallowed += 1
        if swallowed > PlainText.limit {
            state = .ground
            return text(scalar)
        }
        switch scalar.value {
        case 0x1B: start(.escape)
        case 0x18, 0x1A, 0x9C: state = .ground
        default: return state == .string ? string(scalar) : sequence(scalar)
        }
        return false
    }

    private mutating func text(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: return true
        case 0x1B: start(.escape)
        case 0x9B: start(.control)
        case 0x90, 0x98, 0x9D, 0x9E, 0x9F: start(.string)
        case 0x00...0x1F, 0x7F...0x9F: break
        case 0x202A...0x202E, 0x2066...0x2069: break
        default: return true
        }
        return false
    }

    private mutating func string(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value == 0x07 { state = .ground }
        return false
    }

    /// Continues an ESC or CSI sequence; a character that cannot belong to it ends it and counts as text.
    private mutating func sequence(_ scalar: Unicode.Scalar) -> Bool {
        switch (state, scalar.value) {
        case (.escape, 0x5B): state = .control
        case (.escape, 0x50), (.escape, 0x58), (.escape, 0x5D...0x5F): state = .string
        case (.escape, 0x20...0x2F), (.intermediate, 0x20...0x2F): state = .intermediate
        case (.escape, 0x30...0x7E), (.intermediate, 0x30...0x7E), (.control, 0x40...0x7E): state = .ground
        case (.control, 0x20...0x3F): break
        default:
            state = .ground
            return text(scalar)
        }
        return false
    }

    /// Begins a sequence; one that begins inside another continues its count.
    private mutating func start(_ new: State) {
        if state == .ground { swallowed = 0 }
        state = new
    }
}
