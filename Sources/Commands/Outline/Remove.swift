import Manuscript
import Platform

/// `:remove 2.3` removes sections and their subsections, `:remove 2.3:4` a paragraph.
struct Remove: Command {
    private static let address = TypedParameter<Address>(
        "address", .paragraphs, "which sections, such as 3.3, 2-4 or 2.3:4")
    static let card = CommandCard(
        name: "remove",
        parameters: [address],
        summary: "remove sections, with everything below them, or a paragraph (2.3:4)",
        example: ":remove 2.3",
        aliases: ["delete-section"],
        tool: ToolUse(.removes, "Remove sections with everything below them."))

    private enum Plan {
        case sections([Edit])
        /// A section's text without a paragraph.
        case paragraph(Section, text: String)
    }
    private let plan: Plan
    /// The sections before the removed ones, or the first that is left.
    private let neighbours: [Section.ID]
    private let line: String
    private let summary: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        let address = try values(Self.address)
        if let excerpt = try session.excerpt(at: address) {
            plan = .paragraph(excerpt.entry.section, text: try Self.text(without: excerpt))
            neighbours = []
            summary = "removed \(excerpt.address), \(Prose.words(in: excerpt.text).counted("word"))"
            return
        }
        let entries = try session.sections(at: address)
        let named = Set(entries.map(\.section.id))
        // A range such as 1.2-2.1 includes heading 2 but not 2.2, so a section stays unless all of it is named.
        let whole = entries.filter { $0.section.subtree.allSatisfy { named.contains($0.id) } }
        let locked = whole.filter(\.section.locked)
        guard locked.isEmpty else { throw CommandError.locked(locked.map(\.name)) }
        let wholeIDs = Set(whole.map(\.section.id))
        let tops = whole.filter { entry in entry.parent.map { !wholeIDs.contains($0) } ?? true }
        let all = session.outline.entries.map(\.section.id)
        let before = tops.compactMap { top in all.prefix { $0 != top.section.id }.last { !wholeIDs.contains($0) } }
        neighbours = before.isEmpty ? Array(all.filter { !wholeIDs.contains($0) }.prefix(1)) : before
        plan = .sections(tops.map { .remove($0.section.id) })
        let words = whole.reduce(0) { $0 + ($1.section.text?.words ?? 0) }
        let what = tops.name
        summary = "removed \(what)" + (words > 0 ? ", \(words.counted("word"))" : "")
    }

    /// Returns the text of a section without an excerpt of it; throws `CommandError.locked` or `ExcerptError`.
    private static func text(without excerpt: Excerpt) throws -> String {
        let entry = excerpt.entry
        _ = try LockFilter([entry])
        guard excerpt.wordsAround > 0 else {
            throw ExcerptError.wholeText(excerpt.address, of: entry.name, number: entry.number)
        }
        guard let text = excerpt.remainder else {
            throw ExcerptError.runsTogether(excerpt.address, number: entry.number)
        }
        return text
    }

    private func edits(at now: Date) -> [Edit] {
        switch plan {
        case .sections(let edits): edits
        case .paragraph(let section, let text):
            [
                .addVersion(
                    section.id,
                    Version(
                        number: section.nextVersionNumber, text: text, origin: .edited, instruction: line, at: now))
            ]
        }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let edits = edits(at: workspace.now())
        try workspace.turns.commit(edits, Turn(at: workspace.now(), kind: .remove, input: line, summary: summary))
        let note = "\(summary.capitalizedFirst). `:undo` brings it back."
        if case .paragraph(let section, _) = plan {
            let now = workspace.session.outline.entry(section.id)
            return Report(note: note, data: ["sections": .array([now].compactMap { $0 }.map(JSONExport.value))])
        }
        return Report(
            .outline(OutlineView(workspace.session, changed: neighbours)), note: note,
            data: JSONExport.value(of: workspace.session))
    }
}
