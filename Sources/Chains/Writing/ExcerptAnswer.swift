import Manuscript
import Markdown

/// Takes the new text of an excerpt out of an answer, which may have more of the section.
struct ExcerptAnswer {
    private let excerpt: Excerpt
    /// The blocks of the section before the excerpt, and those behind it.
    private let before: [String]
    private let after: [String]

    init(_ excerpt: Excerpt) {
        self.excerpt = excerpt
        let (body, range) = (excerpt.body, excerpt.range)
        let blocks = Markdown.blocks(in: body)
        before = blocks.filter { $0.range.upperBound <= range.lowerBound }.map { String(body[$0.range]) }
        after = blocks.filter { $0.range.lowerBound >= range.upperBound }.map { String(body[$0.range]) }
    }

    /// Returns the new text and the number of sentences cut from it, which the neighbours have; nil if nothing is left.
    func text(in answer: String) -> (text: String, cut: Int)? {
        let inner = Self.marked(answer)
        guard excerpt.isWhole else { return words(in: inner).map { ($0, 0) } }
        let own = withoutNeighbours(inner)
        let known = sentences((before + after).joined(separator: "\n\n")).subtracting(sentences(excerpt.text))
        let repeated = ProseSentence.all(in: own).filter { known.contains($0.text.lowercased()) }
        guard !repeated.isEmpty else { return Self.filled(own).map { ($0, 0) } }
        let (text, count) = SentenceCut.without(Set(repeated.map(\.number)), in: own, least: 0)
        return Self.filled(text).map { ($0, count) }
    }

    private func sentences(_ text: String) -> Set<String> {
        Set(ProseSentence.all(in: text).map { $0.text.lowercased() })
    }

    /// Returns the code of an answer, in the fence that the present code has, without remarks around it.
    func code(in answer: String) -> String? {
        let lines = Prose.body(Self.marked(answer)).split(separator: "\n", omittingEmptySubsequences: false)
        var inner = lines.map(String.init)
        if let first = inner.firstIndex(where: { Fence(opening: $0.trimmed) != nil }),
            let fence = Fence(opening: inner[first].trimmed)
        {
            let rest = inner[(first + 1)...]
            inner = Array(rest[..<(rest.firstIndex { fence.isClosed(by: $0.trimmed) } ?? rest.endIndex)])
        }
        let code = inner.joined(separator: "\n")
        guard excerpt.isWhole, !code.trimmed.isEmpty else { return Self.filled(code) }
        let own = excerpt.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let head = own.first, let fence = Fence(opening: head.trimmed) else {
            return inner.map { "    " + $0 }.joined(separator: "\n")
        }
        let isClosed = own.count > 1 && own.last.map { fence.isClosed(by: $0.trimmed) } == true
        return ([head] + inner + [isClosed ? own.last ?? fence.closer : fence.closer]).joined(separator: "\n")
    }

    /// Returns the part between the marks of the question, if the answer has them, or the answer without a single mark.
    private static func marked(_ answer: String) -> String {
        let (open, close) = ExcerptPrompt.marks
        let start = answer.firstRange(of: open)?.upperBound ?? answer.startIndex
        let end = answer[start...].firstRange(of: close)?.lowerBound ?? answer.endIndex
        return String(answer[start..<end])
    }

    /// Returns an answer without the blocks of the section that are around the excerpt.
    private func withoutNeighbours(_ answer: String) -> String {
        let blocks = Markdown.blocks(in: answer)
        let texts = blocks.map { String(answer[$0.range]) }
        let first = texts.prefix { before.contains($0) }.count
        let last = texts.dropFirst(first).reversed().prefix { after.contains($0) }.count
        guard first + last > 0 else { return answer }
        guard first + last < texts.count else { return "" }
        return String(answer[blocks[first].range.lowerBound..<blocks[texts.count - last - 1].range.upperBound])
    }

    /// Returns an answer as words within a line, without quotation marks that the old words have not, and without the
    /// rest of its sentence.
    private func words(in answer: String) -> String? {
        var text = answer.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for (open, close) in [("\"", "\""), ("“", "”"), ("`", "`")]
        where text.hasPrefix(open) && text.hasSuffix(close) && text.count > 2 && !excerpt.text.hasPrefix(open) {
            text = text.dropFirst().dropLast().trimmed
        }
        let (before, after) = excerpt.around
        let (left, right) = (
            Self.line(before.split(separator: "\n").last), Self.line(after.split(separator: "\n").first)
        )
        if Prose.words(in: left) > 1, !before.hasSuffix("\n"), text.hasPrefix(left) {
            text = text.dropFirst(left.count).trimmed
        }
        if Prose.words(in: right) > 1, !after.hasPrefix("\n"), text.hasSuffix(right) {
            text = text.dropLast(right.count).trimmed
        }
        // A model ends every answer like a sentence.
        if text.hasSuffix("."), !excerpt.text.hasSuffix(".") { text.removeLast() }
        return Self.filled(text)
    }

    private static func line(_ text: Substring?) -> String { (text ?? "").split(separator: " ").joined(separator: " ") }

    private static func filled(_ text: String) -> String? { text.trimmed.isEmpty ? nil : text }
}
