import Markdown

/// Tracks code and line starts in a Markdown text that arrives byte by byte.
///
/// Unlike in CommonMark, a code span ends with its line: an unclosed span must not hide the rest of the text. Source:
/// CommonMark 0.31, sections 4.5 and 6.1.
struct CodeContext {
    /// The maximum number of bytes of a line to store; the marks of a fence are shorter.
    private static let longestLine = 1_000

    /// True if the line holds nothing but blanks so far.
    private(set) var isLineStart = true
    /// True if the last byte was white space, and at the start.
    private(set) var isBehindBlank = true
    /// The last four bytes that were not white space, the latest in the lowest byte.
    private(set) var solid: UInt32 = 0
    private var fences = FenceScanner()
    private var line: [UInt8] = []
    private var isBehindReturn = false
    /// The length of the mark of the open code span.
    private var ticks = 0
    /// The length of the current run of backticks.
    private var run = 0

    /// True if the next byte is inside code.
    var isInCode: Bool {
        fences.open != nil || settledTicks > 0 || opening != nil || isLineStart && indent >= 4
    }

    /// True if the next byte is inside a fence, but not at the start of a line.
    var isInFencedLine: Bool { fences.open != nil && !isLineStart }

    /// True if the next byte is inside a code span.
    var isInSpan: Bool { settledTicks > 0 && opening == nil }

    /// The columns of the line's leading blanks.
    private var indent: Int { line.reduce(0) { $0 + ($1 == 0x09 ? 4 : 1) } }

    /// The fence that this line opens, judging by its bytes so far.
    private var opening: Fence? { fences.open == nil ? Fence(opening: String(decoding: line, as: UTF8.self)) : nil }

    /// The length of the open span's mark, if no more backticks follow.
    private var settledTicks: Int {
        guard run > 0, fences.open == nil else { return ticks }
        return ticks == 0 ? run : ticks == run ? 0 : ticks
    }

    /// Takes the next byte.
    mutating func take(_ byte: UInt8) {
        if byte == UInt8(ascii: "`") { run += 1 } else if run > 0 { (ticks, run) = (settledTicks, 0) }
        defer { isBehindReturn = byte == 0x0D }
        guard byte != 0x0A, byte != 0x0D else {
            // A carriage return followed by a line feed ends one line.
            if byte == 0x0D || !isBehindReturn { endLine() }
            return
        }
        if line.count < Self.longestLine { line.append(byte) }
        isBehindBlank = byte == 0x20 || byte == 0x09
        guard !isBehindBlank else { return }
        isLineStart = false
        solid = solid << 8 | UInt32(byte)
    }

    private mutating func endLine() {
        fences.take(String(decoding: line, as: UTF8.self))
        line.removeAll(keepingCapacity: true)
        (ticks, isLineStart, isBehindBlank) = (0, true, true)
    }

    /// True if the text so far ends with a sentence.
    var isBehindSentence: Bool {
        let wide: [UInt32] = [0xE3_80_82, 0xEF_BC_81, 0xEF_BC_9F, 0xE2_80_A6]
        return wide.contains(solid & 0xFF_FFFF) || ".!?".utf8.contains(UInt8(truncatingIfNeeded: solid))
    }
}
