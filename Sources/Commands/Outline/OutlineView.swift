package import Manuscript
import Platform

/// The outline as a tree: each section's place, number, title, words against budget and state.
package struct OutlineView: AnswerContent {
    /// The progress of a section.
    package enum State: String, Sendable {
        case written, candidate, empty
        /// A heading over subsections, which needs no text.
        case heading = ""
    }

    /// One section.
    package struct Row: Sendable, Equatable {
        /// For each level down to this one, true if the section on that level is the last of its list.
        package var isLast: [Bool]
        package var name: String
        package var state: State
        package var words: String
        package var isLocked: Bool
    }

    /// The topic as one line.
    package let topic: String
    /// The numbers of sections and words written.
    package let sums: String
    /// The sections in order.
    package let rows: [Row]
    /// The places of the rows to show; nil for all, with the topic and the sums above.
    package let part: [Int]?
    /// The outline as plain lines, for output that is not a terminal.
    package let plainText: String

    /// Makes a view of a session's outline; given the sections that changed, of these and their neighbours.
    package init(_ session: Session, changed: [Section.ID]? = nil) {
        topic = PlainText.clean(Prose.title(session.topic))
        plainText = OutlineText.tree(session)
        let entries = session.outline.entries
        part = changed.map { changed in
            let places = entries.indices.filter { changed.contains(entries[$0].section.id) }
            return Set(places.flatMap { [$0 - 1, $0, $0 + 1] }).filter(entries.indices.contains).sorted()
        }
        let wanting = entries.filter(\.section.takesText)
        let budget = entries.reduce(0) { $0 + ($1.section.words ?? 0) }
        let written = wanting.filter { $0.section.current != nil }.count
        sums =
            entries.isEmpty
            ? "no sections"
            : "\(written) of \(wanting.count) written, \(session.outline.words)\(budget > 0 ? "/\(budget)" : "") words"
        rows = Self.rows(session.outline.sections, below: [], number: "")
    }

    /// Makes a view of the sections that a turn added, moved, renamed or removed, with their neighbours; nil if there
    /// are none.
    init?(of turn: Turn, from before: Session, to after: Session) {
        let old = before.outline.entries
        let removed = old.indices.filter { after.outline[old[$0].section.id] == nil }
        let neighbours = removed.compactMap { place in
            old[..<place].last { after.outline[$0.section.id] != nil }?.section.id
        }
        let touched = Set(turn.sections)
        let changed = after.outline.entries.filter { entry in
            guard let known = before.outline.entry(entry.section.id) else { return true }
            return touched.contains(entry.section.id)
                && (known.number != entry.number || known.section.title != entry.section.title)
        }
        guard !changed.isEmpty || !removed.isEmpty, let first = after.outline.entries.first else { return nil }
        let around = neighbours + changed.map(\.section.id)
        self.init(after, changed: around.isEmpty ? [first.section.id] : around)
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
}
