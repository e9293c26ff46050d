package import Manuscript
import Markdown

/// A summary of a finished section for the prompts of later calls: one line per paragraph.
package enum Digest {
    /// Returns the first sentence of every paragraph, cut to 160 characters.
    package static func lines(of body: String) -> [String] {
        Prose.blocks(in: body).filter { block in
            !block.split(separator: "\n").contains { Fence(opening: $0.trimmed) != nil }
        }.compactMap(leadingSentence)
    }

    /// Returns the digest of a section as it appears in a prompt.
    package static func text(of entry: Outline.Entry, body: String) -> String {
        let lines = lines(of: body).map { "- \($0)" }
        return (["\(entry.number) \(entry.section.title) says:"] + lines).joined(separator: "\n")
    }

    private static func leadingSentence(_ paragraph: String) -> String? {
        let line = CitationMarks.removed(from: paragraph.split(separator: "\n").joined(separator: " "))
        guard line.contains(where: \.isLetter), !line.hasPrefix("|") else { return nil }
        let end = Sentences.ends(in: line).first ?? line.endIndex
        let sentence = String(line[..<end]).trimmed
        return sentence.count > 160 ? String(sentence.prefix(157)) + "…" : sentence
    }
}
