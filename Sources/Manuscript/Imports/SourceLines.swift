import Platform

/// The lines of a text with their ends, as CommonMark counts them (0.31, section 2.1).
enum SourceLines {
    /// Returns the lines; joined, they are the text again, byte for byte.
    static func split(_ text: Substring) -> [Substring] {
        var lines: [Substring] = []
        var (start, place) = (text.startIndex, text.startIndex)
        let bytes = text.utf8
        while place < text.endIndex {
            let byte = bytes[place]
            place = bytes.index(after: place)
            guard byte == 0x0A || byte == 0x0D else { continue }
            if byte == 0x0D, place < text.endIndex, bytes[place] == 0x0A { place = bytes.index(after: place) }
            lines.append(text[start..<place])
            start = place
        }
        if start < text.endIndex { lines.append(text[start...]) }
        return lines
    }

    /// Returns the line end that most lines have: a line feed, a carriage return, or both.
    static func end(of text: String) -> String {
        let lines = split(text[...])
        let pairs = lines.count { $0.utf8.suffix(2).elementsEqual([0x0D, 0x0A]) }
        if pairs * 2 > lines.count { return "\r\n" }
        let returns = lines.count { $0.utf8.last == 0x0D }
        return returns * 2 > lines.count ? "\r" : "\n"
    }

    /// Returns the blank lines at the start and the end of a text; both are the whole text if nothing else is in it.
    static func gaps(of text: String) -> (before: String, after: String) {
        let lines = split(text[...])
        let before = lines.prefix { $0.allSatisfy(\.isWhitespace) }
        guard before.count < lines.count else { return (text, text) }
        let after = lines.reversed().prefix { $0.allSatisfy(\.isWhitespace) }.reversed()
        // The end of the last line belongs to the gap, since a body has none.
        let last = lines[lines.count - after.count - 1]
        let end = last.unicodeScalars.drop { $0 != "\n" && $0 != "\r" }
        return (before.joined(separator: ""), String(end) + after.joined(separator: ""))
    }
}

extension StringProtocol {
    /// The text without white space at its end.
    var trimmedEnd: String {
        var rest = self[...]
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
