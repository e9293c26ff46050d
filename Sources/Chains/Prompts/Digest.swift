package import Manuscript

/// What a finished section says, short enough to show to the calls that follow: one line a paragraph.
package enum Digest {
    /// The leading sentence of every paragraph, each cut to 160 characters.
    package static func lines(of body: String) -> [String] {
        var inFence = false
        var lines: [String] = []
        for paragraph in body.split(separator: "\n\n") {
            let fences = paragraph.split(separator: "\n").count { line in
                ["```", "~~~"].contains { line.trimmed.hasPrefix($0) }
            }
            defer { if fences % 2 == 1 { inFence.toggle() } }
            guard !inFence, fences == 0, let first = leadingSentence(paragraph) else { continue }
            lines.append(first)
        }
        return lines
    }

    /// The digest of a section as it stands in a prompt.
    package static func text(of entry: Outline.Entry, body: String) -> String {
        let lines = lines(of: body).map { "- \($0)" }
        return (["\(entry.number) \(entry.section.title) says:"] + lines).joined(separator: "\n")
    }

    private static func leadingSentence(_ paragraph: Substring) -> String? {
        let line = paragraph.split(separator: "\n").joined(separator: " ")
        guard line.contains(where: \.isLetter), !line.hasPrefix("|") else { return nil }
        let end = Sentences.ends(in: line).first ?? line.endIndex
        let sentence = String(line[..<end]).trimmed
        return sentence.count > 160 ? String(sentence.prefix(157)) + "…" : sentence
    }
}
