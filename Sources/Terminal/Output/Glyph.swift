import Platform

/// A character as a terminal shows it, with its width in columns and its styles.
///
/// An escape sequence in painted text is one glyph without width.
struct Glyph: Equatable {
    let text: String
    let width: Int
    var styles: [TextStyler.Style] = []
    /// The link target in printable ASCII; nil if it is not a link or its address is shown.
    var link: String?

    var isSpace: Bool { text == " " || text == "\t" || text == "\u{3000}" }

    /// True if its background extends to the end of the line.
    var isFilled: Bool { styles.contains(.block) }

    var isEscape: Bool { width == 0 && text.hasPrefix("\u{1B}") }

    /// Returns the glyphs of a text without newlines.
    static func glyphs(of text: String, styles: [TextStyler.Style] = []) -> [Glyph] {
        var glyphs: [Glyph] = []
        var rest = text[...]
        while let character = rest.first {
            if character == "\u{1B}", let end = Glyph.endOfEscape(in: rest) {
                glyphs.append(Glyph(text: String(rest[..<end]), width: 0, styles: styles))
                rest = rest[end...]
            } else {
                glyphs.append(Glyph(text: String(character), width: character.displayWidth, styles: styles))
                rest.removeFirst()
            }
        }
        return glyphs
    }

    /// Returns the end of the control sequence at the start of `text` (ECMA-48, 5.4).
    private static func endOfEscape(in text: Substring) -> Substring.Index? {
        let scalars = text.unicodeScalars
        guard scalars.dropFirst().first == "[" else { return nil }
        return scalars.dropFirst(2).firstIndex { (0x40...0x7E).contains($0.value) }.map { scalars.index(after: $0) }
    }
}

extension [Glyph] {
    /// The total width in columns.
    var width: Int { reduce(0) { $0 + $1.width } }

    /// Returns the painted text; given the terminal's `columns`, the background of code extends to the end of the line.
    func painted(_ styler: TextStyler, filling columns: Int? = nil) -> String {
        var result = ""
        var rest = self[...]
        while let first = rest.first {
            let end = rest.firstIndex { $0.styles != first.styles || $0.link != first.link } ?? rest.endIndex
            var text = rest[..<end].map(\.text).joined()
            if end == endIndex, first.isFilled, let columns, styler.background != nil, !endsAtMargin(of: columns) {
                text += "\u{1B}[K"
            }
            let painted = first.styles.reduce(text) { styler.paint($1, $0) }
            result += first.link.map { "\u{1B}]8;;\($0)\u{1B}\\\(painted)\u{1B}]8;;\u{1B}\\" } ?? painted
            rest = rest[end...]
        }
        return result
    }

    /// Returns the number of rows that the line takes if the terminal wraps it at its last column.
    func rows(columns: Int) -> Int {
        var (rows, column) = (1, 0)
        for glyph in self {
            if column + glyph.width > columns { (rows, column) = (rows + 1, 0) }
            column += glyph.width
        }
        return rows
    }

    /// Returns true if the line ends exactly at the last column, where erasing would delete its last character.
    func endsAtMargin(of columns: Int) -> Bool {
        guard width >= columns else { return false }
        var column = 0
        for glyph in self {
            if column + glyph.width > columns { column = 0 }
            column += glyph.width
        }
        return column == columns
    }

    /// Breaks the glyphs into lines of at most `width` columns.
    ///
    /// Lines break at spaces and between ideographs; a word wider than a line is split between glyphs. Trailing spaces
    /// are left out. A line holds at least one glyph, even one that is too wide.
    func lines(width: Int) -> [[Glyph]] {
        var lines: [[Glyph]] = []
        var start = startIndex
        while start < endIndex {
            let end = endOfLine(from: start, width: width)
            lines.append(Array(self[start..<end]).withoutTrailingSpaces)
            start = end
            while start < endIndex, self[start].isSpace { start += 1 }
        }
        return lines.isEmpty ? [[]] : lines
    }

    /// The line without trailing spaces; escape sequences among them stay.
    var withoutTrailingSpaces: [Glyph] {
        let content = lastIndex { !$0.isSpace && !$0.isEscape }.map { $0 + 1 } ?? 0
        return self[..<content] + self[content...].filter(\.isEscape)
    }

    /// Returns the end of the line that begins at `start`.
    private func endOfLine(from start: Int, width: Int) -> Int {
        var column = 0
        var opportunity: Int?
        for index in start..<endIndex {
            let glyph = self[index]
            if index > start, !glyph.isSpace, breaks(before: index) { opportunity = index }
            column += glyph.width
            guard column > width, !glyph.isSpace else { continue }
            if let opportunity, !self[start..<opportunity].allSatisfy(\.isSpace) { return opportunity }
            return Swift.max(index, start + 1)
        }
        return endIndex
    }

    /// Returns true if a line may break before a glyph (a small part of UAX #14).
    private func breaks(before index: Int) -> Bool {
        let (last, next) = (self[index - 1], self[index])
        if last.isSpace { return true }
        guard last.isIdeograph || next.isIdeograph else { return false }
        return !next.isClosing && !last.isOpening
    }
}

extension Glyph {
    fileprivate var isIdeograph: Bool { text.unicodeScalars.first?.isIdeograph == true }
    fileprivate var isClosing: Bool { text.unicodeScalars.first?.isClosing == true }
    fileprivate var isOpening: Bool {
        text.unicodeScalars.first.map { "「『（［｛〈《【〔“‘([{".unicodeScalars.contains($0) } == true
    }
}

extension Unicode.Scalar {
    /// True for characters of scripts without spaces, including their punctuation.
    var isIdeograph: Bool {
        guard value >= 0x2E80, displayWidth == 2 else { return false }
        return value < 0xA4D0 || (0xFF01...0xFF60).contains(value) || value >= 0x2_0000
    }

    /// True for punctuation that must not begin a line (UAX #14, CL, CP, EX, IS and NS).
    var isClosing: Bool { "、。，．！？：；」』）］｝〉》】〕”’ー…)]}.,;:!?".unicodeScalars.contains(self) }
}
