import Manuscript
import Markdown

/// A Markdown fence that some models put around the whole answer.
///
/// Its lines are held back until it is clear whether anything follows the fence.
struct AnswerFence: Sendable {
    /// All lines so far, starting with the opening one.
    private(set) var lines: [String]
    /// The remarks after the fence, which are left out.
    private(set) var remarks: [String] = []
    private let fence: Fence
    private var depth = 1
    private var hasInner = false

    /// Starts with the first line of an answer; nil if that does not open a fence around Markdown.
    init?(opening line: String) {
        guard let fence = Fence(opening: line.trimmed), ["markdown", "md"].contains(fence.info.lowercased()) else {
            return nil
        }
        (self.fence, lines) = (fence, [line])
    }

    /// Takes the next line; returns true if text follows the fence, which is then an ordinary code block.
    mutating func isEnded(by text: String) -> Bool {
        let plain = text.trimmed
        if depth == 0, Phrases.isRemark(plain) {
            lines.append(text)
            remarks.append(text)
            return false
        }
        lines.append(text)
        if depth == 0 { return !plain.isEmpty }
        // Models nest fences of the same length, so only an info string shows that a fence opens.
        if fence.isClosed(by: plain) {
            depth -= 1
        } else if let inner = Fence(opening: plain), inner.mark == fence.mark, inner.length >= fence.length {
            depth += 1
            hasInner = true
        }
        return false
    }

    /// The lines of the finished answer: those within the fence, or all if it is left open around another fence.
    var answer: ArraySlice<String> {
        if depth > 0 { return hasInner ? lines[...] : lines[1...] }
        return lines[1..<(lines.lastIndex { fence.isClosed(by: $0.trimmed) } ?? lines.count)]
    }
}
