import Platform

extension String {
    /// The number of columns that the text takes on a terminal; escape sequences in painted text have no width.
    ///
    /// The text is one line: newlines and tabs have no width.
    package var displayWidth: Int {
        if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return utf8.count }
        return Glyph.glyphs(of: self).width
    }

    /// Returns the text truncated to a number of columns, with an ellipsis if something is missing.
    ///
    /// Painted text keeps all its escape sequences.
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

    /// Returns the text with an ellipsis for its middle if it is wider than a number of columns.
    ///
    /// The text has no escape sequences.
    package func shortened(to columns: Int) -> String {
        guard displayWidth > columns else { return self }
        var tail = ""
        var room = (columns - 1) / 2
        for glyph in Glyph.glyphs(of: self).reversed() {
            guard glyph.width <= room else { break }
            tail = glyph.text + tail
            room -= glyph.width
        }
        return truncated(to: columns - tail.displayWidth) + tail
    }

    /// Returns the lines of the text, each at most `width` columns wide.
    ///
    /// Lines break between words and between ideographs, never within a character; a word wider than a line is split.
    /// Newlines are kept, indentation stays on the first line, and tabs count as four spaces.
    package func wrapped(width: Int) -> [String] {
        split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line in
            Glyph.glyphs(of: String(line).replacing("\t", with: "    ")).lines(width: Swift.max(width, 2))
                .map { $0.map(\.text).joined() }
        }
    }

    /// Returns the text with lines that are too wide broken between words.
    ///
    /// Continuation lines are indented, below the second column if the first one is narrow. Other wide gaps between
    /// columns are reduced.
    package func fitted(to width: Int) -> String {
        split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
            guard String(line).displayWidth > width else { return [String(line)] }
            let head = line.prefixMatch(of: /[ ]*[^ ]+([ ][^ ]+)*[ ]{2,}/)?.output.0 ?? ""
            let hang = String(head).displayWidth
            if hang > 0, hang <= width / 3 {
                let rest = String(line.dropFirst(head.count).replacing(/[ ]{3,}/, with: "  "))
                let gap = String(repeating: " ", count: hang)
                return rest.wrapped(width: width - hang).enumerated().map { ($0 == 0 ? String(head) : gap) + $1 }
            }
            let indent = String(line.prefix { $0 == " " }.prefix(width / 4))
            let content = line.drop { $0 == " " }.replacing(/[ ]{3,}/, with: "  ")
            let pieces = String(content).wrapped(width: width - indent.count - 4)
            return pieces.enumerated().map { $0 == 0 ? indent + $1 : indent + "    " + $1 }
        }.joined(separator: "\n")
    }
}
