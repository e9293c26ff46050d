import Manuscript
import Platform

/// A readable summary of edits, shown to the writer before or after they are applied.
struct EditList {
    let lines: [String]

    /// Describes edits, naming sections as they are before and after them.
    init(_ edits: [Edit], before: Session, after: Session) {
        var lines: [String] = []
        for edit in edits {
            // A writer sees the brief and its points as one thing.
            if let line = Self.line(edit, before, after), !lines.contains(line) { lines.append(line) }
        }
        self.lines = lines
    }

    private static func line(_ edit: Edit, _ before: Session, _ after: Session) -> String? {
        func old(_ id: Section.ID) -> String { name(before.outline.entry(id) ?? after.outline.entry(id)) }
        func new(_ id: Section.ID) -> String { name(after.outline.entry(id) ?? before.outline.entry(id)) }
        switch edit {
        case .insert(let section, _, _): return after.outline[section.id] == nil ? nil : "added \(new(section.id))"
        case .remove(let id):
            guard let section = before.outline[id] else { return nil }
            let words = section.subtree.reduce(0) { $0 + ($1.text?.words ?? 0) }
            return "removed \(old(id))" + (words > 0 ? ", \(words.counted("word"))" : "")
        case .move(let id, _, _):
            guard let from = before.outline.entry(id), let to = after.outline.entry(id), from.path != to.path,
                !hasKeptItsPlace(id, before.outline, after.outline)
            else { return nil }
            return "moved \(name(from)) to \(to.number)"
        case .setTitle(let id, let title): return "renamed \(old(id)) to \"\(title)\""
        case .setBrief(let id, _), .setPoints(let id, _): return "new brief for \(new(id))"
        case .setWords(let id, let words): return "budget of \(new(id)): \(words.map { $0.counted("word") } ?? "none")"
        default: return nil
        }
    }

    /// Returns true if a section keeps its neighbours, apart from sections that were added or removed.
    private static func hasKeptItsPlace(_ id: Section.ID, _ before: Outline, _ after: Outline) -> Bool {
        func siblings(_ outline: Outline) -> [Section.ID] {
            guard let entry = outline.entry(id) else { return [] }
            return outline.entries.filter { $0.parent == entry.parent }.map(\.section.id)
        }
        let (old, new) = (siblings(before), siblings(after))
        let staying = Set(old).intersection(new)
        return before.entry(id)?.parent == after.entry(id)?.parent
            && old.filter(staying.contains) == new.filter(staying.contains)
    }

    private static func name(_ entry: Outline.Entry?) -> String {
        entry.map(\.name) ?? "a section"
    }
}
