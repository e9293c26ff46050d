/// Long texts that are shown as a token in the line.
struct Pastes {
    /// A text with more lines becomes a token, since libedit misdraws a buffer taller than the screen.
    private static let tallest = 8
    /// A text with more bytes becomes a token too, since it would be redrawn with every key.
    private static let longest = 4_096

    private var texts: [String: String] = [:]

    /// Returns the text, or a token for it.
    mutating func shortened(_ text: String) -> String {
        let lines = text.utf8.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
        guard lines > Self.tallest || text.utf8.count > Self.longest else { return text }
        let size = lines > 1 ? "\(lines) lines" : "\(text.count) characters"
        var token = "[pasted \(size)]"
        if texts[token] != nil { token = "[pasted \(size), \(texts.count + 1)]" }
        texts[token] = text
        return token
    }

    /// Returns a line with its tokens replaced by their texts.
    ///
    /// A token counts even if the character after it combines with its bracket. A token inside a pasted text is plain
    /// text.
    func whole(_ line: String) -> String {
        guard !texts.isEmpty else { return line }
        let tokens = texts.map { (token: Array($0.key.unicodeScalars), text: $0.value) }
        var rest = Array(line.unicodeScalars)[...]
        var whole = String.UnicodeScalarView()
        while let first = rest.first {
            if first == "[", let found = tokens.first(where: { rest.starts(with: $0.token) }) {
                whole += found.text.unicodeScalars
                rest = rest.dropFirst(found.token.count)
            } else {
                whole.append(first)
                rest = rest.dropFirst()
            }
        }
        return String(whole)
    }
}
