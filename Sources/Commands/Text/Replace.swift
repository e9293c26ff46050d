import Manuscript
import Platform

/// `:replace OLD NEW` replaces words in all titles and texts, as one turn.
struct Replace: Command {
    private static let old = TypedParameter<String>(
        "old", .word, "the words to replace, in quotes if there are several")
    private static let new = TypedParameter<String>("new", .word, "the words to put in their place")
    static let card = CommandCard(
        name: "replace",
        flags: [.yes("do not ask for confirmation")],
        parameters: [old, new],
        summary: "replace words in all titles and texts, shown first; --yes skips the question",
        example: ":replace \"sour dough\" sourdough")

    private let old: String
    private let new: String
    private let line: String
    private let isSure: Bool

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        (old, new, line, isSure) = (try values(Self.old), try values(Self.new), values.line, values.has("--yes"))
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        guard !old.isEmpty else { throw CommandError.missing("the words to replace", command: arguments.command) }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        try workspace.store.checkWritable()
        let found = workspace.session.outline.entries.filter { entry in
            entry.section.title.contains(old) || entry.section.text?.text.contains(old) == true
        }
        guard !found.isEmpty else {
            return Report(note: "“\(old)” is nowhere in the post, so nothing was changed. `:find` ignores case.")
        }
        let open = try LockFilter(found)
        if !open.remark.isEmpty { workspace.interface.note(open.remark) }
        let (edits, list, count) = changes(of: open.entries, at: workspace)
        guard !edits.isEmpty else { return Report(note: "No text would be different, so nothing was changed.") }
        let what = count.counted("place")
        if !isSure, !workspace.interface.isSure, workspace.interface.isInteractive {
            workspace.interface.interject(.changes(list))
            guard await workspace.interface.consents(to: "Replace \(what)?") else {
                return Report(note: "Nothing was changed.")
            }
        }
        let summary = "replaced “\(old)” with “\(new)” in \(what)"
        try workspace.turns.commit(edits, Turn(at: workspace.now(), kind: .edit, input: line, summary: summary))
        return Report(note: "\(summary.capitalizedFirst). `:undo` takes it back.", data: ["places": .int(count)])
    }

    /// Returns the edits, the changes of the texts to show, and the number of places.
    private func changes(of entries: [Outline.Entry], at workspace: Workspace) -> ([Edit], ChangeList, Int) {
        var (edits, list, count): ([Edit], ChangeList, Int) = ([], ChangeList(), 0)
        for entry in entries {
            let (section, title) = (entry.section, Prose.title(entry.section.title.replacing(old, with: new)))
            if title.isEmpty, !section.title.isEmpty {
                workspace.interface.note("\(entry.name) would have no title, so its title stays.")
            } else if title != section.title {
                edits.append(.setTitle(section.id, title))
                list.blocks.append(.remark("\(entry.name) becomes \(title)"))
                count += section.title.ranges(of: old).count
            }
            guard let text = section.text?.text else { continue }
            let places = places(in: text)
            var replaced = text
            for place in places.reversed() { replaced.replaceSubrange(place, with: new) }
            let changed = Prose.body(replaced)
            guard !changed.isEmpty || text.isEmpty else {
                workspace.interface.note("\(entry.name) would have no text, so its text stays.")
                continue
            }
            guard changed != text else { continue }
            let version = Version(
                number: section.nextVersionNumber, text: changed, origin: .edited, instruction: line,
                at: workspace.now())
            edits.append(.addVersion(section.id, version))
            list.add(ProseDiff(from: text, to: changed), heading: entry.name)
            count += places.count
        }
        return (edits, list, count)
    }

    /// Returns the places of the words in a text; the numbers in marks such as `[1#2]` are not words.
    private func places(in text: String) -> [Range<String.Index>] {
        let marks = CitationMarks.all(in: text).map(\.range)
        return text.ranges(of: old).filter { place in !marks.contains { $0.overlaps(place) } }
    }
}
