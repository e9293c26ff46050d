import Markdown

/// Finds the places in streamed Markdown before which the text can be shown for good; pure.
///
/// It looks only at characters and lines and what comes before them, so the result does not depend on how the text is
/// cut. The parser separates blocks; this finds the places within long paragraphs and takes out link definitions.
struct MarkdownSplitter {
    /// A piece of the result.
    enum Piece: Equatable {
        case text(String)
        /// The text before this, back to the last cut or the start of the paragraph, can be shown without what follows.
        case cut
        /// A link definition, removed from the text.
        case definition(String)
    }

    /// The minimum number of bytes in a paragraph before a cut.
    private static let least = 160
    /// The maximum number of bytes held back of a line.
    private static let longestHeld = 1_000
    /// A link reference definition on one line (CommonMark, 4.7).
    private static var definition: Regex<Substring> {
        /^ {0,3}\[(?!\^)[^\[\]]+\]:[ \t]*\S+(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/
    }

    /// The current line, or its beginning if it is long, its last character, and whether it contains a bar.
    private var line = ""
    private var last: Character?
    private var hasBar = false
    private var held = ""
    private var isHolding = false
    private var isBehindBlank = true
    /// True only if this is certainly a top-level paragraph.
    private var isProse = false
    private var hasCut = false
    private var bytes = 0
    private var fences = FenceScanner()
    /// True once HTML has been seen: lines of an HTML block may look like paragraphs.
    private var hasSeenHTML = false
    /// The marks that are open within the paragraph.
    private(set) var marks = OpenMarks()

    /// True inside a code block, where marks have no meaning.
    var isInCode: Bool { fences.open != nil }

    /// Takes more text, with no character cut.
    mutating func take(_ text: String) -> [Piece] {
        var pieces: [Piece] = []
        var plain = ""
        func flush() {
            if !plain.isEmpty { pieces.append(.text(plain)) }
            plain = ""
        }
        for character in text {
            if character == "\n" {
                let (before, definition) = endLine()
                plain += before
                if let definition {
                    flush()
                    pieces.append(.definition(definition))
                }
            } else {
                if begins(character) { startLine(character) }
                if isCut(before: character) {
                    flush()
                    pieces.append(.cut)
                    (bytes, hasCut) = (0, true)
                }
                if line.utf8.count <= Self.longestHeld { line.append(character) }
                last = character
                if character == "|" { hasBar = true }
                bytes += character.utf8.count
                if !isInCode { marks.take(character) }
                hold(character, into: &plain)
            }
        }
        flush()
        return pieces
    }

    /// Returns the text that is still held back; the next text starts anew.
    mutating func end() -> String {
        defer { self = MarkdownSplitter() }
        return held
    }

    private func begins(_ character: Character) -> Bool {
        !character.isWhitespace && line.allSatisfy(\.isWhitespace)
    }

    /// Determines from its first character what a line may be.
    private mutating func startLine(_ character: Character) {
        guard !isInCode else { return }
        if character == "<" { hasSeenHTML = true }
        let isPlain = line.isEmpty && !hasSeenHTML && (character.isLetter || "\"'“‘„«(*_`".contains(character))
        if isBehindBlank || "-*+#>|".contains(character) || character.isNumber { marks = OpenMarks() }
        if isBehindBlank {
            (isProse, hasCut, bytes) = (isPlain, false, 0)
        } else if !isPlain, !(hasCut && "=-".contains(character)) {
            isProse = false
        }
        let mayBeDefinition = isBehindBlank && character == "[" && line.utf8.count <= 3
        isHolding = mayBeDefinition || (isProse && hasCut && line.isEmpty && "=-".contains(character))
    }

    private func isCut(before character: Character) -> Bool {
        guard isProse, bytes >= Self.least, last == " ", marks.isEmpty, character.isLetter, !hasBar else {
            return false
        }
        // A line that begins like a list or a thematic break is not a paragraph.
        guard let first = line.first else { return false }
        return first != "*" && first != "_" || line.dropFirst().first != " "
    }

    /// Holds back a line that may turn out to be a definition or an underline.
    private mutating func hold(_ character: Character, into plain: inout String) {
        guard isHolding else { return plain.append(character) }
        held.append(character)
        let isUnderline = line.allSatisfy { $0 == "=" || $0 == " " } || line.allSatisfy { $0 == "-" || $0 == " " }
        let isDefinition = line.contains(/^ {0,3}\[(?!\^)[^\[\]]*(?:\](?::.*)?)?$/)
        if !isUnderline && !isDefinition || line.utf8.count > Self.longestHeld { release(into: &plain) }
    }

    private mutating func release(into plain: inout String) {
        plain += held
        (held, isHolding) = ("", false)
    }

    private mutating func endLine() -> (text: String, definition: String?) {
        defer {
            (line, held, isHolding) = ("", "", false)
            (last, hasBar) = (nil, false)
            if !isInCode { marks.take("\n") }
        }
        if isHolding, line.contains(Self.definition) {
            fences.take(line)
            return ("", line + "\n")
        }
        var text = held + "\n"
        if isHolding, isProse, hasCut, line.contains(/^(?:=+|-+) *$/) {
            // Text this long is not a heading, and part of it has already been shown.
            text = "\n" + text
            isProse = false
        }
        isBehindBlank = line.allSatisfy(\.isWhitespace)
        if isBehindBlank {
            isProse = false
            marks = OpenMarks()
        }
        // A heading ends with its line.
        if !isInCode, line.first == "#", line.drop(while: { $0 == "#" }).first == " " { isBehindBlank = true }
        noteFence()
        return (text, nil)
    }

    private mutating func noteFence() {
        switch fences.take(line) {
        case .opening: (isProse, marks) = (false, OpenMarks())
        // A new block begins after this.
        case .closing: isBehindBlank = true
        case .text, .code: break
        }
    }
}
