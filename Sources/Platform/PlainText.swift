/// A filter that takes from untrusted text whatever could steer a terminal or disguise the text.
///
/// It removes control characters (C0 but newline and tab, DEL, C1), whole escape sequences (ECMA-48, 5.3 to 5.6: CSI,
/// and the strings DCS, OSC, APC, PM and SOS up to BEL or ST) and the characters that override or isolate direction
/// (UAX #9); from what is shown, also the characters that a terminal shows nothing of (`InvisibleMarks`), which are
/// legitimate in a text that is kept. State is carried over chunks: any chunking gives the same text. A sequence that never ends swallows
/// ``limit`` characters at most, so that nobody can hide the rest of a text behind one.
package struct PlainText: Sendable {
    /// The most characters that one sequence may swallow, its introducer not counted.
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

    /// Whether nothing is open that the next chunk could belong to.
    package var isIdle: Bool { state == .ground }

    /// A filter at the start of a text; `keepsMarks` is for a text that is kept and not shown.
    package init(keepsMarks: Bool = false) { self.keepsMarks = keepsMarks }

    /// A whole text that is kept: with its marks of direction and other characters without a shape.
    package static func kept(_ text: String) -> String {
        var filter = PlainText(keepsMarks: true)
        return filter.clean(text)
    }

    /// Whether a character is escaped where a program reads the text: it has no shape, or it steers a terminal.
    package static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x2029: true
        default: InvisibleMarks.isInvisible(scalar)
        }
    }

    /// A whole text that is shown, cleaned.
    package static func clean(_ text: String) -> String {
        var filter = PlainText()
        return filter.clean(text)
    }

    /// The next chunk of a text, cleaned; what it leaves open goes on in the next chunk.
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

    /// A text without the byte order mark that it may begin with.
    package static func unmarked(_ text: String) -> String {
        text.unicodeScalars.first == "\u{FEFF}"
            ? String(String.UnicodeScalarView(text.unicodeScalars.dropFirst())) : text
    }

    /// The name of an option whose hyphens a page or an editor made dashes of, as it is meant: `--json` for `—json`.
    ///
    /// A word that begins with no such dash stays as it is.
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

    /// Takes one scalar; true where it belongs to the text.
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

    /// Within ESC or CSI: a character that cannot belong there ends the sequence and counts as text.
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

    /// A sequence begins; one that begins within another goes on with its count.
    private mutating func start(_ new: State) {
        if state == .ground { swallowed = 0 }
        state = new
    }
}
