import Manuscript

/// `:move 2.3 4.1` moves a section and its subsections to a place, in the numbering before the move.
struct Move: Command {
    static let card = CommandCard(
        name: "move",
        parameters: [
            Parameter("section", .section, "which section"),
            Parameter("place", .place, "where to, such as 4.1", needs: "the place to move to, such as 4.1"),
        ],
        summary: "move a section, with everything below it, to a place",
        example: ":move 2.3 4.1",
        tool: ToolUse(
            .changes, "Move a section with everything below it to a place, as places are numbered before the move."))

    private let edits: [Edit]
    private let line: String
    private let summary: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        line = arguments.line
        let entry = try session.section(at: try arguments.address(in: session))
        guard let word = arguments.word(), case .place(let path)? = Address(word) else {
            throw Self.card.missing("place")
        }
        try arguments.end()
        let place = try Place(path, in: session)
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
        try workspace.commit(edits, Turn(at: workspace.now(), kind: .move, input: line, summary: summary))
        return Report(.plain(OutlineText.tree(workspace.session)), data: JSONExport.value(of: workspace.session))
    }
}
