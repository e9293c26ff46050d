import Manuscript

/// Cleans single pieces and lines of a model's answer.
extension BodyFilter {
    /// Removes the channel markers of some chat templates, such as `<|message|>`.
    static func withoutMarks(_ line: String) -> String {
        // A regex literal is compiled on every use, which takes longer than this check.
        line.contains("<|") ? line.replacing(/<\|[a-z_]{1,20}\|>/, with: "") : line
    }

    static func trimmedEnd(_ line: String) -> String {
        // Two spaces at the end of a line are a Markdown line break; any other trailing whitespace is noise.
        let body = line.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
        return String(body) + (line.hasSuffix("  ") ? "  " : "")
    }
}
