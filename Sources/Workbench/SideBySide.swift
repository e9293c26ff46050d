import Terminal

/// Texts to choose from: side by side where the terminal is wide enough, else one below the other.
package struct SideBySide: Sendable, Equatable {
    /// One text under its heading.
    package struct Column: Sendable, Equatable {
        /// One line: its number, words, and what else tells it from the others.
        package var heading: String
        /// Markdown.
        package var body: String
    }

    package var columns: [Column]

    /// A column narrower than this is not read with pleasure.
    private static let least = 30
    private static let gap = " │ "

    /// Puts texts together.
    package init(_ columns: [Column]) { self.columns = columns }

    /// As text for a terminal so wide, or as Markdown without a width; no line feed at the end.
    func text(ink: Ink, width: Int?) -> String {
        guard let width else { return columns.map { "\($0.heading)\n\n\($0.body)" }.joined(separator: "\n\n---\n\n") }
        let room = (width - Self.gap.count * (columns.count - 1)) / max(columns.count, 1)
        guard columns.count > 1, room >= Self.least else { return stacked(ink, width) }
        let blocks = columns.map { column in
            head(column, ink, room) + [""] + body(column, ink, room).map { $0.truncated(to: room) }
        }
        let lines = (0..<(blocks.map(\.count).max() ?? 0)).map { row in
            var line = ""
            for (place, block) in blocks.enumerated() {
                let cell = row < block.count ? block[row] : ""
                let isLast = place == blocks.count - 1
                line += (place == 0 ? "" : ink.paint(.dim, Self.gap)) + cell
                if !isLast { line += String(repeating: " ", count: max(0, room - cell.displayWidth)) }
            }
            return line
        }
        return lines.joined(separator: "\n")
    }

    private func stacked(_ ink: Ink, _ width: Int) -> String {
        let width = min(width, 100)
        return columns.map { (head($0, ink, width) + [""] + body($0, ink, width)).joined(separator: "\n") }
            .joined(separator: "\n\n")
    }

    private func head(_ column: Column, _ ink: Ink, _ width: Int) -> [String] {
        column.heading.wrapped(width: width).map { ink.paint(.heading, $0) }
    }

    private func body(_ column: Column, _ ink: Ink, _ width: Int) -> [String] {
        TerminalMarkdown.render(column.body, width: width, ink: ink)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
