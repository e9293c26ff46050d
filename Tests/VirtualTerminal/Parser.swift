/// Takes bytes apart into characters and control functions (ECMA-48, 5.3 to 5.6), cut anywhere.
struct Parser: Sendable {
    enum Event: Equatable {
        case character(Unicode.Scalar)
        case control(UInt8)
        /// Esc, what stands between, and the final character.
        case escape(String, Character)
        /// A control sequence: its private mark, its numbers and the final character.
        case sequence(mark: String, numbers: [Int], final: Character)
        /// An operating system command.
        case command(String)
        case broken(String)
    }

    private enum State {
        case ground, escape, sequence, command, commandEscape, string, stringEscape
    }

    private var state = State.ground
    private var text = ""
    private var bytes: [UInt8] = []
    private var wanted = 0

    /// Takes a byte; what it completes.
    mutating func take(_ byte: UInt8) -> [Event] {
        if wanted > 0 || byte >= 0x80 { return utf8(byte) }
        let character = Character(Unicode.Scalar(byte))
        switch state {
        case .ground:
            if byte == 0x1B {
                begin(.escape)
            } else {
                return [byte < 0x20 || byte == 0x7F ? .control(byte) : .character(Unicode.Scalar(byte))]
            }
        case .escape:
            switch character {
            case "[": begin(.sequence)
            case "]": begin(.command)
            case "P", "X", "^", "_": begin(.string)
            case " "..."/": text.append(character)
            default: return finish(.escape(text, character))
            }
        case .sequence:
            switch byte {
            case 0x20...0x3F: text.append(character)
            case 0x40...0x7E: return finish(sequence(final: character))
            default: return finish(.broken("control \(byte) in CSI \(text)"))
            }
        case .command, .string:
            let isCommand = state == .command
            if byte == 0x07 { return finish(isCommand ? .command(text) : .broken("string \(text)")) }
            if byte == 0x1B { state = isCommand ? .commandEscape : .stringEscape } else { text.append(character) }
        case .commandEscape, .stringEscape:
            let isCommand = state == .commandEscape
            if character == "\\" { return finish(isCommand ? .command(text) : .broken("string \(text)")) }
            return finish(.broken("Esc \(character) in a string"))
        }
        return []
    }

    private mutating func begin(_ next: State) { (state, text) = (next, "") }

    private mutating func finish(_ event: Event) -> [Event] {
        begin(.ground)
        return [event]
    }

    private func sequence(final: Character) -> Event {
        let mark = text.prefix { "<=>?".contains($0) }
        let rest = text.dropFirst(mark.count)
        let numbers = rest.split(separator: ";", omittingEmptySubsequences: false).map {
            Int($0) ?? ($0.isEmpty ? 0 : -1)
        }
        return numbers.contains(-1)
            ? .broken("CSI \(text)\(final)") : .sequence(mark: String(mark), numbers: numbers, final: final)
    }

    private mutating func utf8(_ byte: UInt8) -> [Event] {
        if wanted == 0 {
            switch byte {
            case 0xC2...0xDF: wanted = 1
            case 0xE0...0xEF: wanted = 2
            case 0xF0...0xF4: wanted = 3
            default: return [.broken("byte \(byte)")]
            }
            bytes = [byte]
            return []
        }
        bytes.append(byte)
        wanted -= 1
        guard byte & 0xC0 == 0x80 else {
            wanted = 0
            return [.broken("bytes \(bytes)")]
        }
        guard wanted == 0 else { return [] }
        guard let decoded = String(validating: bytes, as: UTF8.self), let scalar = decoded.unicodeScalars.first else {
            return [.broken("bytes \(bytes)")]
        }
        if state == .command || state == .string {
            text.unicodeScalars.append(scalar)
            return []
        }
        return [scalar.value < 0xA0 ? .broken("C1 \(scalar.value)") : .character(scalar)]
    }
}
