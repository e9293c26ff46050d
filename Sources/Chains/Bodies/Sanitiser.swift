import Manuscript
import Markdown
import Platform

/// Makes the body of a section from a model's whole answer: pure, and the same as what the live filter lets through.
///
/// It strips an echoed title, cuts where the model goes on with another section, demotes stray headings, drops preambles,
/// closers, remarks and reasoning, and closes what is left open. Only where the answer ran into its length limit it trims an
/// unfinished last sentence.
package enum Sanitiser {
    /// The body; empty where nothing of the answer belongs to it.
    package static func body(
        from answer: String, title: String, otherTitles: [String] = [], isConclusion: Bool = false, isWhole: Bool = true
    ) -> String {
        var filter = BodyFilter(title: title, otherTitles: otherTitles, isConclusion: isConclusion)
        let filtered = filter.push(answer) + filter.finish()
        return finished(filtered, isWhole: isWhole)
    }

    /// The last clean-up of a text that went through a `BodyFilter`.
    ///
    /// Only a text that ran into its length limit is not `isWhole`; it loses an unfinished sentence at its end.
    package static func finished(_ text: String, isWhole: Bool = true) -> String {
        let body = withoutHeadings(Prose.body(text))
        return Markdown.closed(Prose.body(isWhole ? body : withoutUnfinishedSentence(body)))
    }

    /// Without an unfinished sentence at the end, where anything else is left.
    private static func withoutUnfinishedSentence(_ text: String) -> String {
        guard let start = Ending.unfinished(in: text), Prose.words(in: String(text[..<start])) > 0 else { return text }
        return String(text[..<start])
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
                lines[index] = withoutMarks(lines[index])
            }
            let last = heading.lines.upperBound
            if last > heading.lines.lowerBound, lines.indices.contains(last) {
                lines[last] = lines[last].replacing(/[-=]+\s*$/, with: "")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// A line without the heading marks among the marks that it begins with, such as "> - # ".
    private static func withoutMarks(_ line: String) -> String {
        var kept = ""
        var rest = line[...]
        while let next = rest.first, " \t>*+-.)0123456789#".contains(next) {
            let marks = rest.prefix { $0 == "#" }
            let behind = rest[marks.endIndex...]
            if (1...6).contains(marks.count), behind.first?.isWhitespace ?? true {
                rest = behind.drop(while: \.isWhitespace)
            } else {
                kept += marks.isEmpty ? String(next) : String(marks)
                rest = marks.isEmpty ? rest.dropFirst() : behind
            }
        }
        return kept + rest
    }
}
