import CMarkGFM

extension Markdown {
    /// A title as Markdown that reads as the title: what would be markup has a backslash in front (CommonMark 2.4).
    ///
    /// It is for one line of an ATX heading. What reads as it stands stays as it is typed; brackets that make a pair are
    /// escaped always, since a definition elsewhere can make a link of them.
    package static func escaped(_ title: String) -> String {
        let bytes = Array(title.utf8)
        guard bytes.contains(where: { marks.contains($0) }) else { return title }
        if !hasBrackets(bytes), reads(title, as: title) { return title }
        let light = escaped(bytes) { isMarkup(at: $0, in: bytes) }
        return reads(light, as: title)
            ? light : escaped(bytes) { marks.contains(bytes[$0]) || isLinkMark(at: $0, in: bytes) }
    }

    /// What can be markup within a line.
    private static let marks = Set("\\`*_[]<>&~!#".utf8)

    private static func escaped(_ bytes: [UInt8], where needsIt: (Int) -> Bool) -> String {
        var result: [UInt8] = []
        for (place, byte) in bytes.enumerated() {
            if needsIt(place) { result.append(UInt8(ascii: "\\")) }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// What makes a link of an address; within one a backslash would be part of it.
    private static func isLinkMark(at place: Int, in bytes: [UInt8]) -> Bool {
        bytes[..<place].suffix(3).elementsEqual("www".utf8) && bytes[place] == UInt8(ascii: ".")
            || bytes[place...].starts(with: "://".utf8)
    }

    private static func hasBrackets(_ bytes: [UInt8]) -> Bool {
        bytes.firstIndex(of: UInt8(ascii: "[")).map { bytes[$0...].contains(UInt8(ascii: "]")) } ?? false
    }

    /// Whether a character is likely to be read as markup where it stands.
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
        // The first of those that would close the heading.
        case UInt8(ascii: "#"): return before == 0x20 && bytes[place...].allSatisfy { $0 == UInt8(ascii: "#") }
        default: return false
        }
    }

    /// Whether a heading of this text reads as a title, without any markup in it.
    private static func reads(_ text: String, as title: String) -> Bool {
        guard let tree = MarkdownTree("# \(text)\n"), tree.root.children.first?.kind == .heading,
            tree.nodes(of: CMARK_NODE_HTML_INLINE).isEmpty
        else { return false }
        return tree.nodes(of: CMARK_NODE_TEXT).reduce(into: "") { $0 += $1.rawLiteral } == title
    }
}
