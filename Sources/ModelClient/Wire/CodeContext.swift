import Markdown

/// Tells what of a Markdown text is code, and how a line began, while the text comes byte by byte.
///
/// A code span ends with its line here: one that is never closed must not hide the rest of a text. Source: CommonMark
/// 0.31, sections 4.5 and 6.1.
struct CodeContext {
    /// So much of a line is kept to be read; what opens or closes a fence is shorter.
    private static let longestLine = 1_000

    /// Whether nothing but blanks has come on this line.
    private(set) var isLineStart = true
    /// Whether the last byte was white space; true at the start.
    private(set) var isBehindBlank = true
    /// The last four bytes that were no white space, the latest lowest.
    private(set) var solid: UInt32 = 0
    private var fences = FenceScanner()
    private var line: [UInt8] = []
    private var isBehindReturn = false
    /// The length of the mark of the code span that is open.
    private var ticks = 0
    /// How many backticks came last.
    private var run = 0

    /// Whether what comes next is within code.
    var isInCode: Bool {
        fences.open != nil || settledTicks > 0 || opening != nil || isLineStart && indent >= 4
    }

    /// Whether what comes next is within a fence, and not alone at the start of a line there.
    var isInFencedLine: Bool { fences.open != nil && !isLineStart }

    /// Whether what comes next is within a code span.
    var isInSpan: Bool { settledTicks > 0 && opening == nil }

    /// The columns of the blanks that a line begins with.
    private var indent: Int { line.reduce(0) { $0 + ($1 == 0x09 ? 4 : 1) } }

    /// The fence that this line opens as far as it has come.
    private var opening: Fence? { fences.open == nil ? Fence(opening: String(decoding: line, as: UTF8.self)) : nil }

    /// The length of the open span's mark, should no more backticks come.
    private var settledTicks: Int {
        guard run > 0, fences.open == nil else { return ticks }
        return ticks == 0 ? run : ticks == run ? 0 : ticks
    }

    /// Takes the next byte.
    mutating func take(_ byte: UInt8) {
        if byte == UInt8(ascii: "`") { run += 1 } else if run > 0 { (ticks, run) = (settledTicks, 0) }
        defer { isBehindReturn = byte == 0x0D }
        guard byte != 0x0A, byte != 0x0D else {
            // A carriage return and a line feed end one line.
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

    /// Whether the last thing that was said ends a sentence.
    var isBehindSentence: Bool {
        let wide: [UInt32] = [0xE3_80_82, 0xEF_BC_81, 0xEF_BC_9F, 0xE2_80_A6]
        return wide.contains(solid & 0xFF_FFFF) || ".!?".utf8.contains(UInt8(truncatingIfNeeded: solid))
    }
}
