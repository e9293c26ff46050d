import Platform

/// Formulas in a text, which Markdown must leave whole: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`.
///
/// A dollar sign opens a formula only before a character other than white space, and closes it only behind one and not
/// before a digit, as in Pandoc. Formulas without marks of Markdown are left to it.
struct MathSpans {
    /// The text with a mark in place of each formula.
    private(set) var text: String
    private var spans: [String] = []

    /// Private-use characters around the number of a formula.
    private static let (open, close) = ("\u{F8E0}", "\u{F8E1}")

    /// Finds the formulas outside of code.
    init(_ text: String) {
        self.text = text
        guard text.contains("$") || text.contains("\\(") || text.contains("\\["), !text.contains(Self.open) else {
            return
        }
        let lines = MarkdownLines(text)
        var reader = Reader(bytes: lines.bytes, hidden: lines.hidden)
        var (result, last): ([UInt8], Int) = ([], 0)
        for range in reader.read() {
            result += lines.bytes[last..<range.lowerBound]
            result += "\(Self.open)\(spans.count)\(Self.close)".utf8
            spans.append(String(decoding: lines.bytes[range], as: UTF8.self))
            last = range.upperBound
        }
        self.text = String(decoding: result + lines.bytes[last...], as: UTF8.self)
    }

    /// Returns HTML with each formula in its place.
    func restored(_ html: String) -> String {
        replaced(html) { "<span class=\"math\">\(Self.escaped($0))</span>" }
    }

    /// Returns plain text with each formula in its place.
    func plain(_ text: String) -> String { replaced(text) { $0 } }

    private func replaced(_ text: String, by shown: (String) -> String) -> String {
        guard !spans.isEmpty else { return text }
        return text.replacing(/\u{F8E0}([0-9]+)\u{F8E1}/) { match in
            Int(match.1).flatMap { spans.indices.contains($0) ? shown(spans[$0]) : nil } ?? ""
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    /// Returns the place behind the code span that begins at a place, or behind its marks if it does not end.
    static func afterCode(_ start: Int, in bytes: [UInt8]) -> Int {
        let run = bytes[start...].prefix { $0 == UInt8(ascii: "`") }
        var place = run.endIndex
        while place < min(bytes.count, start + 4000) {
            guard bytes[place] == UInt8(ascii: "`") else {
                place += 1
                continue
            }
            let other = bytes[place...].prefix { $0 == UInt8(ascii: "`") }
            if other.count == run.count { return other.endIndex }
            place = other.endIndex
        }
        return run.endIndex
    }

    /// Reads the places of formulas.
    private struct Reader {
        let bytes: [UInt8]
        let hidden: [Range<Int>]
        private static let dollar = UInt8(ascii: "$")

        init(bytes: [UInt8], hidden: [Range<Int>]) { (self.bytes, self.hidden) = (bytes, hidden) }

        mutating func read() -> [Range<Int>] {
            let skipped = Dictionary(hidden.map { ($0.lowerBound, $0.upperBound) }, uniquingKeysWith: max)
            var (found, place): ([Range<Int>], Int) = ([], 0)
            while place < bytes.count {
                if let end = skipped[place], end > place {
                    place = end
                } else if bytes[place] == UInt8(ascii: "`") {
                    place = MathSpans.afterCode(place, in: bytes)
                } else if let end = end(ofFormulaAt: place) {
                    if isMarked(place..<end) { found.append(place..<end) }
                    place = end
                } else {
                    place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
                }
            }
            return found
        }

        private func end(ofFormulaAt start: Int) -> Int? {
            let rest = bytes[start...]
            if rest.starts(with: "$$".utf8) { return end(of: "$$", from: start + 2) }
            if rest.starts(with: "\\(".utf8) { return end(of: "\\)", from: start + 2) }
            if rest.starts(with: "\\[".utf8) { return end(of: "\\]", from: start + 2) }
            guard bytes[start] == Self.dollar, let first = rest.dropFirst().first, !Self.isSpace(first) else {
                return nil
            }
            var place = start + 1
            while place < bytes.count, bytes[place] != 0x0A {
                if bytes[place] == UInt8(ascii: "\\") {
                    place += 2
                    continue
                }
                if bytes[place] == Self.dollar {
                    let next = place + 1 < bytes.count ? bytes[place + 1] : 0x20
                    return Self.isSpace(bytes[place - 1]) || (0x30...0x39).contains(next) ? nil : place + 1
                }
                place += 1
            }
            return nil
        }

        /// Returns the place behind a closing mark in the same paragraph.
        private func end(of mark: String, from start: Int) -> Int? {
            let mark = Array(mark.utf8)
            var place = start
            while place + mark.count <= bytes.count {
                if bytes[place...].starts(with: mark) { return place > start ? place + mark.count : nil }
                if bytes[place...].starts(with: "\n\n".utf8) { return nil }
                place += 1
            }
            return nil
        }

        /// Returns true if Markdown could change a formula; one with a link in it is a sentence about money.
        private func isMarked(_ range: Range<Int>) -> Bool {
            let text = bytes[range]
            return text.contains { "_*\\<&[~^".utf8.contains($0) } && text.firstRange(of: Array("](".utf8)) == nil
                && text.firstRange(of: Array("://".utf8)) == nil
        }

        private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    }
}
