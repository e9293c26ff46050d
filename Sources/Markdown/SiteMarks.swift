import CMarkGFM

/// Escapes for what site generators read as marks and GitHub's Markdown as text, such as `a | b` or `{: .note}`.
///
/// Each escape is a backslash, which Markdown itself leaves out (CommonMark 2.4).
package struct SiteMarks {
    /// A parser of Markdown that knows more marks than GitHub.
    package enum Dialect: Sendable {
        /// The one of Hugo.
        case goldmark
        /// The one of Jekyll.
        case kramdown
    }

    private let lines: MarkdownLines
    private let dialect: Dialect
    /// The numbers of the lines in tables, counted from 0.
    private let tables: Set<Int>
    private var places: [Int] = []

    /// Returns a text that a dialect reads as GitHub does; a text that would read differently stays as it is.
    package static func escaped(_ text: String, for dialect: Dialect) -> String {
        guard text.utf8.contains(where: { "|{<>:^*".utf8.contains($0) }) else { return text }
        var marks = SiteMarks(text, dialect)
        marks.read()
        guard !marks.places.isEmpty else { return text }
        var (bytes, last): ([UInt8], Int) = ([], 0)
        for place in marks.places {
            bytes += marks.lines.bytes[last..<place] + [UInt8(ascii: "\\")]
            last = place
        }
        let result = String(decoding: bytes + marks.lines.bytes[last...], as: UTF8.self)
        return html(result) == html(text) ? result : text
    }

    /// Returns a changed text without the escapes; those that the writer typed go too, which changes no page.
    package static func unescaped(_ text: String) -> String {
        let lines = MarkdownLines(text)
        guard text.contains("\\") else { return text }
        var (bytes, last): ([UInt8], Int) = ([], 0)
        var hidden = lines.hidden[...]
        for place in lines.bytes.indices.dropLast() where lines.bytes[place] == UInt8(ascii: "\\") {
            while let first = hidden.first, first.upperBound <= place { hidden.removeFirst() }
            let isCode = hidden.first?.contains(place) == true
            guard place >= last, !isCode, "|{<>:^".utf8.contains(lines.bytes[place + 1]) else { continue }
            bytes += lines.bytes[last..<place]
            last = place + 1
        }
        let result = String(decoding: bytes + lines.bytes[last...], as: UTF8.self)
        return html(result) == html(text) ? result : text
    }

    /// Returns true if a text has raw HTML, which Hugo leaves out by default; comments and `Vec<T>` do not count.
    package static func hasHTML(_ text: String) -> Bool {
        guard text.contains("<") else { return false }
        let nodes = MarkdownTree(text, hasNotes: true)?.nodes(of: CMARK_NODE_HTML_INLINE, CMARK_NODE_HTML_BLOCK) ?? []
        return nodes.contains { node in
            let name = node.rawLiteral.trimmed.prefixMatch(of: /<\/?([A-Za-z][A-Za-z0-9\-]*)/)?.1
            return name.map { RawHTML.isElement($0.lowercased()) } ?? false
        }
    }

    private static func html(_ text: String) -> String {
        guard let tree = MarkdownTree(text, hasNotes: true) else { return text }
        RawHTML.keepHarmless(in: tree)
        return tree.html
    }

    private init(_ text: String, _ dialect: Dialect) {
        (lines, self.dialect) = (MarkdownLines(text), dialect)
        let found = MarkdownTree(text, hasNotes: true)?.nodes { $0.kind == .table } ?? []
        tables = Set(found.flatMap { max(0, $0.startLine - 1)..<max($0.startLine, $0.endLine) })
    }

    // MARK: - Reading

    private mutating func read() {
        var place = 0
        for line in 0..<lines.count where !tables.contains(line) {
            guard let content = lines.content(line) else { continue }
            let range = max(place, content.place)..<max(place, lines.ranges[line].upperBound)
            guard range.lowerBound == content.place else {
                place = scan(range, isHeading: false)
                continue
            }
            let isHeading = lines.bytes[range].first == UInt8(ascii: "#")
            if beginsWithMark(range) { places.append(range.lowerBound) }
            place = scan(range, isHeading: isHeading)
        }
    }

    /// Returns true if a line begins a definition, an abbreviation or an end of a block.
    private func beginsWithMark(_ range: Range<Int>) -> Bool {
        let line = String(decoding: lines.bytes[range], as: UTF8.self)
        if line.hasPrefix(": ") { return true }
        return dialect == .kramdown && (line.trimmed == "^" || line.prefixMatch(of: /\*\[[^\]]+\]:/) != nil)
    }

    /// Notes the marks in a line; returns the place behind its last span.
    private mutating func scan(_ range: Range<Int>, isHeading: Bool) -> Int {
        let bytes = lines.bytes
        var place = range.lowerBound
        while place < range.upperBound {
            let next = place + 1 < bytes.count ? bytes[place + 1] : 0x0A
            switch bytes[place] {
            case UInt8(ascii: "\\"): place += 1
            case UInt8(ascii: "`"):
                place = MathSpans.afterCode(place, in: bytes)
                continue
            case UInt8(ascii: "<"):
                if let end = end(ofTagAt: place, to: range.upperBound) {
                    place = end
                    continue
                }
                let isTag = dialect == .kramdown && (Self.isLetter(next) || "/!?".utf8.contains(next))
                if isTag || isTwice(place) || isUnknownTag(place, to: range.upperBound) { places.append(place) }
            case UInt8(ascii: ">") where isTwice(place): places.append(place)
            case UInt8(ascii: "|") where dialect == .kramdown: places.append(place)
            case UInt8(ascii: "{") where isAttribute(place, next, isHeading: isHeading): places.append(place)
            default: break
            }
            place += 1
        }
        return place
    }

    private func isTwice(_ place: Int) -> Bool {
        let bytes = lines.bytes
        return place > 0 && bytes[place - 1] == bytes[place]
            || place + 1 < bytes.count && bytes[place + 1] == bytes[place]
    }

    private func isAttribute(_ place: Int, _ next: UInt8, isHeading: Bool) -> Bool {
        if place > 0, lines.bytes[place - 1] == UInt8(ascii: "{") { return false }
        if dialect == .kramdown, next == UInt8(ascii: ":") { return true }
        guard isHeading else { return false }
        let rest = String(decoding: lines.bytes[place...].prefix { $0 != 0x0A }, as: UTF8.self)
        return rest.trimmed.wholeMatch(of: /\{[^{}]*\}/) != nil
    }

    // MARK: - Tags

    private static var tag: Regex<(Substring, Substring?)> {
        /<(?:[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>]+|!--.*--|\/?([A-Za-z][A-Za-z0-9\-]*)(?:\s[^<>]*)?\/?)>/
    }

    /// Returns the place behind an address in angle brackets or a known tag, if one begins here.
    private func end(ofTagAt place: Int, to end: Int) -> Int? {
        let rest = String(decoding: lines.bytes[place..<end], as: UTF8.self)
        guard let match = rest.prefixMatch(of: Self.tag) else { return nil }
        if let name = match.1, !RawHTML.isElement(name.lowercased()) { return nil }
        return place + match.0.utf8.count
    }

    /// Returns true for a tag of no element, such as in `Vec<T>`, which a page must show.
    private func isUnknownTag(_ place: Int, to end: Int) -> Bool {
        String(decoding: lines.bytes[place..<end], as: UTF8.self).prefixMatch(of: Self.tag) != nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
}
