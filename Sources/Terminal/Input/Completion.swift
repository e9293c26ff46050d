import Platform

/// The possible completions of a line.
package struct Completion: Sendable, Equatable {
    /// A candidate.
    package struct Candidate: Sendable, Equatable {
        /// The text inserted in place of the replaced characters.
        package var text: String
        /// The text shown in the list.
        package var label: String
        /// A description for the list; may be empty.
        package var note: String
        /// True if more must follow, such as a file name after a folder.
        package var isPart: Bool

        /// Makes a candidate; control characters are removed, since it is shown.
        ///
        /// Without a label, the list shows the text.
        package init(_ text: String, label: String? = nil, note: String = "", isPart: Bool = false) {
            self.text = PlainText.clean(text)
            self.label = PlainText.clean(label ?? text)
            self.note = PlainText.clean(note)
            self.isPart = isPart
        }
    }

    /// The number of characters before the cursor that are replaced.
    package var replacing: Int
    /// The candidates, in list order.
    package var candidates: [Candidate]

    /// Makes a completion.
    package init(replacing: Int = 0, candidates: [Candidate] = []) {
        self.replacing = replacing
        self.candidates = candidates
    }

    /// Returns the text that Tab inserts: the only candidate, or the common prefix of all; nil if that adds nothing.
    ///
    /// A space follows the only candidate, unless more must follow it or the text after the cursor (`behind`) begins
    /// with a space.
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

    /// Returns the list as lines that fit the width: in columns, or one candidate per line if there are notes.
    ///
    /// There are at most `height` lines; the last one then gives the number of remaining candidates.
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

    /// Returns the labels in columns, sorted from top to bottom like `ls`.
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
