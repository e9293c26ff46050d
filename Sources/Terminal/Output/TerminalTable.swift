import Markdown

/// A table fitted to the width: the widest columns shrink first, and cells wrap.
///
/// If it is still too wide, each row becomes a list of its cells under their headers.
struct TerminalTable {
    /// A narrower column would be unreadable.
    private static let least = 4

    private let rows: [[MarkdownNode]]
    private let alignments: [MarkdownNode.Alignment]
    private let inline: InlineMarkdown

    /// Makes the table of a node.
    init(_ node: MarkdownNode, inline: InlineMarkdown) {
        rows = node.children.map(\.children)
        alignments = node.alignments
        self.inline = inline
    }

    /// Returns the table as lines.
    func lines(width: Int) -> [[Glyph]] {
        guard let widths = widths(in: width) else { return stacked(width: width) }
        var lines: [[Glyph]] = []
        for (index, row) in rows.enumerated() {
            lines += self.row(row, widths: widths, styles: index == 0 ? [.strong] : [])
            if index == 0 {
                let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "─┼─")
                lines.append(Glyph.glyphs(of: rule, styles: [.dim]))
            }
        }
        return lines
    }

    /// Returns the widths of the columns, cutting the widest first; nil if they do not fit.
    private func widths(in width: Int) -> [Int]? {
        let room = width - 3 * (alignments.count - 1)
        guard room > 0 else { return nil }
        var widths = alignments.indices.map { column in
            rows.map { row in cell(row, column, width: .max).map(\.width).max() ?? 0 }.max() ?? 0
        }.map { min(max($0, 1), room) }
        while widths.reduce(0, +) > room {
            guard let widest = widths.max(), widest > TerminalTable.least, let column = widths.firstIndex(of: widest)
            else { return nil }
            widths[column] -= 1
        }
        return widths
    }

    private func row(_ row: [MarkdownNode], widths: [Int], styles: [TextStyler.Style]) -> [[Glyph]] {
        let cells = widths.indices.map { cell(row, $0, width: widths[$0], styles: styles) }
        let bar = Glyph.glyphs(of: " │ ", styles: [.dim])
        return (0..<(cells.map(\.count).max() ?? 0)).map { line in
            var glyphs: [Glyph] = []
            for (column, cell) in cells.enumerated() {
                if column > 0 { glyphs += bar }
                let content = line < cell.count ? cell[line] : []
                glyphs += padded(content, to: widths[column], column: column)
            }
            return glyphs.withoutTrailingSpaces
        }
    }

    private func padded(_ glyphs: [Glyph], to width: Int, column: Int) -> [Glyph] {
        let room = max(width - glyphs.width, 0)
        let left =
            switch alignments[column] {
            case .left: 0
            case .center: room / 2
            case .right: room
            }
        return Glyph.glyphs(of: String(repeating: " ", count: left)) + glyphs
            + Glyph.glyphs(of: String(repeating: " ", count: room - left))
    }

    private func cell(_ row: [MarkdownNode], _ column: Int, width: Int, styles: [TextStyler.Style] = []) -> [[Glyph]] {
        row.indices.contains(column) ? inline.lines(of: row[column], width: width, styles: styles) : []
    }

    private func stacked(width: Int) -> [[Glyph]] {
        guard let header = rows.first else { return [] }
        var lines: [[Glyph]] = []
        for row in rows.dropFirst() {
            if !lines.isEmpty { lines.append([]) }
            for column in alignments.indices {
                lines += cell(header, column, width: width, styles: [.strong])
                lines += cell(row, column, width: width)
            }
        }
        return lines.isEmpty ? alignments.indices.flatMap { cell(header, $0, width: width, styles: [.strong]) } : lines
    }
}
