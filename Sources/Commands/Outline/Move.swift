import Manuscript

/// `:move 2.3 4.1` moves a section and its subsections to a place, in the numbering before the move.
struct Move: Command {
    private static let section = TypedParameter<Address>("section", .section, "which section")
    private static let place = TypedParameter<[Int]>(
        "place", .place, "where to, such as 4.1", needs: "the place to move to, such as 4.1")
    static let card = CommandCard(
        name: "move",
        parameters: [section, place],
        summary: "move a section, with everything below it, to another number",
        example: ":move 2.3 4.1",
        tool: ToolUse(
            .changes, "Move a section with everything below it to a place, as places are numbered before the move."))

    private let edits: [Edit]
    private let section: Section.ID
    private let line: String
    private let summary: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        let entry = try session.section(at: try values(Self.section))
        section = entry.section.id
        let place = try Place(try values(Self.place), in: session)
        if let parent = place.parent, entry.section.subtree.contains(where: { $0.id == parent }) {
            throw CommandError.badArgument(":move", takes: "a place outside the section that is moved")
        }
        let move = Edit.move(entry.section.id, parent: place.parent, index: place.index)
        edits = place.edits + [move]
        // The gap left by the move closes, so the new number may differ from the typed one.
        let number = try session.applying(move).session.outline.entry(entry.section.id)?.number ?? place.number
        summary = "moved \(entry.section.title) from \(entry.number) to \(number)"
    }

    func perform(in workspace: Workspace) async throws -> Report {
        try workspace.turns.commit(edits, Turn(at: workspace.now(), kind: .move, input: line, summary: summary))
        return Report(
            .outline(OutlineView(workspace.session, changed: [section])), data: JSONExport.value(of: workspace.session))
    }
}
