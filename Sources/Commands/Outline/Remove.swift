import Manuscript

/// `:remove 2.3` removes sections and their subsections.
struct Remove: Command {
    private static let address = TypedParameter<Address>("address", .address, "which sections, such as 3.3 or 2-4")
    static let card = CommandCard(
        name: "remove",
        parameters: [address],
        summary: "remove sections, with everything below them",
        example: ":remove 2.3",
        aliases: ["delete-section"],
        tool: ToolUse(.removes, "Remove sections with everything below them."))

    private let edits: [Edit]
    /// The sections before the removed ones, or the first that is left.
    private let neighbours: [Section.ID]
    private let line: String
    private let summary: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        let entries = try session.sections(at: try values(Self.address))
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
        edits = tops.map { .remove($0.section.id) }
        let words = whole.reduce(0) { $0 + ($1.section.text?.words ?? 0) }
        let what = tops.name
        summary = "removed \(what)" + (words > 0 ? ", \(words) words" : "")
    }

    func perform(in workspace: Workspace) async throws -> Report {
        try workspace.turns.commit(edits, Turn(at: workspace.now(), kind: .remove, input: line, summary: summary))
        let note = "\(summary.capitalizedFirst). `:undo` brings it back."
        return Report(
            .outline(OutlineView(workspace.session, changed: neighbours)), note: note,
            data: JSONExport.value(of: workspace.session))
    }
}
