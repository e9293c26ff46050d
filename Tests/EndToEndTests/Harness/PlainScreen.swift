import Platform

/// The output to a terminal, without control sequences (ECMA-48) and carriage returns.
struct PlainScreen {
    /// The text in the order in which it came.
    private(set) var text: [UInt8] = []
    private var state = State.text

    private enum State {
        case text
        case escape
        case sequence
        case string
        case designation
    }

    /// Takes further bytes, cut anywhere.
    mutating func take(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { state = next(byte) }
    }

    private mutating func next(_ byte: UInt8) -> State {
        switch (state, byte) {
        case (_, 0x1B): return .escape
        case (.escape, UInt8(ascii: "[")): return .sequence
        case (.escape, UInt8(ascii: "]")), (.escape, UInt8(ascii: "P")): return .string
        case (.escape, UInt8(ascii: "(")), (.escape, UInt8(ascii: ")")): return .designation
        case (.escape, _), (.designation, _): return .text
        case (.sequence, 0x40...0x7E): return .text
        case (.sequence, _): return .sequence
        case (.string, 0x07): return .text
        case (.string, _): return .string
        case (.text, 0x0A), (.text, 0x20...0x7E), (.text, 0x80...):
            text.append(byte)
            return .text
        case (.text, _): return .text
        }
    }
}
