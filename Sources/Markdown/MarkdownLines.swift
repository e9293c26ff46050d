import CMarkGFM

/// A text split into lines, with the positions of code and raw HTML.
struct MarkdownLines {
    let bytes: [UInt8]
    /// The range of each line without its line feed.
    let ranges: [Range<Int>]
    /// True for the lines of code blocks and HTML blocks.
    private let isHidden: [Bool]

    var count: Int { ranges.count }
    /// The ranges of the lines in code blocks and HTML blocks.
    var hidden: [Range<Int>] { ranges.indices.filter { isHidden[$0] }.map { ranges[$0] } }

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var ranges: [Range<Int>] = []
        var start = 0
        for (place, byte) in bytes.enumerated() where byte == 0x0A {
            ranges.append(start..<place)
            start = place + 1
        }
        ranges.append(start..<bytes.count)
        var isHidden = [Bool](repeating: false, count: ranges.count)
        let tree = MarkdownTree(text, hasNotes: true)
        for node in tree?.nodes(of: CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK) ?? [] {
            let first = max(node.startLine - 1, 0)
            let last = min(node.endLine - 1, ranges.count - 1)
            for line in first..<max(last + 1, first) where line < isHidden.count { isHidden[line] = true }
        }
        (self.bytes, self.ranges, self.isHidden) = (bytes, ranges, isHidden)
    }

    /// The start of a line's content after the marks of quotes and list items.
    struct Content {
        var place: Int
        /// The number of quotes around it.
        var quotes = 0
        /// True if it begins a list item.
        var isItem = false
    }

    /// Returns the start of a line's content; nil if the line is blank or code.
    func content(_ line: Int) -> Content? {
        guard !isHidden[line] else { return nil }
        let end = ranges[line].upperBound
        var content = Content(place: ranges[line].lowerBound)
        while content.place < end {
            let byte = bytes[content.place]
            if byte == 0x20 || byte == 0x09 || byte == 0x0D {
                content.place += 1
            } else if byte == UInt8(ascii: ">") {
                content.quotes += 1
                content.place += 1
            } else if let next = afterItemMark(content.place, end) {
                content.isItem = true
                content.place = next
            } else {
                return content
            }
        }
        return nil
    }

    private func afterItemMark(_ place: Int, _ end: Int) -> Int? {
        var next = place
        while next < end, (0x30...0x39).contains(bytes[next]) { next += 1 }
        let isNumber = next > place
        guard next < end, (isNumber ? ".)" : "-+*").utf8.contains(bytes[next]) else { return nil }
        guard next + 1 < end, bytes[next + 1] == 0x20 || bytes[next + 1] == 0x09 else { return nil }
        return next + 1
    }

    /// Returns true if a definition may begin on a line because no paragraph continues into it.
    func endsParagraph(before line: Int, _ content: Content) -> Bool {
        guard line > 0, let last = self.content(line - 1) else { return true }
        if content.isItem || content.quotes > last.quotes { return true }
        let words = bytes[last.place..<ranges[line - 1].upperBound].filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
        if words.first == UInt8(ascii: "#") { return true }
        return words.count > 1 && words.allSatisfy { $0 == words[0] && "=-*_".utf8.contains($0) }
    }
}
