import CMarkGFM

extension Markdown {
    /// Escapes a title so that it renders as itself: a backslash goes before each character of markup (CommonMark 2.4).
    ///
    /// The result is for one line of an ATX heading. Text that renders as itself stays unchanged. Paired brackets are
    /// always escaped, since a definition elsewhere can turn them into a link.
    package static func escaped(_ title: String) -> String {
        let bytes = Array(title.utf8)
        guard bytes.contains(where: { marks.contains($0) }) else { return title }
        if !hasBrackets(bytes), reads(title, as: title) { return title }
        let light = escaped(bytes) { isMarkup(at: $0, in: bytes) }
        return reads(light, as: title)
            ? light : escaped(bytes) { marks.contains(bytes[$0]) || isLinkMark(at: $0, in: bytes) }
    }

    /// The characters that can be markup within a line.
    private static let marks = Set("\\`*_[]<>&~!#".utf8)

    private static func escaped(_ bytes: [UInt8], where needsIt: (Int) -> Bool) -> String {
        var result: [UInt8] = []
        for (place, byte) in bytes.enumerated() {
            if needsIt(place) { result.append(UInt8(ascii: "\\")) }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Returns true for the mark that turns an address into a link; a backslash within the address would be part of it.
    private static func isLinkMark(at place: Int, in bytes: [UInt8]) -> Bool {
        bytes[..<place].suffix(3).elementsEqual("www".utf8) && bytes[place] == UInt8(ascii: ".")
            || bytes[place...].starts(with: "://".utf8)
    }

    private static func hasBrackets(_ bytes: [UInt8]) -> Bool {
        bytes.firstIndex(of: UInt8(ascii: "[")).map { bytes[$0...].contains(UInt8(ascii: "]")) } ?? false
    }

    /// Returns true if a character is likely to act as markup at its position.
    private static func isMarkup(at place: Int, in bytes: [UInt8]) -> Bool {
        let before = place > 0 ? bytes[place - 1] : 0x20
        let after = place + 1 < bytes.count ? bytes[place + 1] : 0x20
        func isWord(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte > 0x7F
        }
        func isTwice(_ byte: UInt8) -> Bool { bytes.count { $0 == byte } > 1 }
        switch bytes[place] {
        case UInt8(ascii: "\\"): return (0x21...0x7E).contains(after) && !isWord(after)
        case UInt8(ascii: "`"), UInt8(ascii: "~"): return isTwice(bytes[place])
        case UInt8(ascii: "["): return bytes[place...].contains(UInt8(ascii: "]"))
        case UInt8(ascii: "<"): return isWord(after) || "/!?".utf8.contains(after)
        case UInt8(ascii: "&"): return isWord(after) || after == UInt8(ascii: "#")
        case UInt8(ascii: "*"): return before != 0x20 || after != 0x20
        case UInt8(ascii: "_"): return !(isWord(before) && isWord(after)) && (before != 0x20 || after != 0x20)
        // The first of the marks that would close the heading.
        case UInt8(ascii: "#"): return before == 0x20 && bytes[place...].allSatisfy { $0 == UInt8(ascii: "#") }
        default: return false
        }
    }

    /// Returns true if a heading with this text renders as the title, without any markup.
    private static func reads(_ text: String, as title: String) -> Bool {
        guard let tree = MarkdownTree("# \(text)\n"), tree.root.children.first?.kind == .heading,
            tree.nodes(of: CMARK_NODE_HTML_INLINE).isEmpty
        else { return false }
        return tree.nodes(of: CMARK_NODE_TEXT).reduce(into: "") { $0 += $1.rawLiteral } == title
    }
}
