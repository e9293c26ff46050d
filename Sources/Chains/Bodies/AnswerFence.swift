import Manuscript
import Markdown

/// A Markdown fence that may stand around a whole answer, as some models put it there.
///
/// Its lines are held until it is known whether anything follows it.
struct AnswerFence: Sendable {
    /// Every line so far, the opening one first.
    private(set) var lines: [String]
    /// Remarks behind the fence, which are left out.
    private(set) var remarks: [String] = []
    private let fence: Fence
    private var depth = 1
    private var hasInner = false

    /// Begins with the first line of an answer; nil if it opens no fence around Markdown.
    init?(opening line: String) {
        guard let fence = Fence(opening: line.trimmed), ["markdown", "md"].contains(fence.info.lowercased()) else {
            return nil
        }
        (self.fence, lines) = (fence, [line])
    }

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
        // Models put fences of the same length within each other, so that only an info string tells which one opens.
        if fence.isClosed(by: plain) {
            depth -= 1
        } else if let inner = Fence(opening: plain), inner.mark == fence.mark, inner.length >= fence.length {
            depth += 1
            hasInner = true
        }
        return false
    }

    /// The lines of the answer, where nothing more comes: those within the fence, unless it stands open around another.
    var answer: ArraySlice<String> {
        if depth > 0 { return hasInner ? lines[...] : lines[1...] }
        return lines[1..<(lines.lastIndex { fence.isClosed(by: $0.trimmed) } ?? lines.count)]
    }
}
