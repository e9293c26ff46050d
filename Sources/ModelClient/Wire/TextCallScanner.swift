import Chains
import Manuscript

/// Scans a text whose call marks have been removed, and extracts the calls.
struct TextCallScanner {
    private let bytes: [UInt8]
    private let tools: Set<String>
    private let isMarked: Bool
    private var at = 0
    /// The number of brackets found to be unclosed; after a few, the search stops, so that the time stays linear.
    private var unclosed = 0
    private static let mostUnclosed = 16
    /// The text outside calls.
    private var rest: [UInt8] = []
    private(set) var calls: [ToolCallPiece] = []
    /// The text outside calls; brackets around calls are not part of it.
    var left: String {
        let text = String(decoding: rest, as: UTF8.self)
        return text.allSatisfy { $0.isWhitespace || "[](){},;".contains($0) } ? "" : text
    }

    init(_ text: String, tools: Set<String>, isMarked: Bool) {
        bytes = Array(text.utf8)
        (self.tools, self.isMarked) = (tools, isMarked)
    }

    /// Scans to the end.
    mutating func read() {
        while at < bytes.count {
            if readTag() || readJSON() || readNamed() { continue }
            // DeepSeek writes "function" before a name.
            if isMarked, starts(with: "function\n") { at += "function".utf8.count }
            let isWord = bytes[at].isName
            repeat {
                rest.append(bytes[at])
                at += 1
            } while isWord && at < bytes.count && bytes[at].isName
        }
    }

    // MARK: - Tags

    /// Reads `<function=name>…</function>` or `<invoke name="name">…</invoke>`.
    private mutating func readTag() -> Bool {
        for (opening, closing, close) in [
            ("<function=", ">", "</function>"), ("<invoke name=\"", "\">", "</invoke>"),
            ("<function name=\"", "\">", "</function>"),
        ] where starts(with: opening) {
            let first = at + opening.utf8.count
            guard let end = find(closing, from: first) else { return false }
            let inner = end + closing.utf8.count
            let stop = find(close, from: inner) ?? bytes.count
            let name = TextCalls.bareName(text(first..<end).filter { $0 != "\"" })
            let body = text(inner..<stop)
            let values = Self.parameters(of: body)
            let arguments = values.isEmpty ? body.trimmed : JSONValue.object(values).compact
            calls.append(ToolCallPiece(name: name, arguments: arguments.isEmpty ? "{}" : arguments))
            at = min(stop + close.utf8.count, bytes.count)
            return true
        }
        return false
    }

