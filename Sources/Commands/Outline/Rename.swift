import Manuscript

/// `:rename 2.3 TITLE` gives a section another title; its text is unchanged.
struct Rename: Command {
    static let card = CommandCard(
        name: "rename", usage: "SECTION TITLE", summary: "give a section another title; its text stays",
        example: ":rename 2.3 Storing it", takes: [.section, .text],
        tool: ToolUse(
            .changes, "Give a section another title; its text stays.",
            [.init("section", .section, "which section"), .init("title", .text, "the new title, without a number")]))

    private let edit: Edit
    private let line: String
    private let summary: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        line = arguments.line
        guard let word = arguments.word(), let address = Address(word) else {
            throw CommandError.missing("a section and a title", command: arguments.command)
        }
        let entry = try session.section(at: address)
        let title = Prose.title(arguments.all())
        guard !title.isEmpty else {
            throw CommandError.missing("a title behind the section", command: arguments.command)
        }
        edit = .setTitle(entry.section.id, title)
        summary = "renamed \(entry.number) \(entry.section.title) to \(title)"
    }

    func perform(in workspace: Workspace) async throws -> Report {
        try workspace.commit([edit], Turn(at: workspace.now(), kind: .rename, input: line, summary: summary))
        return Report(.plain(OutlineText.tree(workspace.session)), data: JSONExport.value(of: workspace.session))
    }
}
