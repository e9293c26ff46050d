/// Tells what of a Markdown text is code, and how a line began, while the text comes byte by byte.
///
/// A code span ends with its line here: one that is never closed must not hide the rest of a text. Source: CommonMark
/// §4.5 and §6.1.
struct CodeContext {
    private struct Fence {
        let mark: UInt8
        let length: Int
    }

    /// Whether nothing but blanks has come on this line.
    private(set) var isLineStart = true
    /// Whether the last byte was white space; true at the start.
    private(set) var isBehindBlank = true
    /// The last four bytes that were no white space, the latest lowest.
    private(set) var solid: UInt32 = 0
    private var indent = 0
    private var fence: Fence?
    /// A fence that the end of the line opens.
    private var opening: Fence?
    private var isClosing = false
    /// The length of the mark of the code span that is open.
    private var ticks = 0
    private var run: (mark: UInt8, length: Int, isFirst: Bool) = (0, 0, false)

    /// Whether what comes next is within code.
    var isInCode: Bool {
        var now = self
        now.settle()
        return now.fence != nil || now.opening != nil || now.ticks > 0 || (now.isLineStart && now.indent >= 4)
    }

    /// Whether what comes next is within a fence, and not alone at the start of a line there.
    var isInFencedLine: Bool { fence != nil && !isLineStart }

    /// Whether what comes next is within a code span.
    var isInSpan: Bool {
        var now = self
        now.settle()
        return now.ticks > 0
    }

    /// Takes the next byte.
    mutating func take(_ byte: UInt8) {
        let isMark = byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~")
        if isMark, run.length > 0, run.mark == byte {
            run.length += 1
            return
        }
        settle()
        switch byte {
        case 0x0A, 0x0D:
            endLine()
        case 0x20, 0x09:
            if isLineStart { indent += byte == 0x09 ? 4 : 1 }
            isBehindBlank = true
        default:
            if isMark { run = (byte, 1, isLineStart) } else { isClosing = false }
            isLineStart = false
            isBehindBlank = false
            solid = solid << 8 | UInt32(byte)
        }
    }

    private mutating func endLine() {
        if isClosing { fence = nil }
        if let opening { fence = opening }
        opening = nil
        isClosing = false
        ticks = 0
        indent = 0
        isLineStart = true
        isBehindBlank = true
    }

    /// A row of marks is over.
    private mutating func settle() {
        let (mark, length, isFirst) = run
        guard length > 0 else { return }
        run.length = 0
        let mayBeFence = isFirst && length >= 3 && indent < 4
        if let fence {
            isClosing = mayBeFence && mark == fence.mark && length >= fence.length
        } else if mayBeFence {
            opening = Fence(mark: mark, length: length)
        } else if mark == UInt8(ascii: "`") {
            if let opening, opening.mark == mark {
                // A fence's line holds no further mark, so it was a code span.
                ticks = opening.length
                self.opening = nil
            }
            ticks = ticks == 0 ? length : ticks == length ? 0 : ticks
        }
    }

    /// Whether the last thing that was said ends a sentence.
    var isBehindSentence: Bool {
        let wide: [UInt32] = [0xE3_80_82, 0xEF_BC_81, 0xEF_BC_9F, 0xE2_80_A6]
        return wide.contains(solid & 0xFF_FFFF) || ".!?".utf8.contains(UInt8(truncatingIfNeeded: solid))
    }
}
