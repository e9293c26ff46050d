import Platform

/// Reads strings and literals, and resumes after damage.
extension BrokenJSON {
    mutating func skipSpace() {
        while at < bytes.count {
            if [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) {
                at += 1
            } else if source == .session || !skipComment() {
                return
            }
        }
    }

    /// True if a string begins here.
    var isQuote: Bool {
        source == .answer ? quote(at: at) != nil : bytes[at] == UInt8(ascii: "\"")
    }

    /// Reads a string, beginning at its quotation mark.
    ///
    /// It counts as torn if it has no end or contains a raw control character: the text after that may belong to
    /// another string.
    mutating func string() -> (text: String, isTorn: Bool) {
        if source == .answer { return answerString() }
        at += 1
        var text: [UInt8] = []
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                return (checked(text), false)
            case UInt8(ascii: "\\"): escape(into: &text)
            case 0..<0x20:
                fault(byte == 0x0A ? "a string is not closed" : "a string contains a control character")
                return (checked(text), true)
            default:
                text.append(byte)
                at += 1
            }
        }
        fault("it ends inside a string")
        return (checked(text), true)
    }

    /// Returns the bytes as a string; records a fault and replaces invalid UTF-8 (Unicode 16.0, section 3.9).
    mutating func checked(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        fault("a string is not UTF-8")
        return String(decoding: bytes, as: UTF8.self)
    }

    mutating func escape(into text: inout [UInt8]) {
        guard at + 1 < bytes.count else {
            at = bytes.count
            return
        }
        let plain: [UInt8: UInt8] = [
            UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
            UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
        ]
        if let byte = plain[bytes[at + 1]] {
            text.append(byte)
            at += 2
            return
        }
        var units: [UInt16] = []
        while at + 5 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u"),
            let unit = UInt16(String(decoding: bytes[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16)
        {
            units.append(unit)
            at += 6
        }
        if units.isEmpty, source == .answer {
            // Models add needless escapes ("\\'", "\\d"); the backslash is dropped only before a quotation mark.
            if quote(at: at + 1) == nil { text.append(bytes[at]) }
            at += 1
            return
        }
        if units.isEmpty {
            fault("an escape sequence is unknown")
            at += 1
        }
        text += Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// Reads a number, `true`, `false` or `null`; returns nil and consumes nothing if there is none.
    mutating func word() -> JSONValue? {
        let start = at
        var end = at
        while end < bytes.count, end - start < 64, isWordByte(bytes[end]) { end += 1 }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        let value: JSONValue? =
            switch text {
            case "true": .bool(true)
            case "false": .bool(false)
            case "null": .null
            case "True" where source == .answer: .bool(true)
            case "False" where source == .answer: .bool(false)
            case "None" where source == .answer, "undefined" where source == .answer, "NaN" where source == .answer:
                .null
            default:
                // "90." is 90, as it will be when the file is saved again.
                Int(text).map(JSONValue.int)
                    ?? Double(text).flatMap { number in
                        guard number.isFinite else { return nil }
                        return Int(exactly: number).map(JSONValue.int) ?? .number(number)
                    }
            }
        if value != nil { at = end }
        return value
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// Resumes at the next line whose indentation shows where it belongs.
    ///
    /// If the lines that opened its containers are lost, nameless containers replace them: in an outline, lists and
    /// objects alternate.
    mutating func resume() {
        guard source == .session else { return }
        while let newline = bytes[min(at, bytes.count)...].firstIndex(of: 0x0A) {
            at = newline + 1
            let indent = bytes[at...].prefix { $0 == 0x20 }.count
            let depth = indent / 2
            guard indent % 2 == 0, at + indent < bytes.count else { continue }
            let first = bytes[at + indent]
            let closes = first == UInt8(ascii: "}") || first == UInt8(ascii: "]")
            // A closing bracket is indented like the container it closes, anything else one level deeper.
            let count = closes ? depth + 1 : depth
            guard first > 0x20, count > 0 else { continue }
            guard frames.count >= count || (!closes && count - frames.count <= 4) else { continue }
            while frames.count > count { close() }
            while frames.count < count { openNameless() }
            frames[count - 1].key = nil
            frames[count - 1].needsComma = closes
            for index in frames.indices { frames[index].isResumed = true }
            at += indent
            return
        }
        at = bytes.count
    }

    private mutating func openNameless() {
        guard let index = frames.indices.last, !frames[index].isArray else {
            frames.append(Frame(isArray: false))
            return
        }
        frames[index].key = Self.nameless
        frames.append(Frame(isArray: true))
    }
}
