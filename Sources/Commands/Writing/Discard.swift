import Manuscript

/// `:discard ADDRESS` discards an unfinished text.
struct Discard: Command {
    private static let section = TypedParameter<Address>("section", .section, "which section")
    static let card = CommandCard(
        name: "discard",
        parameters: [section],
        summary: "discard the unfinished text of a section",
        example: ":discard 2.3")

    private let entry: Outline.Entry
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        entry = try session.section(at: try values(Self.section))
        guard entry.section.candidate != nil else { throw CommandError.noCandidate(entry.number) }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let summary = "discarded the unfinished text of \(entry.number)"
        let turn = Turn(at: workspace.now(), kind: .discard, input: line, summary: summary)
        try workspace.turns.commit([.setCandidate(entry.section.id, nil)], turn)
        return Report(note: "Discarded the unfinished text of \(entry.number). `:undo` brings it back.")
    }
}
