/// The rows at the end of the terminal's text that may be redrawn, and the output that changes them; pure.
///
/// The cursor stays after the last row. Nothing above is ever touched. Cursor movements are ECMA-48's CUU, EL and ED.
struct LiveArea {
    /// A terminal's size and behaviour.
    struct Window: Equatable {
        var columns: Int
        var rows: Int
        /// True if lines are rewrapped when the width changes.
        var reflows = true
        /// The part of the screen that may be redrawn, as its divisor.
        var share = 3

        /// The maximum number of rows that may be redrawn.
        ///
        /// A third of the screen stays on it even if its width is halved, and rows that have scrolled away cannot be
        /// redrawn.
        var most: Int { max(2, (rows - 1) / share) }
    }

    private let styler: TextStyler
    private var drawn: [[Glyph]] = []
    /// The number of rows that each line took when it was drawn.
    private var heights: [Int] = []
    private var window = Window(columns: 80, rows: 24)

    init(styler: TextStyler) { self.styler = styler }

    /// True if no rows can be redrawn.
    var isEmpty: Bool { drawn.isEmpty }

    /// The position of the cursor after the last row; unknown if the terminal wraps that row.
    var place: ProgressLine.Place {
        guard let last = drawn.last else { return .start }
        return last.width < window.columns ? .inLine(column: last.width) : .unknown
    }

    /// Replaces the redrawable rows with finished lines and, after them, lines that may still change.
    ///
    /// If there are too many of the latter, only the last ones are shown.
    mutating func show(_ done: [[Glyph]], _ open: [[Glyph]], in window: Window) -> String {
        let live = Self.tail(of: open, in: window)
        let lines = done + live
        let isSame = window.columns == self.window.columns
        if !isSame, window.reflows { heights = drawn.map { $0.rows(columns: window.columns) } }
        self.window = window
        var kept = isSame ? common(with: lines, done: done.count) : 0
        // The cursor must end up after the last line: if lines are removed, the one before them is written again.
        if kept == lines.count, kept < drawn.count { kept = max(0, kept - 1) }
        var output = move(to: kept, showing: lines)
        for (index, line) in lines.enumerated().dropFirst(kept) {
            let isGrown = index == kept && grows(line, at: index)
            if isGrown {
                output += Array(line.dropFirst(drawn[index].count)).painted(styler)
            } else {
                if index > 0, !(index == kept && index < drawn.count) { output += "\n" }
                let isFilled = index < done.count && styler.background != nil && line.last?.isFilled == true
                output += line.painted(styler, filling: isFilled ? window.columns : nil)
                let isOver = kept < drawn.count && !isFilled && !line.endsAtMargin(of: window.columns)
                if isOver { output += "\u{1B}[K" }
            }
        }
        if live.isEmpty, !lines.isEmpty { output += "\n" }
        drawn = live
        heights = live.map { $0.rows(columns: window.columns) }
        return output
    }

    /// Returns the number of leading lines that are already drawn as they should be.
    private func common(with lines: [[Glyph]], done: Int) -> Int {
        zip(drawn, lines).enumerated().prefix { index, pair in
            pair.0 == pair.1 && !(index < done && styler.background != nil && pair.0.last?.isFilled == true)
        }.count
    }

    /// Returns true if a line is the last drawn one with something appended.
    private func grows(_ line: [Glyph], at index: Int) -> Bool {
        index == drawn.count - 1 && line.starts(with: drawn[index]) && line.last?.isFilled != true
    }

    /// Moves the cursor to the next line to write.
    private func move(to index: Int, showing lines: [[Glyph]]) -> String {
        guard index < drawn.count else { return "" }
        if index < lines.count, index == drawn.count - 1, window.columns > 0, grows(lines[index], at: index) {
            return ""
        }
        let old = heights[index...].reduce(0, +)
        let up = old - 1
        var output = up > 0 ? "\r\u{1B}[\(up)A" : "\r"
        let new = lines.dropFirst(index).reduce(0) { $0 + $1.rows(columns: window.columns) }
        // Erases first only if something would be left over.
        if new < old { output += "\u{1B}[J" }
        return output
    }

    /// Returns the last lines that fit into the redrawable rows.
    private static func tail(of lines: [[Glyph]], in window: Window) -> [[Glyph]] {
        var rows = 0
        let tail = lines.reversed().prefix { line in
            rows += line.rows(columns: window.columns)
            return rows <= window.most
        }
        if let last = lines.last, tail.isEmpty { return [Array(last.prefix(window.columns * window.most / 2))] }
        return tail.reversed()
    }
}
