package import Manuscript
import Markdown

/// A summary of a finished section for the prompts of later calls: one line per paragraph.
package enum Digest {
    /// Returns the first sentence of every paragraph, cut to 160 characters.
    package static func lines(of body: String) -> [String] {
        Prose.blocks(in: body).filter { block in
            !block.utf8.contains { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~") }
                || !block.split(separator: "\n").contains { Fence(opening: $0.trimmed) != nil }
        }.compactMap(leadingSentence)
    }

    /// Returns the digest of a section as it appears in a prompt.
    package static func text(of entry: Outline.Entry, body: String) -> String {
        let lines = lines(of: body).map { "- \($0)" }
        return (["\(entry.number) \(entry.section.title) says:"] + lines).joined(separator: "\n")
    }

    private static func leadingSentence(_ paragraph: String) -> String? {
        // More than is shown, whatever the marks take away.
        let head = String(paragraph.prefix(shown * 8))
        let line = CitationMarks.removed(from: head.split(separator: "\n").joined(separator: " "))
        guard line.contains(where: \.isLetter), !line.hasPrefix("|") else { return nil }
        let end = Sentences.ends(in: line).first ?? line.endIndex
        let sentence = String(line[..<end]).trimmed
        return sentence.count > shown ? String(sentence.prefix(shown - 3)) + "…" : sentence
    }

    /// The maximum length of a sentence in characters.
    private static let shown = 160
}
