import Platform

/// The cursor's position after a text.
struct LinePlace: Equatable {
    /// The row, counted from that of the prompt, and the column.
    var (row, column) = (0, 0)

    /// The distance of tab stops; libedit draws tabs as spaces.
    private static let tab = 8

    /// Makes the position after a prompt of the given width and a text, as libedit draws them: a full row wraps at
    /// once.
    init(behind text: String, prompt: Int, columns: Int) {
        column = prompt
        wrap(columns)
        for character in text {
            if character.isNewline {
                (row, column) = (row + 1, 0)
                continue
            }
            if character == "\t" {
                repeat {
                    column += 1
                    wrap(columns)
                } while column % Self.tab != 0
                continue
            }
            let width = character.displayWidth
            if column + width > columns { (row, column) = (row + 1, 0) }
            column += width
            wrap(columns)
        }
    }

    private mutating func wrap(_ columns: Int) {
        guard column >= columns, columns > 0 else { return }
        (row, column) = (row + column / columns, column % columns)
    }
}

extension String {
    /// The text between two C pointers; empty if either is nil.
    init(from start: UnsafePointer<CChar>?, to end: UnsafePointer<CChar>?) {
        guard let start, let end, end > start else {
            self = ""
            return
        }
        let bytes = UnsafeBufferPointer(start: start, count: end - start)
        self = String(decoding: bytes.lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The prompt with each escape enclosed in the marks that libedit excludes from the width.
    var withMarkedEscapes: String { replacing(/\u{1B}\[[0-9;]*m/) { "\u{1}\($0.output)\u{1}" } }
}
