import Manuscript

/// Single pieces and lines of a model's answer, cleaned.
extension BodyFilter {
    /// Without the channel marks of some chat templates, such as `<|message|>`.
    static func withoutMarks(_ line: String) -> String {
        // A pattern is read anew each time it is used, which takes longer than this look.
        line.contains("<|") ? line.replacing(/<\|[a-z_]{1,20}\|>/, with: "") : line
    }

    static func trimmedEnd(_ line: String) -> String {
        // Two spaces at the end of a line are a line break in Markdown; anything else there is noise.
        let body = line.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
        return String(body) + (line.hasSuffix("  ") ? "  " : "")
    }
}
