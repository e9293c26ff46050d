import Manuscript
import Platform

/// Makes the body of a section from a model's whole answer: pure, and the same as what the live filter lets through.
///
/// It strips an echoed title, cuts where the model goes on with another section, demotes stray headings, drops preambles,
/// closers, remarks and reasoning, trims an unfinished last sentence, and closes what is left open.
package enum Sanitiser {
    /// The body; empty where nothing of the answer belongs to it.
    package static func body(
        from answer: String, title: String, otherTitles: [String] = [], isConclusion: Bool = false
    ) -> String {
        var filter = BodyFilter(title: title, otherTitles: otherTitles, isConclusion: isConclusion)
        let filtered = filter.push(answer) + filter.finish()
        return finished(filtered)
    }

    /// The last clean-up of a text that went through a `BodyFilter`.
    package static func finished(_ text: String) -> String {
        let whole = Prose.body(trimmedEnd(withoutHeadings(Prose.body(text))))
        return Markdown.closed(whole)
    }

    /// Whatever Markdown still takes for a heading (within a quote or a list, or underlined) becomes plain text.
    ///
    /// What is taken away may let the line before it stand as a heading ("- #" becomes "-", which underlines), so it is
    /// done until nothing changes; every time makes the text shorter.
    private static func withoutHeadings(_ text: String) -> String {
        var text = text
        while true {
            let plainer = withoutHeadingMarks(text)
            if plainer == text { return text }
            text = plainer
        }
    }

    private static func withoutHeadingMarks(_ text: String) -> String {
        let headings = Markdown.headings(in: text)
        guard !headings.isEmpty else { return text }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for heading in headings {
            for index in heading.lines where lines.indices.contains(index) {
                lines[index] = lines[index].replacing(/^(?<lead>[\s>*+\-0-9.)]*?)#{1,6}(?=\s|$)\s*/) {
                    "\($0.output.lead)"
                }
            }
            let last = heading.lines.upperBound
            if last > heading.lines.lowerBound, lines.indices.contains(last) {
                lines[last] = lines[last].replacing(/[-=]+\s*$/, with: "")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Without an unfinished sentence at the end, where there is a finished one before it.
    private static func trimmedEnd(_ text: String) -> String {
        guard !Sentences.isFinished(text), !Sentences.ends(in: text).isEmpty, !isInFence(text) else { return text }
        let paragraphs = text.components(separatedBy: "\n\n")
        guard let last = paragraphs.last else { return text }
        let lines = last.split(separator: "\n", omittingEmptySubsequences: false)
        if let line = lines.last, let end = Sentences.ends(in: String(line)).last {
            let kept = lines.dropLast().map(String.init) + [String(String(line)[..<end])]
            return (paragraphs.dropLast() + [kept.joined(separator: "\n")]).joined(separator: "\n\n")
        }
        if lines.count > 1 {
            return trimmedEnd(
                (paragraphs.dropLast() + [lines.dropLast().joined(separator: "\n")]).joined(separator: "\n\n"))
        }
        guard paragraphs.count > 1 else { return text }
        return withoutBareTitle(Prose.body(paragraphs.dropLast().joined(separator: "\n\n")))
    }

    /// Without a bold line at the end whose text was taken away.
    private static func withoutBareTitle(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 1, let last = lines.last, last.count > 4, last.hasPrefix("**"), last.hasSuffix("**") else {
            return text
        }
        return Prose.body(lines.dropLast().joined(separator: "\n"))
    }

    private static func isInFence(_ text: String) -> Bool {
        text.split(separator: "\n").filter { $0.trimmed.hasPrefix("```") || $0.trimmed.hasPrefix("~~~") }.count % 2 == 1
    }
}
