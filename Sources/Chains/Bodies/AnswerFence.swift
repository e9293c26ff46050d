import Manuscript

/// A Markdown fence that may stand around a whole answer, as some models put it there.
///
/// Its lines are held until it is known whether anything follows it.
struct AnswerFence: Sendable {
    /// Every line so far, the opening one first.
    private(set) var lines: [String]
    /// Remarks behind the fence, which are left out.
    private(set) var remarks: [String] = []
    private var depth = 1
    private var hasInner = false

    /// Begins with the line that opens the fence.
    init(opening line: String) { lines = [line] }

    /// Whether a first line opens such a fence.
    static func opens(_ line: String) -> Bool { ["```markdown", "```md"].contains(line.lowercased()) }

    /// Takes the next line; true where it stands behind the fence, which so is an ordinary block of code.
    mutating func isEnded(by text: String) -> Bool {
        let plain = text.trimmed
        if depth == 0, Phrases.isRemark(plain) {
            lines.append(text)
            remarks.append(text)
            return false
        }
        lines.append(text)
        if depth == 0 { return !plain.isEmpty }
        if plain.hasPrefix("```") {
            depth += plain.allSatisfy { $0 == "`" } ? -1 : 1
            hasInner = hasInner || depth > 1
        }
        return false
    }

    /// The lines of the answer, where nothing more comes: those within the fence, unless it stands open around another.
    var answer: ArraySlice<String> {
        if depth > 0 { return hasInner ? lines[...] : lines[1...] }
        return lines[1..<(lines.lastIndex { $0.trimmed.hasPrefix("```") } ?? lines.count)]
    }
}
