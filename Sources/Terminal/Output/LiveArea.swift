/// The rows at the end of a terminal's text that may be written again, and what has to be sent to change them; pure.
///
/// The cursor stays behind the last one. What is above is never touched. Cursor movements are ECMA-48's CUU, EL and ED.
struct LiveArea {
    /// A terminal's size and habits.
    struct Window: Equatable {
        var columns: Int
        var rows: Int
        /// Whether lines are broken anew when the width changes.
        var reflows = true

        /// The most rows that may be written again: few enough for all of them to be on the screen still when its width is
        /// halved, since what has scrolled away cannot be taken back.
        var most: Int { max(2, (rows - 1) / 3) }
    }

    private let styler: TextStyler
    private var drawn: [[Glyph]] = []
    /// The rows that each line took when it was drawn.
    private var heights: [Int] = []
    private var window = Window(columns: 80, rows: 24)

    init(styler: TextStyler) { self.styler = styler }

    /// Whether nothing is there that may be written again.
    var isEmpty: Bool { drawn.isEmpty }

    /// Shows lines for good in place of what is there, and behind them others that may change; only the last of those, where
    /// they are many.
    mutating func show(_ done: [[Glyph]], _ open: [[Glyph]], in window: Window) -> String {
        let live = Self.tail(of: open, in: window)
        let lines = done + live
        let isSame = window.columns == self.window.columns
        if !isSame, window.reflows { heights = drawn.map { $0.rows(columns: window.columns) } }
        self.window = window
        var kept = isSame ? common(with: lines, done: done.count) : 0
        // The cursor is to end up behind the last line: where lines go, the one before them is written again.
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

    /// How many lines from the first on are there already as they are to be.
    private func common(with lines: [[Glyph]], done: Int) -> Int {
        zip(drawn, lines).enumerated().prefix { index, pair in
            pair.0 == pair.1 && !(index < done && styler.background != nil && pair.0.last?.isFilled == true)
        }.count
    }

    /// Whether a line is the last one with something behind it.
    private func grows(_ line: [Glyph], at index: Int) -> Bool {
        index == drawn.count - 1 && line.starts(with: drawn[index]) && line.last?.isFilled != true
    }

    /// Brings the cursor to the line that is to be written next.
    private func move(to index: Int, showing lines: [[Glyph]]) -> String {
        guard index < drawn.count else { return "" }
        if index < lines.count, index == drawn.count - 1, window.columns > 0, grows(lines[index], at: index) {
            return ""
        }
        let old = heights[index...].reduce(0, +)
        let up = old - 1
        var output = up > 0 ? "\r\u{1B}[\(up)A" : "\r"
        let new = lines.dropFirst(index).reduce(0) { $0 + $1.rows(columns: window.columns) }
        // Only where something would be left is anything erased before it is written over.
        if new < old { output += "\u{1B}[J" }
        return output
    }

    /// The last lines that fit into the rows that may be written again.
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
