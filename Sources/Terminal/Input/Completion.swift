import Platform

/// What Tab may put into a line.
package struct Completion: Sendable, Equatable {
    /// One possibility.
    package struct Candidate: Sendable, Equatable {
        /// What stands in the line afterwards, in place of the characters that are replaced.
        package var text: String
        /// What it is, for the list; may be empty.
        package var note: String

        /// Makes a possibility; both are made harmless, since they are shown.
        package init(_ text: String, note: String = "") {
            self.text = PlainText.clean(text)
            self.note = PlainText.clean(note)
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

    /// What Tab inserts: the only candidate with a space, or what all have in common; nil where that is nothing new.
    func insertion(over typed: String) -> String? {
        guard let first = candidates.first else { return nil }
        if candidates.count == 1 { return first.text + " " }
        var common = first.text
        for candidate in candidates.dropFirst() {
            while !candidate.text.lowercased().hasPrefix(common.lowercased()) { common.removeLast() }
        }
        return common.count > typed.count || (common.count == typed.count && common != typed) ? common : nil
    }

    /// The list as lines that fit the width: columns, or one a line where there are notes.
    func list(width: Int) -> [String] {
        let longest = candidates.map(\.text.displayWidth).max() ?? 0
        func padded(_ text: String) -> String { text + String(repeating: " ", count: longest - text.displayWidth) }
        if candidates.contains(where: { !$0.note.isEmpty }) {
            return candidates.map { "\(padded($0.text))  \($0.note)".truncated(to: max(20, width - 1)) }
        }
        let columns = max(1, width / (longest + 2))
        return stride(from: 0, to: candidates.count, by: columns).map { start in
            candidates[start..<min(start + columns, candidates.count)].map { padded($0.text) }.joined(separator: "  ")
        }
    }
}
