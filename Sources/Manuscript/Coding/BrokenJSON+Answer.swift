/// The deviations from JSON that are common in models' answers and leave no doubt about the meaning.
///
/// Accepted are raw line feeds and other control characters in strings, comments (`//`, `/* */`, `#`), extra commas, a
/// missing comma after a bracket, unquoted names, Python's quotes and literals, typographic quotes, needless escapes,
/// and missing closing brackets if no list is open. Everything else is a fault.
extension BrokenJSON {
    /// Reads the start of an answer: an object, a list, or a string, which is an answer that was encoded twice.
    mutating func answerRoot(_ byte: UInt8) {
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
            frames.append(Frame(isArray: byte == UInt8(ascii: "[")))
            at += 1
        } else if quote(at: at) != nil {
            let text = string()
            if !text.isTorn { put(.string(text.text)) }
            isDone = true
        } else {
            fault("it does not begin with a bracket")
        }
    }

    /// Handles the end of the text.
    ///
    /// Only objects may still be open, and only after a closing bracket: a list might have had more items.
    mutating func endAnswer() {
        guard isBehindContainer, !frames.isEmpty, frames.allSatisfy({ !$0.isArray }) else {
            return fault("it ends too early")
        }
        lacksEnd = true
        while !frames.isEmpty { close() }
    }

    mutating func acceptComma(after top: Frame) {
        if top.key != nil { fault("a value is missing") }
        isBehindContainer = false
    }

    /// Closes all containers up to the one that this bracket matches; the inner ones lack their brackets.
    mutating func closeOver(_ bracket: UInt8) {
        let isArray = bracket == UInt8(ascii: "]")
        guard frames.last?.key == nil, let index = frames.lastIndex(where: { $0.isArray == isArray }) else {
            return fault("a closing bracket has no opening one")
        }
        at += 1
        while frames.count > index { close() }
    }

    /// Skips a comment; returns false if there is none here.
    mutating func skipComment() -> Bool {
        if bytes[at] == UInt8(ascii: "#") || starts("//") {
            at = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
            return true
        }
        guard starts("/*") else { return false }
        at += 2
        while at < bytes.count, !starts("*/") { at += 1 }
        at = min(at + 2, bytes.count)
        return true
    }

    private func starts(_ mark: StaticString) -> Bool { starts(mark, at: at) }

    private func starts(_ mark: StaticString, at place: Int) -> Bool {
        guard place + mark.utf8CodeUnitCount <= bytes.count else { return false }
        return mark.withUTF8Buffer { $0.elementsEqual(bytes[place..<(place + mark.utf8CodeUnitCount)]) }
    }

    // MARK: - Strings and names

    /// The kinds of quotation marks around strings.
    enum Quote {
        case double, single, typographic
    }

    /// Returns the quotation mark at a position and its length in bytes, or nil if there is none.
    func quote(at place: Int) -> (kind: Quote, length: Int)? {
        guard place < bytes.count else { return nil }
        switch bytes[place] {
        case UInt8(ascii: "\""): return (.double, 1)
        case UInt8(ascii: "'"): return (.single, 1)
        case 0xE2:
            let isTypographic = ["“", "”", "„", "‟"].contains { (mark: StaticString) in starts(mark, at: place) }
            return isTypographic ? (.typographic, 3) : nil
        default: return nil
        }
    }

    /// Reads a string in any quotes; it may contain line feeds.
    mutating func answerString() -> (text: String, isTorn: Bool) {
        guard let opening = quote(at: at) else { return ("", true) }
        at += opening.length
        var text: [UInt8] = []
        while at < bytes.count {
            if let mark = quote(at: at), ends(opening.kind, with: mark) {
                at += mark.length
                return (checked(text), false)
            }
            if bytes[at] == UInt8(ascii: "\\") {
                escape(into: &text)
            } else {
                text.append(bytes[at])
                at += 1
            }
        }
        fault("it ends inside a string")
        return (checked(text), true)
    }

    /// Returns true if a mark ends a string.
    ///
    /// An apostrophe inside a string does not, so the mark must be followed by JSON punctuation or the end of the text.
    private func ends(_ opening: Quote, with mark: (kind: Quote, length: Int)) -> Bool {
        switch (opening, mark.kind) {
        case (.double, .double): return true
        case (.single, .single), (.typographic, .typographic), (.typographic, .double):
            let rest = bytes[(at + mark.length)...]
            guard let next = rest.first(where: { $0 > 0x20 }) else { return true }
            return [",", ":", "}", "]", "/", "#"].contains { (sign: Unicode.Scalar) in next == UInt8(ascii: sign) }
        default: return false
        }
    }

    /// Reads a quoted or unquoted name; returns nil if there is none here.
    mutating func answerName() -> (text: String, isTorn: Bool)? {
        if quote(at: at) != nil { return string() }
        let name = bytes[at...].prefix(64).prefix { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard !name.isEmpty else { return nil }
        at += name.count
        return (String(decoding: name, as: UTF8.self), false)
    }
}
