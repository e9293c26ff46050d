/// A position in a line of Markdown.
///
/// It counts columns: a tab extends to the next multiple of four (CommonMark 0.31, section 2.2).
struct LineCursor {
    /// The unread bytes.
    private var rest: Substring.UTF8View
    private var column = 0
    /// The remaining columns of a tab that has been read in part.
    private var owed = 0

    init(_ line: Substring.UTF8View) { rest = line }

    /// The columns of whitespace ahead.
    var indent: Int {
        var count = owed
        for byte in rest {
            if byte == 0x20 {
                count += 1
            } else if byte == 0x09 {
                count += 4 - (column + count) % 4
            } else {
                break
            }
        }
        return count
    }

    /// The rest of the line without leading whitespace.
    var content: Substring.UTF8View { rest.drop { $0 == 0x20 || $0 == 0x09 } }

    /// True if only whitespace is left.
    var isBlank: Bool { Self.isBlank(rest) }

    private static func isBlank(_ bytes: Substring.UTF8View) -> Bool { bytes.allSatisfy(isSpace) }
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }

    /// Skips up to the given number of columns of whitespace.
    mutating func skip(_ columns: Int) {
        var left = columns
        while left > 0 {
            if owed == 0 {
                guard let byte = rest.first, byte == 0x20 || byte == 0x09 else { return }
                rest.removeFirst()
                owed = byte == 0x20 ? 1 : 4 - column % 4
            }
            let taken = min(owed, left)
            (owed, column, left) = (owed - taken, column + taken, left - taken)
        }
    }

    /// Skips whitespace, a mark of the given length, and one column of whitespace after it.
    mutating func skipMark(_ length: Int) {
        skip(indent)
        rest = rest.dropFirst(length)
        column += length
        skip(1)
    }

    /// Takes the mark of a list item; returns the indentation of the item's lines, or nil if there is no mark.
    ///
    /// An item can interrupt a paragraph only if it is not empty and its number, if any, is 1.
    mutating func takeItem(isInterrupting: Bool) -> Int? {
        let (indent, content) = (indent, content)
        let digits = content.prefix { (0x30...0x39).contains($0) }
        guard digits.count < 10, let mark = content[digits.endIndex...].first,
            (digits.isEmpty ? "-+*" : ".)").utf8.contains(mark)
        else { return nil }
        let behind = content[digits.endIndex...].dropFirst()
        guard behind.first.map(Self.isSpace) ?? true else { return nil }
        if isInterrupting, Self.isBlank(behind) || !digits.isEmpty && Int(Substring(digits)) != 1 { return nil }
        let length = digits.count + 1
        skipMark(length)
        // Further indentation is code in the item.
        let more = isBlank || self.indent > 3 ? 0 : self.indent
        skip(more)
        return indent + length + 1 + more
    }

    /// True if the rest is an ATX heading.
    var isHeading: Bool {
        let marks = content.prefix { $0 == UInt8(ascii: "#") }
        return (1...6).contains(marks.count) && content[marks.endIndex...].first.map(Self.isSpace) ?? true
    }

    /// True if the rest is a thematic break.
    var isRule: Bool {
        guard let mark = content.first, "*-_".utf8.contains(mark) else { return false }
        return content.allSatisfy { $0 == mark || Self.isSpace($0) } && content.count { $0 == mark } > 2
    }

    /// True if the rest underlines a heading.
    var isUnderline: Bool {
        guard let mark = content.first, "=-".utf8.contains(mark) else { return false }
        return Self.isBlank(content.drop { $0 == mark })
    }
}
