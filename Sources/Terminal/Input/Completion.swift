import Platform

/// What Tab may put into a line.
package struct Completion: Sendable, Equatable {
    /// One possibility.
    package struct Candidate: Sendable, Equatable {
        /// What stands in the line afterwards, in place of the characters that are replaced.
        package var text: String
        /// What the list shows in its place.
        package var label: String
        /// What it is, for the list; may be empty.
        package var note: String
        /// Whether more must follow, such as a file behind a folder.
        package var isPart: Bool

        /// Makes a possibility; all is made harmless, since it is shown.
        ///
        /// Without a label the list shows the text.
        package init(_ text: String, label: String? = nil, note: String = "", isPart: Bool = false) {
            self.text = PlainText.clean(text)
            self.label = PlainText.clean(label ?? text)
            self.note = PlainText.clean(note)
            self.isPart = isPart
        }
    }

    /// How many characters before the cursor are replaced.
    package var replacing: Int
    /// The possibilities, in the order of the list.
    package var candidates: [Candidate]

    /// Makes a completion.
    package init(replacing: Int = 0, candidates: [Candidate] = []) {
        self.replacing = replacing
        self.candidates = candidates
    }

    /// What Tab inserts: the only candidate, or what all have in common; nil where that is nothing new.
    ///
    /// Behind the only one comes a space, unless more must follow or one stands there already, in the text `behind` the
    /// cursor.
    func insertion(over typed: String, behind: String = "") -> String? {
        guard let first = candidates.first else { return nil }
        if candidates.count == 1 {
            let isOver = first.isPart || behind.first?.isWhitespace == true
            let text = first.text + (isOver ? "" : " ")
            return text == typed ? nil : text
        }
        var common = first.text
        for candidate in candidates.dropFirst() {
            while !candidate.text.lowercased().hasPrefix(common.lowercased()) { common.removeLast() }
        }
        return common.count > typed.count || (common.count == typed.count && common != typed) ? common : nil
    }

    /// The list as lines that fit the width: columns, or one a line where there are notes.
    ///
    /// There are `height` lines at most; the last one then says how many more there are.
    func list(width: Int, height: Int = .max) -> [String] {
        let hasNotes = candidates.contains { !$0.note.isEmpty }
        let perLine = hasNotes ? 1 : columns(in: width)
        func lines(_ count: Int) -> [String] {
            hasNotes ? noted(count, width: width) : inColumns(count, width: width)
        }
        guard (candidates.count + perLine - 1) / perLine > height else { return lines(candidates.count) }
        let shown = max(1, height - 1) * perLine
        let rest = candidates.count - shown
        return lines(shown) + ["… and \(rest) more: type another letter.".truncated(to: max(1, width - 1))]
    }

    private var longest: Int { candidates.map(\.label.displayWidth).max() ?? 0 }

    private func noted(_ count: Int, width: Int) -> [String] {
        // A long name must not push every note off the screen.
        let column = min(longest, max(12, width / 2))
        return candidates.prefix(count).map { candidate in
            let gap = String(repeating: " ", count: max(0, column - candidate.label.displayWidth))
            let line = candidate.label + gap + (candidate.note.isEmpty ? "" : "  \(candidate.note)")
            return line.withoutSpacesAtEnd.truncated(to: max(1, width - 1))
        }
    }

    private func columns(in width: Int) -> Int { max(1, (width + 1) / (longest + 2)) }

    /// Sorted down the columns, as lists of files are.
    private func inColumns(_ count: Int, width: Int) -> [String] {
        let longest = longest
        let rows = (count + columns(in: width) - 1) / columns(in: width)
        return (0..<rows).map { row in
            let cells = stride(from: row, to: count, by: rows).map { index in
                let label = candidates[index].label
                return label + String(repeating: " ", count: longest - label.displayWidth)
            }
            return cells.joined(separator: "  ").withoutSpacesAtEnd.truncated(to: max(1, width - 1))
        }
    }
}

extension String {
    fileprivate var withoutSpacesAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
