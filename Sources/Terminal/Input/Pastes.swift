/// Long texts that stand in the line as a token.
struct Pastes {
    /// A text of more lines is shown as a token, since a buffer taller than the screen is drawn wrongly.
    private static let tallest = 8
    /// So is one of more bytes, which would be drawn anew with every key.
    private static let longest = 4_096

    private var texts: [String: String] = [:]

    /// The text, or what stands for it.
    mutating func shortened(_ text: String) -> String {
        let lines = text.utf8.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
        guard lines > Self.tallest || text.utf8.count > Self.longest else { return text }
        let size = lines > 1 ? "\(lines) lines" : "\(text.count) characters"
        var token = "[pasted \(size)]"
        if texts[token] != nil { token = "[pasted \(size), \(texts.count + 1)]" }
        texts[token] = text
        return token
    }

    /// A line with what its tokens stand for.
    ///
    /// A token counts also where the character behind it combines with its bracket. What looks like a token within a
    /// pasted text is text.
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
