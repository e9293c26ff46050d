/// Reads a text line by line and says which lines are fenced code (CommonMark 0.31, sections 4.5 and 5).
///
/// It knows quotes and list items, in which a fence may be indented and ends with its container, and the lines that look like
/// a fence but are indented code. HTML blocks are read as paragraphs. Each line takes time proportional to its length.
///
/// ```swift
/// var scanner = FenceScanner()
/// let code = text.split(separator: "\n", omittingEmptySubsequences: false).filter { scanner.take($0) != .text }
/// ```
package struct FenceScanner: Sendable {
    /// What a line is.
    package enum Line: Sendable {
        /// Anything but fenced code.
        case text
        /// The line that opens a fence.
        case opening
        /// A line between two fences.
        case code
        /// The line that closes the fence.
        case closing
    }

    /// What the lines of a block have in front.
    private enum Container {
        case quote
        /// An item of a list, whose lines are indented by so many columns; one that is empty ends with a blank line.
        case item(width: Int, isEmpty: Bool)
    }

    /// Containers nested deeper are not told apart: a hostile text must not take quadratic time.
    private static let deepest = 100

    /// The fence that is open behind the last line; nil if none is.
    package private(set) var open: Fence?
    private var containers: [Container] = []
    /// Whether the next line may go on with a paragraph.
    private var isParagraph = false

    /// Begins a text.
    package init() {}

    /// The fence that a text leaves open; nil if it leaves none.
    package static func open(after text: some StringProtocol) -> Fence? {
        var scanner = FenceScanner()
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) { scanner.take(line) }
        return scanner.open
    }

    /// Takes the next line, without its line feed.
    @discardableResult
    package mutating func take(_ line: some StringProtocol) -> Line {
        var cursor = LineCursor(Substring(line).utf8)
        let matched = match(&cursor)
        if let fence = open {
            if matched == containers.count {
                guard cursor.indent < 4, fence.isClosed(by: cursor.content) else { return .code }
                open = nil
                return .closing
            }
            // A fence ends with its container.
            open = nil
        }
        return begin(cursor, behind: matched)
    }

    /// How many of the open containers go on with a line; the cursor is moved behind their marks.
    private func match(_ cursor: inout LineCursor) -> Int {
        for (index, container) in containers.enumerated() {
            switch container {
            case .quote:
                guard cursor.indent < 4, cursor.content.first == UInt8(ascii: ">") else { return index }
                cursor.skipMark(1)
            case .item(let width, let isEmpty):
                if cursor.indent >= width {
                    cursor.skip(width)
                } else if !cursor.isBlank || isEmpty {
                    return index
                }
            }
        }
        return containers.count
    }

    /// Takes a line that is not within a fence: the containers that it opens, and what they hold.
    private mutating func begin(_ line: LineCursor, behind matched: Int) -> Line {
        var cursor = line
        var depth = matched
        while cursor.indent < 4, depth < Self.deepest {
            let isInterrupting = isParagraph && matched == containers.count
            if cursor.content.first == UInt8(ascii: ">") {
                cursor.skipMark(1)
                settle(at: depth, isParagraph: false)
                containers.append(.quote)
            } else if let fence = Fence(opening: cursor.content) {
                settle(at: depth, isParagraph: false)
                open = fence
                return .opening
            } else if cursor.isHeading || cursor.isRule || isInterrupting && cursor.isUnderline {
                settle(at: depth, isParagraph: false)
                return .text
            } else if let width = cursor.takeItem(isInterrupting: isInterrupting) {
                settle(at: depth, isParagraph: false)
                containers.append(.item(width: width, isEmpty: true))
            } else {
                break
            }
            depth = containers.count
        }
        if cursor.isBlank {
            containers.removeSubrange(depth...)
            isParagraph = false
        } else if !isParagraph {
            // Behind a paragraph the line goes on with it, whatever it lacks in front.
            settle(at: depth, isParagraph: cursor.indent < 4)
        }
        return .text
    }

    /// Ends the containers behind the first ones, of which the last holds something now.
    private mutating func settle(at depth: Int, isParagraph: Bool) {
        containers.removeSubrange(depth...)
        if case .item(let width, _) = containers.last { containers[depth - 1] = .item(width: width, isEmpty: false) }
        self.isParagraph = isParagraph
    }
}
