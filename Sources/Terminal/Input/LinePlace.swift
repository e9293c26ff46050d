import Platform

/// Where the cursor stands behind a text.
struct LinePlace: Equatable {
    /// The row, from that of the prompt on, and the column.
    var (row, column) = (0, 0)

    /// Columns between two stops of a tab, which libedit draws as spaces.
    private static let tab = 8

    /// Behind a prompt of so many columns and a text, as libedit draws them: a full row goes on at the start of the next.
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
    /// The text between two places in the memory of C; empty where there is none.
    init(from start: UnsafePointer<CChar>?, to end: UnsafePointer<CChar>?) {
        guard let start, let end, end > start else {
            self = ""
            return
        }
        let bytes = UnsafeBufferPointer(start: start, count: end - start)
        self = String(decoding: bytes.lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// A prompt in which each escape stands between the marks that libedit leaves out of its width.
    var withMarkedEscapes: String { replacing(/\u{1B}\[[0-9;]*m/) { "\u{1}\($0.output)\u{1}" } }
}
