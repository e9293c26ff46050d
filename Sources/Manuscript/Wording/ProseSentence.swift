import Markdown
import Platform

/// A sentence of a section's paragraphs, and where it stands.
///
/// Lists, tables, quotations, code and headings don't count as paragraphs.
package struct ProseSentence: Sendable, Equatable {
    /// The place among the sentences of the body, from 1.
    package var number: Int
    /// The sentence in the body, without the whitespace around it.
    package var range: Range<String.Index>
    /// The text on one line, without Markdown's marks.
    package var text: String

    /// Returns the sentences of a body, in order; at most `limit`, which is 1 or more.
    package static func all(in body: String, limit: Int = .max) -> [ProseSentence] {
        var sentences: [ProseSentence] = []
        for block in Prose.separated(body) {
            let paragraph = paragraph(of: block.body)
            var start = paragraph.startIndex
            for end in Sentences.ends(in: paragraph) + [paragraph.endIndex] where start < end {
                let sentence = trimmed(paragraph[start..<end])
                start = end
                let text = plain(sentence)
                guard text.contains(where: { $0.isWordPart }) else { continue }
                sentences.append(
                    ProseSentence(
                        number: sentences.count + 1, range: sentence.startIndex..<sentence.endIndex, text: text))
                if sentences.count == limit { return sentences }
            }
        }
        return sentences
    }

    /// The number and the first words, for display: `sentence 2: "Yeast is a fungus that …"`.
    var place: String { "sentence \(number): \"\(start)\"" }

    /// The first words, for display.
    var start: String {
        let words = text.split(separator: " ")
        return words.prefix(Self.shown).joined(separator: " ") + (words.count > Self.shown ? " …" : "")
    }

    private static let shown = 8

    /// Returns the lines of a block up to the first that belongs to a list, a table, a quotation or code.
    private static func paragraph(of block: Substring) -> Substring {
        guard !block.hasPrefix("    "), !block.hasPrefix("\t") else { return block.prefix(0) }
        var end = block.startIndex
        while end < block.endIndex {
            let stop = block[end...].firstIndex(where: \.isNewline) ?? block.endIndex
            let line = String(block[end..<stop])
            let mark = line.drop { $0 == " " }
            guard !Sentences.isStructural(line), !["#", "<", "[^"].contains(where: mark.hasPrefix) else { break }
            end = stop < block.endIndex ? block.index(after: stop) : stop
        }
        return block[..<end]
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    /// Returns a text on one line, without Markdown's marks and the addresses of links.
    static func plain(_ text: some StringProtocol) -> String {
        // Most sentences have no marks, and parsing costs many times as much as looking.
        let hasMarks = text.utf8.contains { marks.contains($0) }
        let text = hasMarks ? Markdown.plainText(String(text)) : String(text)
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static let marks = Set("*_[]`<&\\~".utf8)
}
