package import Manuscript

/// Finds the JSON in a model's answer, however it is wrapped.
///
/// Almost valid JSON (`BrokenJSON.Source.answer`) is repaired if its meaning is not in doubt. Any other text that looks
/// like JSON is rejected as a whole, because a part of an answer is not a valid answer.
package enum JSONText {
    /// The result of a search.
    package enum Finding: Sendable, Equatable {
        case value(JSONValue)
        /// Text that looks like JSON and cannot be read as a whole, or several values.
        case unreadable
        case none
    }

    /// The number of bytes after an opening bracket that are examined to tell JSON from a remark in brackets.
    private static let sight = 400
    /// The maximum number of times that JSON may be encoded as a JSON string.
    private static let layers = 3
    /// The maximum depth of nested brackets that is examined.
    private static let depth = 4

    /// Returns the object or array in a text; nil if there is none, or if it cannot be read as a whole.
    ///
    /// `isCut` is true if the answer reached its length limit; a missing end is then not repaired.
    package static func value(in text: String, isCut: Bool = false) -> JSONValue? {
        if case .value(let value) = find(in: text, isCut: isCut) { value } else { nil }
    }

    /// Returns what a text contains, in time proportional to its length.
    package static func find(in text: String, isCut: Bool = false) -> Finding {
        find(in: text, isCut: isCut, layers: layers)
    }

    private static func find(in text: String, isCut: Bool, layers: Int) -> Finding {
        let bytes = Array(withoutReasoning(text).utf8)
        if let whole = blank(bytes) { return .value(whole) }
        guard let start = start(in: bytes, from: 0) else { return .none }
        var read = BrokenJSON(bytes, as: .answer, from: start)
        if isEscaped(bytes, at: start) {
            guard layers > 0 else { return .unreadable }
            // An object with escaped quotation marks lacks the ones around it.
            read = BrokenJSON([UInt8(ascii: "\"")] + bytes[start...] + [UInt8(ascii: "\"")], as: .answer)
        }
        guard read.faults.isEmpty, !(isCut && read.lacksEnd) else { return .unreadable }
        if let inner = read.value.string {
            return layers > 0 ? find(in: inner, isCut: isCut, layers: layers - 1) : .unreadable
        }
        guard isAlone(bytes, start..<read.at) else { return .unreadable }
        return .value(unwrapped(read.value))
    }

    /// Returns true if a value is the only JSON in the text, without another value, a list that continues, or an outer
    /// bracket.
    private static func isAlone(_ bytes: [UInt8], _ value: Range<Int>) -> Bool {
        let (head, tail) = (bytes[..<value.lowerBound], bytes[value.upperBound...])
        if tail.first(where: { $0 > 0x20 }) == UInt8(ascii: ",") || start(in: bytes, from: value.upperBound) != nil {
            return false
        }
        let open = head.count(where: isBracket) - head.count { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") }
        return open <= 0 || !tail.contains { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") }
    }

    /// Returns the text after any reasoning that the server left in it.
    private static func withoutReasoning(_ text: String) -> Substring {
        guard text.utf8.contains(UInt8(ascii: "<")), let end = text.ranges(of: "</think>").last else {
            return text[...]
        }
        return text[end.upperBound...]
    }

    /// Returns an empty object or array if it is the whole text; within prose it would be a remark.
    private static func blank(_ bytes: [UInt8]) -> JSONValue? {
        switch bytes.filter({ $0 > 0x20 }) {
        case Array("{}".utf8): [:]
        case Array("[]".utf8): []
        default: nil
        }
    }

    /// Decodes members that contain JSON as a string.
    private static func unwrapped(_ value: JSONValue) -> JSONValue {
        guard case .object(let members) = value else { return value }
        return .object(
            members.mapValues { member in
                guard let text = member.string?.trimmed, text.hasPrefix("[") || text.hasPrefix("{"),
                    let inner = try? JSONValue(parsing: text)
                else { return member }
                return inner
            })
    }

    // MARK: - Finding the start

    /// Returns the first position where JSON seems to begin.
    private static func start(in bytes: [UInt8], from place: Int) -> Int? {
        bytes.indices.dropFirst(place).first { isStart(bytes, $0) }
    }

    private static func isStart(_ bytes: [UInt8], _ place: Int) -> Bool {
        switch bytes[place] {
        case UInt8(ascii: "\""):
            // This is the start of JSON that was encoded at least twice.
            let marks = bytes[(place + 1)...].prefix(2 << layers).prefix {
                $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
            }
            guard let next = sign(bytes, behind: marks.endIndex - 1), isBracket(bytes[next]) else { return false }
            return isEscaped(bytes, at: next)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            // A bracket in quotation marks is only being mentioned.
            guard place > 0, place + 1 < bytes.count, "\"'`".utf8.contains(bytes[place - 1]) else {
                return opens(bytes, place, depth: depth)
            }
            return bytes[place - 1] != bytes[place + 1] && opens(bytes, place, depth: depth)
        default: return false
        }
    }

    /// Returns true if a bracket opens an object or an array, not a remark.
    private static func opens(_ bytes: [UInt8], _ place: Int, depth: Int) -> Bool {
        guard depth > 0, let next = sign(bytes, behind: place) else { return false }
        let byte = bytes[next]
        if isQuote(bytes, next) || byte == UInt8(ascii: "\\") && isQuote(bytes, next + 1) { return true }
        if bytes[place] == UInt8(ascii: "[") { return isBracket(byte) && opens(bytes, next, depth: depth - 1) }
        let name = bytes[next...].prefix(64).prefix { isNamePart($0) }
        guard !name.isEmpty, let colon = sign(bytes, behind: name.endIndex - 1) else { return false }
        return bytes[colon] == UInt8(ascii: ":")
    }

    /// Returns true if the first string after a bracket is in escaped quotation marks.
    private static func isEscaped(_ bytes: [UInt8], at place: Int) -> Bool {
        var place = place
        for _ in 0..<depth {
            guard isBracket(bytes[place]), let next = sign(bytes, behind: place) else { return false }
            if bytes[next] == UInt8(ascii: "\\") {
                // A line feed after the bracket may be escaped as well, and a backslash more than once.
                return isQuote(bytes, next + 1) || next + 1 < bytes.count && "n\\".utf8.contains(bytes[next + 1])
            }
            place = next
        }
        return false
    }

    /// Returns the next position within range that is not whitespace, a comma or part of a comment.
    private static func sign(_ bytes: [UInt8], behind place: Int) -> Int? {
        var next = place + 1
        let end = min(bytes.count, place + sight)
        while next < end {
            if bytes[next] <= 0x20 || bytes[next] == UInt8(ascii: ",") {
                next += 1
            } else if bytes[next] == UInt8(ascii: "#") || bytes[next...].starts(with: "//".utf8) {
                next = bytes[next..<end].firstIndex(of: 0x0A) ?? end
            } else if bytes[next...].starts(with: "/*".utf8) {
                let close = (next + 2..<max(next + 2, end - 1)).first { bytes[$0] == 0x2A && bytes[$0 + 1] == 0x2F }
                next = close.map { $0 + 2 } ?? end
            } else {
                return next
            }
        }
        return nil
    }

    private static func isBracket(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }

    private static func isQuote(_ bytes: [UInt8], _ place: Int) -> Bool {
        guard place < bytes.count else { return false }
        return bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'")
            || ["“", "”", "„"].contains { bytes[place...].starts(with: $0.utf8) }
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || 0x30...0x39 ~= byte || 0x41...0x5A ~= byte & 0xDF
    }
}
