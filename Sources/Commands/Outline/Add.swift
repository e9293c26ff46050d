import Manuscript

/// `:add 2.3 TITLE` inserts a section at a place; the sections from there on move down.
struct Add: Command {
    private static let place = TypedParameter<[Int]>(
        "place", .place, "where, such as 2 or 2.3", needs: "a number such as 2.3, then a title")
    private static let title = TypedParameter<String>(
        "title", .text, "the title, without a number", needs: "a title after the number")
    static let card = CommandCard(
        name: "add",
        parameters: [place, title],
        summary: "add a section at a number; the sections from there on move down",
        example: ":add 2.3 Choosing a file format",
        tool: ToolUse(.changes, "Add a section at a place; what stands there moves down."))

    private let edits: [Edit]
    private let section: Section.ID
    private let line: String
    private let summary: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        guard !session.topic.isEmpty || !session.outline.isEmpty else { throw CommandError.noTopic }
        let path = try values(Self.place)
        let title = Prose.title(try values(Self.title))
        guard !title.isEmpty else { throw Self.card.missing("title") }
        let place = try Place(path, in: session)
        let section = Section(title: title, words: Place.budget(in: session))
        self.section = section.id
        edits = place.edits + [.insert(section: section, parent: place.parent, index: place.index)]
        summary = "added \(place.number) \(title)"
    }

    func perform(in workspace: Workspace) async throws -> Report {
        try workspace.turns.commit(edits, Turn(at: workspace.now(), kind: .add, input: line, summary: summary))
        return Report(
            .outline(OutlineView(workspace.session, changed: [section])), data: JSONExport.value(of: workspace.session))
    }
}
