package import Manuscript
import Platform
package import Terminal

/// The outline as a tree: each section's place, number, title, words against budget and state.
package struct OutlineTree: Sendable, Equatable {
    /// How far a section is.
    enum State: String, Sendable {
        case written, candidate, empty
        /// A title over others, which wants no text.
        case heading = ""
    }

    private struct Row: Sendable, Equatable {
        /// For each level down to this one, whether the section on it is the last of its list.
        var isLast: [Bool]
        var name: String
        var state: State
        var words: String
        var isLocked: Bool
    }

    private let topic: String
    private let sums: String
    private let rows: [Row]
    /// The same as lines without a drawing, for what is no terminal.
    package let plain: String

    /// Draws up a session's outline.
    package init(_ session: Session) {
        topic = PlainText.clean(Prose.title(session.topic))
        plain = OutlineText.tree(session)
        let entries = session.outline.entries
        let wanting = entries.filter { $0.section.isLeaf || $0.section.words != nil || $0.section.current != nil }
        let budget = entries.reduce(0) { $0 + ($1.section.words ?? 0) }
        let written = wanting.filter { $0.section.current != nil }.count
        sums =
            entries.isEmpty
            ? "no sections"
            : "\(written) of \(wanting.count) written, \(session.outline.words)\(budget > 0 ? "/\(budget)" : "") words"
        rows = Self.rows(session.outline.sections, below: [], number: "")
    }

    private static func rows(_ sections: [Section], below above: [Bool], number: String) -> [Row] {
        sections.enumerated().flatMap { index, section -> [Row] in
            let own = number.isEmpty ? "\(index + 1)" : "\(number).\(index + 1)"
            let isLast = above + [index == sections.count - 1]
            let title = PlainText.clean(Prose.title(section.title))
            let row = Row(
                isLast: isLast, name: "\(own)  \(title)", state: state(of: section),
                words: words(of: section), isLocked: section.locked)
            return [row] + rows(section.children, below: isLast, number: own)
        }
    }

    private static func state(of section: Section) -> State {
        if section.candidate != nil { return .candidate }
        if section.current != nil { return .written }
        return section.isUnwritten ? .empty : .heading
    }

    private static func words(of section: Section) -> String {
        let words = section.text?.words ?? section.candidate.map { Prose.words(in: $0.text) }
        switch (words, section.words) {
        case (let words?, let budget?): return "\(words)/\(budget)"
        case (let words?, nil): return "\(words)"
        case (nil, let budget?): return "0/\(budget)"
        case (nil, nil): return ""
        }
    }

    // MARK: - Drawing

    /// Below this many columns the words of the states make room for the titles; their marks stay.
    private static let wide = 60

    /// The tree in so many columns, without a line feed at its end.
    ///
    /// Titles are cut where there is no room. `isASCII` draws with the characters of ASCII alone.
    package func text(width: Int, ink: Ink, isASCII: Bool) -> String {
        let head = [ink.paint(.heading, topic.truncated(to: width)), ink.paint(.dim, sums.truncated(to: width))]
        return (head + lines(width: width, ink: ink, isASCII: isASCII)).joined(separator: "\n")
    }

    /// The sections alone, a line each.
    func lines(width: Int, ink: Ink, isASCII: Bool) -> [String] {
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
            let branch = ink.paint(.dim, Self.branch(row.isLast, isASCII))
            let mark = ink.paint(style(row.state), Self.mark(row.state, isASCII))
            let count = String(repeating: " ", count: max(0, gap) + 2 + words - row.words.count) + row.words
            let tail = states[index].isEmpty ? "" : "  " + ink.paint(style(row.state), states[index])
            let line =
                branch + mark + " " + name + (row.words.isEmpty && tail.isEmpty ? "" : ink.paint(.dim, count)) + tail
            return line.truncated(to: width)
        }
    }

    private func state(_ row: Row, _ isWide: Bool) -> String {
        [isWide ? row.state.rawValue : "", row.isLocked ? "locked" : ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func style(_ state: State) -> Ink.Style {
        switch state {
        case .written: .good
        case .candidate: .warn
        case .empty, .heading: .dim
        }
    }

    private static func branch(_ isLast: [Bool], _ isASCII: Bool) -> String {
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

/// What a terminal's characters are.
package enum CharacterSet {
    /// Whether only ASCII is safe: the locale is set to no UTF-8 (POSIX.1-2017, 8.2 "Internationalization Variables").
    package static func isASCII(_ environment: [String: String]) -> Bool {
        let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
        let plain = name.lowercased().filter { $0 != "-" }
        return !plain.contains("utf8")
    }
}
