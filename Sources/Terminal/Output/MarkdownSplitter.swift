import Markdown

/// Reads Markdown as it comes and says where what stands before can be shown for good; pure.
///
/// It looks at characters and lines alone, and at each one only with what stood before it: the same text is split the same
/// way however it is cut into pieces. Blocks are told apart by the parser; this finds the places within long paragraphs
/// and takes out what links refer to.
struct MarkdownSplitter {
    /// What comes out.
    enum Piece: Equatable {
        case text(String)
        /// What stands before, up to the last mark or the paragraph's beginning, can be shown without what follows.
        case cut
        /// A line that says where links lead, taken out of the text.
        case definition(String)
    }

    /// A paragraph is cut no sooner than behind so many bytes.
    private static let least = 160
    /// A line is not held back any longer than that.
    private static let longestHeld = 1_000
    /// A link reference definition on one line (CommonMark, 4.7).
    private static var definition: Regex<Substring> {
        /^ {0,3}\[(?!\^)[^\[\]]+\]:[ \t]*\S+(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/
    }

    /// The line so far, of a long one only the beginning, with its last character and whether a bar is in it.
    private var line = ""
    private var last: Character?
    private var hasBar = false
    private var held = ""
    private var isHolding = false
    private var isBehindBlank = true
    /// Whether this is a paragraph for certain, at the top, and only then.
    private var isProse = false
    private var hasCut = false
    private var bytes = 0
    private var fences = FenceScanner()
    /// A block of HTML may have paragraphs in it that are none.
    private var hasSeenHTML = false
    /// What is open within the paragraph.
    private(set) var marks = OpenMarks()

    /// Whether the text is within a block of code, where marks mean nothing.
    var isInCode: Bool { fences.open != nil }

    /// Takes more text, in which no character is cut.
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

    /// What is still held; the next text begins anew.
    mutating func end() -> String {
        defer { self = MarkdownSplitter() }
        return held
    }

    private func begins(_ character: Character) -> Bool {
        !character.isWhitespace && line.allSatisfy(\.isWhitespace)
    }

    /// The first character of a line says what the line may be.
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
        // What begins like a list or a thematic break is no paragraph.
        guard let first = line.first else { return false }
        return first != "*" && first != "_" || line.dropFirst().first != " "
    }

    /// Holds back a line that may yet turn out to be none.
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
            // Nothing this long is a heading, and what was shown of it is shown.
            text = "\n" + text
            isProse = false
        }
        isBehindBlank = line.allSatisfy(\.isWhitespace)
        if isBehindBlank {
            isProse = false
            marks = OpenMarks()
        }
        // A heading ends where its line does.
        if !isInCode, line.first == "#", line.drop(while: { $0 == "#" }).first == " " { isBehindBlank = true }
        noteFence()
        return (text, nil)
    }

    private mutating func noteFence() {
        switch fences.take(line) {
        case .opening: (isProse, marks) = (false, OpenMarks())
        // What follows is a block of its own.
        case .closing: isBehindBlank = true
        case .text, .code: break
        }
    }
}
