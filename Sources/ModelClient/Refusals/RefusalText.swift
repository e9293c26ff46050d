import Manuscript
import Platform

/// The text of a refusal, in a form that rules can match.
struct RefusalText: Sendable, Equatable {
    let status: Int
    /// All the words in lower case on one line; every quotation mark is `'`, and advice about other names is removed.
    let words: String
    /// The words without quotation marks.
    let plain: String
    /// The advice: "did you mean 'x'", "use 'y' instead".
    let advice: String
    /// The parameters named in separate fields (`param`, the end of a `loc`), in lower case.
    let fields: Set<String>
    /// The body as JSON; nil if it is not JSON.
    let tree: JSONValue?

    /// The maximum number of characters to examine.
    private static let longest = 8192

    /// Reads the body of a refusal.
    init(body: [UInt8], status: Int) {
        self.init(String(decoding: body.prefix(ServerErrorBody.longest), as: UTF8.self), status: status)
    }

    /// Reads a body, or just the message of a refusal.
    init(_ text: String, status: Int) {
        self.status = status
        tree = try? JSONValue(parsing: text)
        var found = Strings()
        if let tree { found.take(tree) } else { found.texts = [text] }
        let all = Self.normal(found.texts.joined(separator: " | "))
        var kept = all
        var advice: [String] = []
        for pattern in Self.advice {
            for match in kept.matches(of: pattern) { advice.append(String(kept[match.range])) }
            kept.replace(pattern, with: " ")
        }
        words = kept
        plain = kept.replacing("'", with: "")
        self.advice = advice.joined(separator: " ")
        fields = found.fields
    }

    /// Advice names parameters that were not refused.
    ///
    /// Rust's "expected one of …" and lists of supported names extend to the end.
    private static var advice: [Regex<Substring>] {
        [
            /did you mean[^?.]*/, /(?:please )?use '?[a-z_]+'? instead/, /instead,? (?:please )?use '?[a-z_]+'?/,
            /in favou?r of '?[a-z_]+'?/, /expected one of .*/,
            /(?:supported|allowed|valid|permitted|known|accepted) (?:parameters|fields|properties|keys|arguments|options|ones)(?: are| include)? ?:? .*/,
        ]
    }

    private static func normal(_ text: String) -> String {
        var result = ""
        var gap = false
        for character in text.prefix(longest).lowercased() {
            if character.isWhitespace {
                gap = !result.isEmpty
                continue
            }
            if gap { result.append(" ") }
            gap = false
            result.append(quotes.contains(character) ? "'" : character)
        }
        // Undoes double quoting, as in JSON inside JSON.
        return result.replacing("\\'", with: "'").replacing("\\n", with: " ")
    }

    private static let quotes: Set<Character> = ["\"", "'", "`", "´", "“", "”", "„", "‘", "’", "«", "»"]

    /// All strings of a JSON tree, except those that repeat the request.
    private struct Strings {
        var texts: [String] = []
        var fields: Set<String> = []

        private static let echoes: Set<String> = ["input", "messages", "request", "prompt", "url", "ctx", "request_id"]

        mutating func take(_ tree: JSONValue) {
            switch tree {
            case .string(let text):
                if let first = text.trimmed.first, first == "{" || first == "[",
                    let inner = try? JSONValue(parsing: String(text.trimmed))
                {
                    take(inner)
                } else {
                    texts.append(text)
                }
            case .array(let elements):
                for element in elements { take(element) }
            case .object(let members):
                // The message first, so that rules about neighbouring words find them together.
                for (key, value) in members.sorted(by: { Self.order($0.key) < Self.order($1.key) }) {
                    note(key, value)
                    if !Self.echoes.contains(key) { take(value) }
                }
            default: break
            }
        }

        private static func order(_ key: String) -> String { key == "message" ? "" : key }

        private mutating func note(_ key: String, _ value: JSONValue) {
            switch key {
            case "param", "parameter", "field":
                guard let name = value.string?.lowercased(), !name.contains(" ") else { return }
                add(name.split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init))
            case "loc":
                add((value.array ?? []).compactMap { $0.string?.lowercased() })
            default: break
            }
        }

        /// A name inside a message is not a parameter of the call.
        private mutating func add(_ path: [String]) {
            guard let last = path.last else { return }
            let isNested = path.dropLast().contains { $0 == "messages" || $0 == "tools" }
            fields.insert(isNested ? "messages.\(last)" : last)
        }
    }
}

extension RefusalText {
    /// Returns true if the text holds one of the phrases.
    func holds(oneOf phrases: [String]) -> Bool { phrases.contains { plain.contains($0) } }

    /// Returns true if a name appears near one of the phrases.
    ///
    /// If `isCommon`, the name is also a common word, so it must be marked as a name: quoted, after "parameter", before
    /// "is".
    func holds(_ name: String, isCommon: Bool, near phrases: [String]) -> Bool {
        var rest = words[...]
        while let found = rest.firstRange(of: name) {
            rest = rest[found.upperBound...]
            let before = words[..<found.lowerBound].suffix(90)
            let after = words[found.upperBound...].prefix(110)
            guard !(before.last?.isPartOfName ?? false), !(after.first?.isPartOfName ?? false) else { continue }
            if isCommon, !Self.isNamed(before, after) { continue }
            if phrases.contains(where: { before.contains($0) || after.contains($0) }) { return true }
        }
        return false
    }

    private static func isNamed(_ before: Substring, _ after: Substring) -> Bool {
        if let last = before.last, "'([{,.=".contains(last) { return true }
        if let first = after.first, "':=".contains(first) { return true }
        let word = before.split { !$0.isLetter }.last.map(String.init) ?? ""
        let next = after.split { !$0.isLetter }.first.map(String.init) ?? ""
        return before.hasSuffix(": ") || openers.contains(word) || followers.contains(next)
    }

    private static let openers: Set<String> = [
        "parameter", "parameters", "argument", "arguments", "field", "fields", "property", "option", "key", "name",
        "keyword", "attribute", "param", "params", "supplied", "setting", "drop", "remove", "omit",
    ]
    private static let followers: Set<String> = [
        "is", "are", "was", "were", "does", "doesn", "must", "should", "cannot", "can", "may", "not", "and", "or",
        "isn", "parameter",
        "unsupported", "value",
    ]
}

extension Character {
    fileprivate var isPartOfName: Bool { isLetter || isNumber || self == "_" || self == "-" }
}
