/// The line that opens a fenced code block (CommonMark 0.31, section 4.5).
///
/// ```swift
/// let fence = Fence(opening: "```swift\nprint(1)")  // info "swift"
/// fence?.isClosed(by: "`````")                       // true
/// ```
package struct Fence: Equatable, Sendable {
    /// The mark: a backtick or a tilde.
    package let mark: UInt8
    /// The number of marks, at least 3.
    package let length: Int
    /// The words after the marks, such as "swift"; may be empty.
    package let info: String

    init(mark: UInt8, length: Int, info: String) { (self.mark, self.length, self.info) = (mark, length, info) }

    /// Parses the first line of a text; nil if it does not open a fenced code block.
    ///
    /// The line may be indented by up to three spaces. After backticks, the info string must not contain a backtick.
    package init?(opening text: some StringProtocol) { self.init(opening: Substring(text).utf8) }

    init?(opening text: Substring.UTF8View) {
        guard let (mark, length, rest) = Self.run(text) else { return nil }
        let info = rest.prefix { $0 != 0x0A && $0 != 0x0D }
        guard mark == UInt8(ascii: "~") || !info.contains(mark) else { return nil }
        self.init(mark: mark, length: length, info: Substring(info).trimmed)
    }

    /// Returns true if a line closes the block: at least as many of the same marks, followed only by whitespace.
    package func isClosed(by line: some StringProtocol) -> Bool { isClosed(by: Substring(line).utf8) }

    func isClosed(by line: Substring.UTF8View) -> Bool {
        guard let (mark, length, rest) = Self.run(line), mark == self.mark, length >= self.length else { return false }
        return rest.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
    }

    /// The shortest closing line.
    package var closer: String { String(repeating: Character(Unicode.Scalar(mark)), count: length) }

    /// Returns three or more marks, indented by up to three spaces, and the rest of the line.
    private static func run(_ line: Substring.UTF8View) -> (mark: UInt8, length: Int, rest: Substring.UTF8View)? {
        let indent = line.prefix { $0 == 0x20 }
        guard let mark = line[indent.endIndex...].first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"),
            indent.count < 4
        else { return nil }
        let marks = line[indent.endIndex...].prefix { $0 == mark }
        return marks.count < 3 ? nil : (mark, marks.count, line[marks.endIndex...])
    }
}
