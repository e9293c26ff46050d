import Platform

/// Formats columns of aligned text.
enum TextTable {
    /// Returns the rows as lines with two spaces between columns, without empty columns or trailing spaces.
    static func lines(_ rows: [[String]], rightAligned: Set<Int> = []) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { column < $0.count ? width($0[column]) : 0 }.max() ?? 0 }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() where widths[column] > 0 {
                let gap = String(repeating: " ", count: widths[column] - width(cell))
                line += (line.isEmpty ? "" : "  ") + (rightAligned.contains(column) ? gap + cell : cell + gap)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    private static func width(_ text: String) -> Int { text.reduce(0) { $0 + $1.displayWidth } }
}
