import Manuscript

/// `:rename 2.3 TITLE` gives a section another title; its text is unchanged.
struct Rename: Command {
    private static let section = TypedParameter<Address>(
        "section", .section, "which section", needs: "a section and a title")
    private static let title = TypedParameter<String>(
        "title", .text, "the new title, without a number", needs: "a title after the section")
    static let card = CommandCard(
        name: "rename",
        parameters: [section, title],
        summary: "give a section another title; its text stays",
        example: ":rename 2.3 Storing it",
        tool: ToolUse(.changes, "Give a section another title; its text stays."))

    private let edit: Edit
    private let section: Section.ID
    private let line: String
    private let summary: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        let entry = try session.section(at: try values(Self.section))
        let title = Prose.title(try values(Self.title))
        guard !title.isEmpty else {
            throw Self.card.missing("title")
        }
        section = entry.section.id
        edit = .setTitle(entry.section.id, title)
        summary = "renamed \(entry.name) to \(title)"
    }

    func perform(in workspace: Workspace) async throws -> Report {
        try workspace.turns.commit([edit], Turn(at: workspace.now(), kind: .rename, input: line, summary: summary))
        return Report(
            .outline(OutlineView(workspace.session, changed: [section])), data: JSONExport.value(of: workspace.session))
    }
}
