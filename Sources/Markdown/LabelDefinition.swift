/// The definition of a link or note, read from its first line.
struct LabelDefinition {
    let kind: LinkLabels.Kind
    let label: String
    /// The range of the label, without brackets and circumflex.
    let place: Range<Int>
    let lastLine: Int
    let target: String

    /// Reads the definition that begins on a line; nil if there is none.
    ///
    /// `followsLink` is true if a link's definition ends directly before the line.
    init?(_ lines: MarkdownLines, at line: Int, followsLink: Bool = false) {
        guard let content = lines.content(line), lines.bytes[content.place] == UInt8(ascii: "[") else { return nil }
        let bytes = lines.bytes
        let end = lines.ranges[line].upperBound
        guard let close = Self.closingBracket(bytes, from: content.place + 1, to: end), close + 1 < end,
            bytes[close + 1] == UInt8(ascii: ":")
        else { return nil }
        let inner = content.place + 1..<close
        let words = String(decoding: bytes[inner], as: UTF8.self)
        if words.hasPrefix("^"), words.count > 1, !words.contains(where: \.isWhitespace) {
            (kind, label, lastLine) = (.note, String(words.dropFirst()), line)
            place = inner.lowerBound + 1..<inner.upperBound
            target = String(decoding: bytes[min(close + 2, end)..<end], as: UTF8.self)
            return
        }
        // A link definition cannot interrupt a paragraph, but may follow another definition.
        guard words.contains(where: { !$0.isWhitespace }), followsLink || lines.endsParagraph(before: line, content),
            let address = Self.address(lines, line, from: close + 2)
        else { return nil }
        let title = Self.title(lines, address.line, from: address.end)
        guard title != nil || Self.isBlank(bytes[address.end..<lines.ranges[address.line].upperBound]) else {
            return nil
        }
        (kind, label, place) = (.link, words, inner)
        lastLine = title?.line ?? address.line
        target = address.text + "\n" + (title?.text ?? "")
    }

    private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }

    /// Returns the position of the bracket that closes a label; nil if there is none, or another opens.
    static func closingBracket(_ bytes: [UInt8], from: Int, to end: Int) -> Int? {
        var place = from
        while place < end {
            switch bytes[place] {
            case UInt8(ascii: "\\"): place += 2
            case UInt8(ascii: "]"): return place
            case UInt8(ascii: "["): return nil
            default: place += 1
            }
        }
        return nil
    }

    /// Returns the address, on the same line or alone on the next.
    private static func address(_ lines: MarkdownLines, _ line: Int, from: Int) -> (text: String, line: Int, end: Int)?
    {
        let end = lines.ranges[line].upperBound
        let start = (from..<max(from, end)).first { ![0x20, 0x09, 0x0D].contains(lines.bytes[$0]) }
        guard let start else {
            guard line + 1 < lines.count, let next = lines.content(line + 1), !next.isItem, from <= end else {
                return nil
            }
            return word(lines, line + 1, from: next.place)
        }
        return word(lines, line, from: start)
    }

    private static func word(_ lines: MarkdownLines, _ line: Int, from start: Int) -> (
        text: String, line: Int, end: Int
    )? {
        let end = lines.ranges[line].upperBound
        let rest = lines.bytes[start..<end]
        if rest.first == UInt8(ascii: "<") {
            guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
            return (String(decoding: rest[(start + 1)..<close], as: UTF8.self), line, close + 1)
        }
        let word = rest.prefix { $0 > 0x20 }
        guard !word.isEmpty else { return nil }
        return (String(decoding: word, as: UTF8.self), line, word.endIndex)
    }

    /// Returns the title after an address, on its line or the following ones; nil if there is none.
    private static func title(_ lines: MarkdownLines, _ line: Int, from: Int) -> (text: String, line: Int)? {
        var (line, place) = (line, from)
        let rest = lines.bytes[from..<lines.ranges[line].upperBound]
        if isBlank(rest) {
            guard line + 1 < lines.count, let next = lines.content(line + 1), !next.isItem else { return nil }
            (line, place) = (line + 1, next.place)
        } else {
            guard rest.first == 0x20 || rest.first == 0x09 else { return nil }
            place = rest.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? from
        }
        let closers: [UInt8: UInt8] = [0x22: 0x22, 0x27: 0x27, 0x28: 0x29]
        guard let closer = closers[lines.bytes[place]] else { return nil }
        var text: [UInt8] = []
        place += 1
        while true {
            let end = lines.ranges[line].upperBound
            while place < end {
                if lines.bytes[place] == UInt8(ascii: "\\"), place + 1 < end {
                    text.append(lines.bytes[place + 1])
                    place += 2
                } else if lines.bytes[place] == closer {
                    return isBlank(lines.bytes[(place + 1)..<end]) ? (String(decoding: text, as: UTF8.self), line) : nil
                } else {
                    text.append(lines.bytes[place])
                    place += 1
                }
            }
            guard line + 1 < lines.count, let next = lines.content(line + 1) else { return nil }
            (line, place) = (line + 1, next.place)
            text.append(0x0A)
        }
    }
}
