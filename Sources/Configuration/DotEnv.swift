import Manuscript

/// The settings in a `.env` file: lines of `KEY=VALUE`.
///
/// Supports `export` before a key, single quotes (literal), double quotes (with `\n`, `\r`, `\t`, `\"`, `\\`, `\$`),
/// comments after `#` (in an unquoted value only after white space) and CRLF. Variables inside values are not expanded.
package struct DotEnv: Sendable, Equatable {
    /// The settings; the last line for a key wins.
    package private(set) var values: [String: String] = [:]
    /// The numbers, from 1, of lines that are not settings, comments or blank.
    package private(set) var oddLines: [Int] = []

    /// Parses the text of a file.
    package init(parsing text: String) {
        let lines = text.drop { $0 == "\u{FEFF}" }.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            let line = line.trimmed[...]
            if line.isEmpty || line.hasPrefix("#") { continue }
            if let (key, value) = Self.setting(line) {
                values[key] = value
            } else {
                oddLines.append(index + 1)
            }
        }
    }

    private static func setting(_ line: Substring) -> (key: String, value: String)? {
        var line = line
        if line.hasPrefix("export"), line.dropFirst(6).first?.isWhitespace == true {
            line = line.dropFirst(6).trimmed[...]
        }
        guard let mark = line.firstIndex(of: "=") else { return nil }
        let key = line[..<mark].trimmed
        guard let first = key.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic || first == "_",
            key.unicodeScalars.allSatisfy({
                $0.isASCII && ($0.properties.isAlphabetic || $0 == "_" || ("0"..."9") ~= $0)
            })
        else { return nil }
        return (String(key), value(line[line.index(after: mark)...].trimmed[...]))
    }

    private static func value(_ text: Substring) -> String {
        switch text.first {
        case "'":
            let inner = text.dropFirst()
            if let end = inner.firstIndex(of: "'") { return String(inner[..<end]) }
        case "\"":
            if let value = unescaped(text.dropFirst()) { return value }
        default: break
        }
        return String(withoutComment(text))
    }

    /// Returns the text up to the closing quote; nil if there is none.
    private static func unescaped(_ text: Substring) -> String? {
        var value = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                isEscaped = false
                switch character {
                case "n": value.append("\n")
                case "r": value.append("\r")
                case "t": value.append("\t")
                case "\"", "\\", "$": value.append(character)
                default: value.append("\\\(character)")
                }
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                return value
            } else {
                value.append(character)
            }
        }
        return nil
    }

    private static func withoutComment(_ text: Substring) -> Substring {
        if text.first == "#" { return "" }
        var before: Character = "x"
        for index in text.indices {
            if text[index] == "#", before.isWhitespace { return text[..<index].trimmed[...] }
            before = text[index]
        }
        return text
    }
}
