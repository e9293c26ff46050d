import Markdown

/// Writes an imported post: what is unchanged as it is in the file, byte for byte, and the rest in the file's manner.
struct ImportedExport {
    private let session: Session
    private let source: ImportedPost
    private let end: String
    private let entries: [Outline.Entry]
    /// The numbers in front of titles, by depth, as samples of their form; empty if the file has none.
    private let numbers: [Int: String]

    /// Makes the export of an imported session; nil for others.
    init?(_ session: Session) {
        guard let source = session.imported else { return nil }
        (self.session, self.source, end, entries) = (session, source, source.lineEnd, session.outline.entries)
        numbers = Dictionary(
            entries.compactMap { entry in
                entry.section.imported.flatMap { $0.number.isEmpty ? nil : ($0.depth, $0.number) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// A section as it is written.
    private struct Chunk {
        var text: String
        /// The place in the file; nil for a section that is not from the file.
        var index: Int?
        var isUnchanged: Bool
        var isUnderlined = false
    }

    /// The whole file: the front matter, the title and the sections.
    var text: String { source.opening + page }

    /// The title and the sections.
    var page: String {
        let chunks = chunks
        var pieces = [heading]
        for (place, chunk) in chunks.enumerated() {
            let before = place > 0 ? chunks[place - 1] : nil
            if !follows(chunk, before) { pieces[place] = parted(pieces[place], isText: place > 0) }
            pieces.append(chunk.text)
        }
        let text = pieces.joined(separator: "")
        guard let last = chunks.last, last.index != source.count - 1 else { return text }
        return text.trimmedLineEnds + end
    }

    /// The text of each section with its heading, in post order.
    var sections: [String] { chunks.map(\.text) }

    /// The lines of the title; after a change of the topic, a new heading.
    private var heading: String {
        guard !source.heading.isEmpty, session.topic != source.topic else { return source.heading }
        return MarkdownExport.heading(session.topic, level: 1) + SourceLines.gaps(of: source.heading).after
    }

    // MARK: - Joining

    /// Returns true if a section comes behind the one that it follows in the file, so that nothing is needed between.
    private func follows(_ chunk: Chunk, _ before: Chunk?) -> Bool {
        guard let index = chunk.index else { return false }
        guard let before else { return index == 0 }
        guard let last = before.index, last + 1 == index else { return false }
        return before.isUnchanged || !chunk.isUnderlined
    }

    /// Ends a text with one blank line; open HTML and fences are closed, since another section follows.
    private func parted(_ text: String, isText: Bool) -> String {
        let trimmed = text.trimmedLineEnds
        guard !trimmed.isEmpty else { return isText || source.opening.isEmpty ? "" : end }
        return (isText ? Markdown.selfContained(trimmed) : trimmed) + end + end
    }

    // MARK: - Sections

    private var chunks: [Chunk] {
        let isUntouched = entries.allSatisfy { hasFileText($0.section) }
        let bodies = isUntouched ? entries.map { $0.section.text?.text ?? "" } : MarkdownExport.bodies(entries)
        var levels: [Int] = []
        return zip(entries, bodies).map { entry, body in
            let level = level(of: entry, levels)
            levels = Array(levels.prefix(entry.depth - 1)) + [level]
            return chunk(entry, body, level: level)
        }
    }

    /// Returns true if the text of a section is the one of the file.
    private func hasFileText(_ section: Section) -> Bool {
        section.imported.map { Prose.body($0.text) == section.text?.text ?? "" } ?? false
    }

    /// Returns the level of a heading: the one of the file if it fits below the section above, or else the next one.
    private func level(of entry: Outline.Entry, _ above: [Int]) -> Int {
        let parent = entry.depth > 1 && above.count >= entry.depth - 1 ? above[entry.depth - 2] : base - 1
        if let part = entry.section.imported, part.level > parent, part.depth == entry.depth { return part.level }
        let beside = above.count >= entry.depth ? above[entry.depth - 1] : 0
        return min(6, max(parent + 1, beside))
    }

    /// The highest level of the sections in the file, or 2.
    private var base: Int {
        entries.compactMap { $0.section.imported?.level }.filter { $0 > 0 }.min() ?? 2
    }

    private func chunk(_ entry: Outline.Entry, _ body: String, level: Int) -> Chunk {
        guard let part = entry.section.imported else {
            let heading = Self.marks(level) + number(of: entry) + Self.escaped(entry.section.title)
            let text = body.isEmpty ? heading : heading + "\n\n" + adapted(body, level)
            return Chunk(text: (text + "\n").withEnds(end), index: nil, isUnchanged: false)
        }
        let heading = self.heading(of: entry, part, level: level)
        let isUnderlined = heading == part.heading && !heading.isEmpty && !heading.trimmed.hasPrefix("#")
        guard Prose.body(part.text) != body else {
            return Chunk(
                text: heading + part.text, index: part.index, isUnchanged: true, isUnderlined: isUnderlined)
        }
        let gaps = SourceLines.gaps(of: part.text)
        let isBare = gaps.before == part.text
        let before = isBare ? (heading.isEmpty ? "" : end) : gaps.before
        let text = body.isEmpty ? end : before + adapted(body, level).withEnds(end) + (isBare ? end + end : gaps.after)
        return Chunk(text: heading + text, index: part.index, isUnchanged: false, isUnderlined: isUnderlined)
    }

    private func adapted(_ body: String, _ level: Int) -> String {
        Markdown.selfContained(Markdown.lowered(body, to: min(6, level + 1)))
    }

    // MARK: - Headings

    /// Returns the heading as it is in the file, or a new one if the title, the number or the level changed.
    private func heading(of entry: Outline.Entry, _ part: ImportedPart, level: Int) -> String {
        if entry.section.hasNoHeading { return "" }
        let number = number(of: entry)
        let isSame = entry.section.title == part.title
        if isSame, level == part.level, number.trimmed == part.number { return part.heading }
        let end = part.heading.isEmpty ? end + end : SourceLines.gaps(of: part.heading).after
        let inner = Self.inner(of: part)
        let title = Self.escaped(entry.section.title) + Self.attributes(of: inner)
        // Without a change of the words, their markup stays.
        return Self.marks(level) + number + (isSame && !inner.isEmpty ? inner : title) + end
    }

    private static func marks(_ level: Int) -> String { String(repeating: "#", count: level) + " " }

    private static func escaped(_ title: String) -> String { Markdown.escaped(Prose.title(title)) }

    /// Returns the words of a heading in the file, without marks and number.
    private static func inner(of part: ImportedPart) -> String {
        var lines = SourceLines.split(part.heading[...]).map(\.trimmed)
        var words = lines.first ?? ""
        if words.hasPrefix("#") {
            words = words.drop { $0 == "#" }.trimmed.replacing(/(?:^|[ \t]+)#+$/, with: "")
        } else {
            lines = lines.dropLast()
            words = lines.joined(separator: " ")
        }
        return words.hasPrefix(part.number) ? words.dropFirst(part.number.count).trimmed : words
    }

    private static func attributes(of words: String) -> String {
        words.firstMatch(of: /\s*\{:?\s*[#.][^{}]*\}$/).map { String($0.output) } ?? ""
    }

    /// Returns the number in front of a title, with a space behind it; empty if the file has none.
    private func number(of entry: Outline.Entry) -> String {
        guard !numbers.isEmpty, let sample = numbers[entry.depth] ?? numbers[1] ?? numbers.values.min() else {
            return ""
        }
        var path = entry.path
        let above = session.outline.sections.prefix(path[0] - 1).count(where: \.hasNoHeading)
        path[0] -= above
        let mark = String(sample.reversed().prefix { !$0.isNumber }.reversed())
        return path.map(String.init).joined(separator: ".") + mark + " "
    }
}

extension String {
    /// The text without line ends and spaces at its end.
    fileprivate var trimmedLineEnds: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.reversed().drop { "\n\r \t".unicodeScalars.contains($0) }.reversed()))
    }

    /// The text with each line feed replaced by the line end of a file.
    fileprivate func withEnds(_ end: String) -> String { end == "\n" ? self : replacing("\n", with: end) }
}
