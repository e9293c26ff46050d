import Manuscript
import Markdown
import Platform

/// Extracts the body of a section from a model's complete answer, with the same result as the live filter.
///
/// It strips an echoed title, cuts the text where the model goes on to another section, demotes stray headings, drops
/// preambles, closers, remarks and reasoning, and closes open markup. It trims an unfinished last sentence only if the
/// answer reached its length limit.
package enum Sanitiser {
    /// Returns the body; empty if no part of the answer belongs to it.
    package static func body(
        from answer: String, title: String, otherTitles: [String] = [], isConclusion: Bool = false, isWhole: Bool = true
    ) -> String {
        var filter = BodyFilter(title: title, otherTitles: otherTitles, isConclusion: isConclusion)
        let filtered = filter.push(answer) + filter.finish()
        return finished(filtered, isWhole: isWhole)
    }

    /// Applies the final clean-up to a text that has passed a `BodyFilter`.
    ///
    /// `isWhole` is false only if the text reached its length limit; an unfinished last sentence is then removed.
    package static func finished(_ text: String, isWhole: Bool = true) -> String {
        let body = withoutHeadings(Prose.body(text))
        return Markdown.closed(Prose.body(isWhole ? body : withoutUnfinishedSentence(body)))
    }

    /// Removes an unfinished last sentence if words remain before it.
    private static func withoutUnfinishedSentence(_ text: String) -> String {
        guard let start = Ending.unfinished(in: text), Prose.words(in: String(text[..<start])) > 0 else { return text }
        return String(text[..<start])
    }

    /// Turns remaining Markdown headings (within a quote or a list, or underlined) into plain text.
    ///
    /// Removing marks may turn the line before into a heading ("- #" becomes "-", which underlines), so this is
    /// repeated until nothing changes; every pass makes the text shorter.
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

    /// Removes the heading marks from the marks at the start of a line, such as "> - # ".
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
