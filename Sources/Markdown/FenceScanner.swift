/// Finds fenced code in a text, line by line (CommonMark 0.31, sections 4.5 and 5).
///
/// The scanner handles quotes and list items, in which a fence may be indented and ends with its container, and
/// indented code that looks like a fence. HTML blocks are treated as paragraphs. Each line takes time proportional to
/// its length.
///
/// ```swift
/// var scanner = FenceScanner()
/// let code = text.split(separator: "\n", omittingEmptySubsequences: false).filter { scanner.take($0) != .text }
/// ```
package struct FenceScanner: Sendable {
    /// The kind of a line.
    package enum Line: Sendable {
        /// Anything but fenced code.
        case text
        /// The line that opens a fence.
        case opening
        /// A line inside a fence.
        case code
        /// The line that closes the fence.
        case closing
    }

    /// A block that contains others.
    private enum Container {
        case quote
        /// A list item whose lines are indented by `width` columns; an empty one ends with a blank line.
        case item(width: Int, isEmpty: Bool)
    }

    /// Deeper containers are not distinguished, so that hostile text cannot cause quadratic time.
    private static let deepest = 100

    /// The fence that is open after the last line, if any.
    package private(set) var open: Fence?
    private var containers: [Container] = []
    /// True if the next line may continue a paragraph.
    private var isParagraph = false

    /// Makes a scanner at the start of a text.
    package init() {}

    /// Returns the fence that a text leaves open, if any.
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

    /// Returns the number of open containers that a line continues; moves the cursor past their marks.
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

    /// Takes a line outside any fence: the containers that it opens, and their content.
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
            // After a paragraph, the line continues it even without the container marks.
            settle(at: depth, isParagraph: cursor.indent < 4)
        }
        return .text
    }

    /// Ends all but the first `depth` containers, the last of which is no longer empty.
    private mutating func settle(at depth: Int, isParagraph: Bool) {
        containers.removeSubrange(depth...)
        if case .item(let width, _) = containers.last { containers[depth - 1] = .item(width: width, isEmpty: false) }
        self.isParagraph = isParagraph
    }
}
