import Chains
import Commands
import Manuscript
import Platform
package import Terminal

extension OutlineView: TerminalView {
    func text(on canvas: Canvas) -> String {
        guard let width = canvas.width else { return PlainText.clean(plainText) }
        return text(width: width, styler: canvas.styler, isASCII: canvas.isASCII)
    }

    /// With fewer columns, the state is shown by its mark only, which leaves room for the titles.
    private static let wide = 60

    /// Returns the tree for a width in columns, without a line feed at its end.
    ///
    /// Titles are truncated if there is no room. With `isASCII`, only ASCII characters are used.
    package func text(width: Int, styler: TextStyler, isASCII: Bool) -> String {
        if let part, !rows.isEmpty {
            return lines(of: part, width: width, styler: styler, isASCII: isASCII).joined(separator: "\n")
        }
        let head = [styler.paint(.heading, topic.truncated(to: width)), styler.paint(.dim, sums.truncated(to: width))]
        return (head + lines(width: width, styler: styler, isASCII: isASCII)).joined(separator: "\n")
    }

    /// Returns the rows at some places, with an ellipsis where others are left out.
    private func lines(of part: [Int], width: Int, styler: TextStyler, isASCII: Bool) -> [String] {
        let lines = Self.lines(part.map { rows[$0] }, width: width, styler: styler, isASCII: isASCII)
        let gap = styler.paint(.dim, isASCII ? "..." : "…")
        var (result, next) = ([String](), 0)
        for (place, line) in zip(part, lines) {
            result += place > next ? [gap, line] : [line]
            next = place + 1
        }
        return result + (next < rows.count ? [gap] : [])
    }

    /// Returns only the sections, one per line.
    func lines(width: Int, styler: TextStyler, isASCII: Bool) -> [String] {
        Self.lines(rows, width: width, styler: styler, isASCII: isASCII)
    }

    private static func lines(_ rows: [Row], width: Int, styler: TextStyler, isASCII: Bool) -> [String] {
        let isWide = width >= Self.wide
        let words = rows.map(\.words.count).max() ?? 0
        let states = rows.map { state($0, isWide) }
        let right = words + 2 + (states.map { $0.displayWidth }.max().map { $0 > 0 ? $0 + 2 : 0 } ?? 0)
        let branches = rows.map { Self.branch($0.isLast, isASCII) + Self.mark($0.state, isASCII) + " " }
        let names = zip(rows, branches).map { $0.name.displayWidth + $1.displayWidth }
        let left = min(names.max() ?? 0, max(12, width - right))
        return rows.indices.map { index in
            let row = rows[index]
            let name = row.name.truncated(to: max(1, left - branches[index].displayWidth))
            let gap = left - branches[index].displayWidth - name.displayWidth
            let branch = styler.paint(.dim, Self.branch(row.isLast, isASCII))
            let mark = styler.paint(style(row.state), Self.mark(row.state, isASCII))
            let count = String(repeating: " ", count: max(0, gap) + 2 + words - row.words.count) + row.words
            let tail = states[index].isEmpty ? "" : "  " + styler.paint(style(row.state), states[index])
            let line =
                branch + mark + " " + name + (row.words.isEmpty && tail.isEmpty ? "" : styler.paint(.dim, count)) + tail
            return line.truncated(to: width)
        }
    }

    private static func state(_ row: Row, _ isWide: Bool) -> String {
        [isWide ? row.state.rawValue : "", row.isLocked ? "locked" : ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private static func style(_ state: State) -> TextStyler.Style {
        switch state {
        case .written: .good
        case .candidate: .warn
        case .empty, .heading: .dim
        }
    }

    static func branch(_ isLast: [Bool], _ isASCII: Bool) -> String {
        let trunk = isLast.dropLast().map { $0 ? "   " : isASCII ? "|  " : "│  " }.joined()
        let isEnd = isLast.last == true
        return trunk + (isASCII ? (isEnd ? "`- " : "|- ") : isEnd ? "└─ " : "├─ ")
    }

    private static func mark(_ state: State, _ isASCII: Bool) -> String {
        switch state {
        case .written: isASCII ? "*" : "●"
        case .candidate: isASCII ? "~" : "◐"
        case .empty: isASCII ? "o" : "○"
        case .heading: isASCII ? "-" : "─"
        }
    }
}
