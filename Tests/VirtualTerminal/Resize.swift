extension VirtualTerminal {
    /// The contents of a terminal in another size.
    struct Resized {
        var scrollback: [Row]
        var screen: [Row]
        var row: Int
        var column: Int
    }

    /// Rows stay rows and are cut at the right (xterm); what does not fit goes into the scrollback.
    func cut(to width: Int, rows height: Int) -> Resized {
        func fitted(_ row: Row) -> Row {
            var row = row
            row.cells = Array(row.cells.prefix(width))
            if row.cells.last?.width == 2 { row.cells[width - 1] = Cell() }
            row.cells += Row(columns: width - row.cells.count).cells
            return row
        }
        var all = screen.map(fitted)
        var (history, at) = (scrollback, row)
        while at >= height {
            history.append(all.removeFirst())
            at -= 1
        }
        all = Array(all.prefix(height))
        while all.count < height { all.append(Row(columns: width)) }
        return Resized(scrollback: history, screen: all, row: at, column: column)
    }

    /// Lines that the terminal broke are put together and broken at the new width.
    func reflow(to width: Int, rows height: Int) -> Resized {
        var rows = scrollback + screen
        // Blank rows below the cursor are no text.
        while rows.count > depth + 1, rows.last?.cells.allSatisfy(\.isBlank) == true { rows.removeLast() }
        var result: [Row] = []
        var cursor = (row: 0, column: 0)
        var index = 0
        while index < rows.count {
            var line: [Cell] = []
            var place: Int?
            repeat {
                if index == depth { place = line.count + column + (isWrapPending ? 1 : 0) }
                let isLast = !rows[index].isWrapped
                var cells = rows[index].cells
                if isLast {
                    while cells.last?.isBlank == true { cells.removeLast() }
                } else if cells.last.map({ !$0.isWritten }) == true {
                    // A wide character did not fit there.
                    cells.removeLast()
                }
                line += cells
                index += 1
                if isLast { break }
            } while index < rows.count
            let broken = Self.broken(line, at: width)
            if let place {
                var left = place
                for (offset, row) in broken.enumerated() {
                    let isLast = offset == broken.count - 1
                    if left < row.count || isLast {
                        cursor = (result.count + offset, left)
                        break
                    }
                    left -= row.count
                }
            }
            for (offset, cells) in broken.enumerated() {
                var row = Row(columns: width)
                row.cells.replaceSubrange(0..<cells.count, with: cells)
                row.isWrapped = offset < broken.count - 1
                result.append(row)
            }
        }
        let top = max(0, result.count - height)
        while result.count < top + height { result.append(Row(columns: width)) }
        return Resized(
            scrollback: Array(result[..<top]), screen: Array(result[top...]), row: max(cursor.row - top, 0),
            column: cursor.column)
    }

    private static func broken(_ line: [Cell], at width: Int) -> [[Cell]] {
        var rows: [[Cell]] = [[]]
        for (index, cell) in line.enumerated() where cell.width > 0 {
            if rows[rows.count - 1].count + cell.width > width { rows.append([]) }
            rows[rows.count - 1].append(cell)
            if cell.width == 2, index + 1 < line.count { rows[rows.count - 1].append(line[index + 1]) }
        }
        return rows
    }
}
