import Platform

extension String {
    /// The columns that the text takes on a terminal; escape sequences of painted text count nothing.
    ///
    /// The text is one line: newlines and tabs count nothing.
    package var displayWidth: Int {
        if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return utf8.count }
        return Glyph.glyphs(of: self).width
    }

    /// The text cut to a number of columns, with an ellipsis where something is missing.
    ///
    /// Painted text stays painted: its escape sequences are all kept.
    package func truncated(to columns: Int) -> String {
        guard displayWidth > columns else { return self }
        guard columns > 0 else { return "" }
        var room = columns - 1
        var isFull = false
        var result = ""
        for glyph in Glyph.glyphs(of: self) where !isFull || glyph.isEscape {
            if glyph.width <= room {
                result += glyph.text
                room -= glyph.width
            } else {
                result += "…"
                (isFull, room) = (true, 0)
            }
        }
        return result
    }

    /// The lines of the text, each at most `width` columns wide.
    ///
    /// Lines break between words and between ideographs, never within a character; a word that is wider than a line is
    /// cut. Newlines of the text stay, indentation stays on the first line, tabs count as four spaces.
    package func wrapped(width: Int) -> [String] {
        split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line in
            Glyph.glyphs(of: String(line).replacing("\t", with: "    ")).lines(width: Swift.max(width, 2))
                .map { $0.map(\.text).joined() }
        }
    }

    /// The text with every line that is too wide broken between words; what goes on is indented, and wide gaps between
    /// columns close.
    package func fitted(to width: Int) -> String {
        split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
            guard String(line).displayWidth > width else { return [String(line)] }
            let indent = String(line.prefix { $0 == " " }.prefix(width / 4))
            let content = line.drop { $0 == " " }.replacing(/[ ]{3,}/, with: "  ")
            let pieces = String(content).wrapped(width: width - indent.count - 4)
            return pieces.enumerated().map { $0 == 0 ? indent + $1 : indent + "    " + $1 }
        }.joined(separator: "\n")
    }
}
