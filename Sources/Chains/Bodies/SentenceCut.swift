import Manuscript

/// Takes whole sentences out of a body.
enum SentenceCut {
    /// Returns the body without the sentences of these numbers, and the number of sentences taken out.
    ///
    /// A sentence that refers back ("It also …") goes with the one that it refers to. As many are taken out, in order,
    /// as leave at least `least` words.
    static func without(_ faulty: Set<Int>, in body: String, least: Int) -> (text: String, count: Int) {
        let sentences = ProseSentence.all(in: body)
        var left = Prose.words(in: body)
        var cut: Set<Int> = []
        var place = 0
        while place < sentences.count {
            defer { place += 1 }
            guard faulty.contains(sentences[place].number) else { continue }
            var end = place + 1
            while end < sentences.count, isSameParagraph(sentences[end - 1], sentences[end], body),
                PlainParagraph.pointsBack(sentences[end].text)
            {
                end += 1
            }
            let words = sentences[place..<end].reduce(0) { $0 + Prose.words(in: $1.text) }
            guard left - words >= least else { continue }
            left -= words
            cut.formUnion(place..<end)
            place = end - 1
        }
        guard !cut.isEmpty else { return (body, 0) }
        return (removed(cut.map { sentences[$0].range }, from: body), cut.count)
    }

    private static func isSameParagraph(_ first: ProseSentence, _ next: ProseSentence, _ body: String) -> Bool {
        !body[first.range.upperBound..<next.range.lowerBound].contains { $0.isNewline }
            || Prose.blocks(in: String(body[first.range.lowerBound..<next.range.upperBound])).count == 1
    }

    private static func removed(_ ranges: [Range<String.Index>], from body: String) -> String {
        var rest = body
        for range in ranges.sorted(by: { $0.lowerBound > $1.lowerBound }) {
            // The space behind goes as well, or the one before at the end of a paragraph.
            var (start, end) = (range.lowerBound, range.upperBound)
            while end < rest.endIndex, rest[end] == " " { end = rest.index(after: end) }
            if end == rest.endIndex || rest[end].isNewline {
                while start > rest.startIndex, rest[rest.index(before: start)] == " " {
                    start = rest.index(before: start)
                }
            }
            rest.removeSubrange(start..<end)
        }
        return Prose.blocks(in: rest).filter { !$0.trimmed.isEmpty }.joined(separator: "\n\n")
    }
}
