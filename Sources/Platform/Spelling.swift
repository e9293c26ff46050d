/// Suggests corrections for misspelt words.
package enum Spelling {
    /// Returns the nearest word, if one is near enough to be meant.
    package static func nearest(to word: String, among words: [String]) -> String? {
        let wanted = word.lowercased()
        let length = wanted.count
        let limit = max(1, word.count / 3)
        // Skips words whose length already differs by more than the limit: pasted text without spaces can be very long.
        let ranked = words.filter { abs($0.lowercased().count - length) <= limit }
            .map { ($0, distance(wanted, $0.lowercased())) }
        return ranked.filter { $0.1 <= limit }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    }

    /// Returns the number of letters to change, delete, insert or swap with a neighbour (optimal string alignment).
    static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left), Array(right))
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var rows = [Array(0...b.count)]
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                let same = a[i - 1] == b[j - 1] ? 0 : 1
                var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + same)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, rows[i - 2][j - 2] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
