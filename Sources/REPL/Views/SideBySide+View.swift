import Commands
import Terminal

extension SideBySide: TerminalView {
    /// A narrower column is hard to read.
    private static let least = 30
    private static let gap = " │ "

    func text(on canvas: Canvas) -> String {
        text(styler: canvas.styler, width: canvas.width.map { _ in max(20, canvas.columns - 1) })
    }

    /// Returns text for a terminal of the given width, or Markdown without a width; no line feed at the end.
    func text(styler: TextStyler, width: Int?) -> String {
        guard let width else { return plainText }
        let room = (width - Self.gap.count * (columns.count - 1)) / max(columns.count, 1)
        guard columns.count > 1, room >= Self.least else { return stacked(styler, width) }
        let blocks = columns.map { column in
            head(column, styler, room) + [""] + body(column, styler, room).map { $0.truncated(to: room) }
        }
        let lines = (0..<(blocks.map(\.count).max() ?? 0)).map { row in
            var line = ""
            for (place, block) in blocks.enumerated() {
                let cell = row < block.count ? block[row] : ""
                let isLast = place == blocks.count - 1
                line += (place == 0 ? "" : styler.paint(.dim, Self.gap)) + cell
                if !isLast { line += String(repeating: " ", count: max(0, room - cell.displayWidth)) }
            }
            return line
        }
        return lines.joined(separator: "\n")
    }

    private func stacked(_ styler: TextStyler, _ width: Int) -> String {
        let width = min(width, 100)
        return columns.map { (head($0, styler, width) + [""] + body($0, styler, width)).joined(separator: "\n") }
            .joined(separator: "\n\n")
    }

    private func head(_ column: Column, _ styler: TextStyler, _ width: Int) -> [String] {
        column.heading.wrapped(width: width).map { styler.paint(.heading, $0) }
    }

    private func body(_ column: Column, _ styler: TextStyler, _ width: Int) -> [String] {
        TerminalMarkdown.render(column.body, width: width, styler: styler)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