    /// Returns the values of `<parameter=key>value</parameter>`, `<parameter name="key">` or `<arg_key>` with
    /// `<arg_value>`.
    private static func parameters(of body: String) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        let pattern = /<parameter(?:=| name=)"?([^>"]{1,80})"?(?: string="[a-z]{4,5}")?>((?s).*?)<\/parameter>/
        for match in body.matches(of: pattern) { values[String(match.1)] = .string(String(match.2.trimmed)) }
        let pairs = /<arg_key>([^<]{1,80})<\/arg_key>\s*<arg_value>((?s).*?)<\/arg_value>/
        for match in body.matches(of: pairs) { values[String(match.1.trimmed)] = .string(String(match.2.trimmed)) }
        return values
    }

    // MARK: - JSON

    private mutating func readJSON() -> Bool {
        guard bytes[at] == UInt8(ascii: "{") || bytes[at] == UInt8(ascii: "["), let value = json() else { return false }
        let found = TextCalls.calls(value.value, tools: tools, isMarked: isMarked)
        guard !found.isEmpty else { return false }
        calls += found
        at = value.end
        return true
    }

    /// Returns the JSON value that begins here, and the position after it.
    private mutating func json() -> (value: JSONValue, end: Int)? {
        guard let end = closing(from: at) else { return nil }
        let piece = text(at..<end)
        guard let value = (try? JSONValue(parsing: piece)) ?? JSONText.value(in: piece) else { return nil }
        return (value, end)
    }

    /// Returns the position after the bracket that closes the one at `start`, ignoring brackets inside strings.
    private mutating func closing(from start: Int) -> Int? {
        guard unclosed < Self.mostUnclosed else { return nil }
        var depth = 0
        var quote: UInt8?
        var place = start
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\\"), quote != nil {
                place += 1
            } else if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") {
                quote = byte
            } else if "{[(".utf8.contains(byte) {
                depth += 1
            } else if "}])".utf8.contains(byte) {
                depth -= 1
                if depth == 0 { return place + 1 }
            }
            place += 1
        }
        unclosed += 1
        return nil
    }

    // MARK: - Names

    /// Reads `name{…}`, `name(…)` or a name on a line before its arguments.
    private mutating func readNamed() -> Bool {
        guard bytes[at].isName, at == 0 || !bytes[at - 1].isName else { return false }
        var end = at
        while end < bytes.count, bytes[end].isName || bytes[end] == UInt8(ascii: ":") { end += 1 }
        let word = text(at..<end)
        let name = TextCalls.bareName(word)
        guard tools.contains(name) || (isMarked && word != "function") else { return false }
        var next = end
        while next < bytes.count, bytes[next].isBlank { next += 1 }
        guard next < bytes.count else { return false }
        switch bytes[next] {
        case UInt8(ascii: "{"):
            guard tools.contains(name) || isMarked, isMarked || next == end, let stop = closing(from: next) else {
                return false
            }
            let arguments = text(next..<stop)
            let isJSON = (try? JSONValue(parsing: arguments)) != nil
            let mended = isJSON ? nil : JSONText.value(in: arguments)?.compact
            calls.append(ToolCallPiece(name: name, arguments: mended ?? arguments))
            at = stop
        case UInt8(ascii: "("):
            guard next == end, let stop = closing(from: next) else { return false }
            let inner = text((next + 1)..<(stop - 1)).trimmed
            guard let arguments = inner.hasPrefix("{") ? inner : Self.keywords(inner) else { return false }
            calls.append(ToolCallPiece(name: name, arguments: arguments))
            at = stop
        case UInt8(ascii: "<"):
            let values = Self.parameters(of: text(next..<bytes.count))
            guard tools.contains(name), !values.isEmpty else { return false }
            calls.append(ToolCallPiece(name: name, arguments: JSONValue.object(values).compact))
            at = bytes.count
        default: return false
        }
        return true
    }

    /// Converts Python arguments (`section="1", words=200`) to JSON; nil if they are invalid.
    private static func keywords(_ text: String) -> String? {
        var values: [String: JSONValue] = [:]
        let pair = /\s*(\w{1,80})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^,"']+))\s*(?:,|$)/
        var rest = text[...]
        while !rest.isEmpty {
            guard let match = rest.prefixMatch(of: pair) else { return nil }
            if let words = match.output.2 ?? match.output.3 {
                values[String(match.output.1)] = .string(unescaped(String(words)))
            } else if let bare = match.output.4.map({ String($0.trimmed) }) {
                let named: [String: JSONValue] = ["True": true, "False": false, "None": .null]
                values[String(match.output.1)] = named[bare] ?? (try? JSONValue(parsing: bare)) ?? .string(bare)
            }
            rest = rest[match.range.upperBound...]
        }
        return JSONValue.object(values).compact
    }

    private static func unescaped(_ text: String) -> String {
        [("\\'", "'"), ("\\\"", "\""), ("\\n", "\n")].reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    // MARK: - Places

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private func starts(with word: String) -> Bool { bytes[at...].starts(with: word.utf8) }

    private func find(_ word: String, from start: Int) -> Int? {
        let pattern = Array(word.utf8)
        var place = start
        while place + pattern.count <= bytes.count {
            if bytes[place] == pattern[0], bytes[place...].starts(with: pattern) { return place }
            place += 1
        }
        return nil
    }
}

extension UInt8 {
    /// True if the byte can be part of a tool name.
    fileprivate var isName: Bool {
        (0x61...0x7A).contains(lowercased) || (0x30...0x39).contains(self) || self == 0x5F || self == 0x2E
            || self >= 0x80
    }
}
