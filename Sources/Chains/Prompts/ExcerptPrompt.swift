import Manuscript
import Markdown

/// The instructions for replacing a part of a section's text: the whole text with that part marked, and the form of the
/// answer.
struct ExcerptPrompt {
    let excerpt: Excerpt
    let instruction: String
    let isEdit: Bool

    /// The marks around the part.
    static let marks = (open: "<passage>", close: "</passage>")

    /// The instructions, as lines.
    var lines: [String] {
        let (before, after) = excerpt.around
        let marked = before + Self.marks.open + excerpt.text + Self.marks.close + after
        let wish = instruction.isEmpty ? "Find a better way to say it." : "What the writer asks for: \(instruction)"
        let words = Prose.words(in: excerpt.text)
        let limit =
            isEdit
            ? "Change as little as that allows; keep every other word of the passage as it is."
            : "Length, unless the writer asks otherwise: about \(words) word\(words == 1 ? "" : "s")."
        return [
            "The body as it stands, with the passage between \(Self.marks.open) and \(Self.marks.close):",
            "\"\"\"\n\(marked)\n\"\"\"", wish, limit, form,
        ]
    }

    /// The form of the answer.
    private var form: String {
        let what: String
        if excerpt.isWhole {
            let count = excerpt.paragraphs.count
            what = count == 1 ? "\(kind), complete and in Markdown" : "\(count) paragraphs in Markdown"
        } else {
            what = "words that fit into the sentence at that place"
        }
        return "Answer with the new passage only, without the marks: \(what). "
            + "What is before and behind it stays as it is, so do not repeat it."
    }

    private var kind: String {
        switch excerpt.kind {
        case .list: "a list"
        case .codeBlock: "a code block"
        case .table: "a table"
        case .blockQuote: "a quotation"
        default: "one paragraph"
        }
    }
}
