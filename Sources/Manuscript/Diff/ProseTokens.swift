import Markdown

/// A text split into words, marks, whitespace and paragraph gaps.
///
/// Joined, the pieces are the text again, byte for byte.
struct ProseTokens {
    /// A piece of text.
    struct Token {
        enum Kind { case word, mark, space, gap, moved }
        let text: Substring
        /// Equal for pieces that count as equal: within a paragraph of prose, all whitespace does.
        let key: Int
        let kind: Kind
    }

    /// A paragraph, list, table or fence, and the line ends after it.
    struct Block {
        let body: Substring
        let tokens: [Token]
        /// Equal for blocks that read the same.
        let key: Int
        /// The gap before the next block; nil at the end of a text without a final line end.
        let gap: Token?

        /// The number of words.
        var words: Int { tokens.count { $0.kind == .word } }
    }

    /// Assigns equal numbers to equal strings.
    struct Keys {
        private var known: [String: Int] = [:]
        private(set) var count = 0

        mutating func key(_ text: String) -> Int {
            if let key = known[text] { return key }
            defer { count += 1 }
            known[text] = count
            return count
        }

        /// Returns a number that is not used otherwise.
        mutating func new() -> Int {
            defer { count += 1 }
            return count
        }
    }

    let blocks: [Block]

    init(_ text: String, keys: inout Keys) {
        blocks = Prose.separated(text).map { body, gap in Self.block(body, gap, &keys) }
    }

    // MARK: - Blocks

    private static func block(_ body: Substring, _ gap: Substring, _ keys: inout Keys) -> Block {
        let isExact = body.split(whereSeparator: \.isNewline).contains { line in
            let bare = line.drop { $0 == " " }
            return bare.first == "|" || line.hasPrefix("    ") || Fence(opening: bare) != nil
        }
        var tokens: [Token] = []
        var forms = "¶"
        var index = body.startIndex
        while index < body.endIndex {
            let (kind, end) = piece(of: body, at: index)
            let text = body[index..<end]
            let form = kind == .space && !isExact ? soft(text, before: body[end...]) : String(text)
            tokens.append(Token(text: text, key: keys.key(form), kind: kind))
            forms += form
            index = end
        }
        let behind = gap.isEmpty ? nil : Token(text: gap, key: keys.key("¶"), kind: .gap)
        return Block(body: body, tokens: tokens, key: keys.key(forms), gap: behind)
    }

    /// Returns the whitespace that a run counts as: a line end is a space, unless it has a meaning in Markdown.
    private static func soft(_ text: Substring, before rest: Substring) -> String {
        guard text.contains(where: \.isNewline) else { return " " }
        let isBreak = text.prefix { !$0.isNewline }.count >= 2
        let next = rest.prefix { !$0.isNewline }
        return isBreak ? "  \n" : Sentences.isStructural(String(next)) ? "\n" : " "
    }

    // MARK: - Words

    private static func piece(of text: Substring, at start: String.Index) -> (Token.Kind, String.Index) {
        let first = text[start]
        var index = text.index(after: start)
        if first.isWhitespace {
            while index < text.endIndex, text[index].isWhitespace { index = text.index(after: index) }
            return (.space, index)
        }
        guard isWordPart(first) else { return (.mark, index) }
        if isWordByItself(first) { return (.word, index) }
        while index < text.endIndex {
            let next = text.index(after: index)
            let isInner = isApostrophe(text[index]) && next < text.endIndex && isWordPart(text[next])
            guard isWordPart(text[index]) || isInner, !isWordByItself(text[index]) else { break }
            index = next
        }
        return (.word, index)
    }

    private static func isWordPart(_ character: Character) -> Bool { character.isLetter || character.isNumber }
    private static func isApostrophe(_ character: Character) -> Bool { character == "'" || character == "’" }

    /// Chinese and Japanese are written without spaces, so each of their characters is a separate piece.
    private static func isWordByItself(_ character: Character) -> Bool {
        switch character.unicodeScalars.first?.value ?? 0 {
        case 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x2_0000...0x3_FFFF: true
        default: false
        }
    }
}
