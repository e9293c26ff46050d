import Manuscript

/// `:meta` shows, changes and proposes the title, description, tags and slug of the post.
struct Metadata: Command {
    private static let field = TypedParameter<String>(
        "field", .choice(["title", "description", "tags", "slug", "propose"]),
        "which one; propose fills in the missing ones",
        isOptional: true)
    private static let value = TypedParameter<String>(
        "value", .text, "its new value; tags are parted by commas, - removes it", isOptional: true)
    static let card = CommandCard(
        name: "meta",
        parameters: [field, value],
        summary: "show or set the post's title, description, tags and slug; propose fills in the missing ones",
        example: ":meta tags baking, yeast")

    private let new: PostMetadata
    private let summary: String
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        line = values.line
        var new = session.metadata
        let text = values[Self.value].map { $0 == "-" ? "" : Prose.title($0) }
        switch (values[Self.field], text) {
        case (nil, _),
            (_?, nil) where values[Self.field] != "propose":
            break
        case ("title"?, let text?): new.title = text
        case ("description"?, let text?): new.description = text
        case ("slug"?, let text?): new.slug = text
        case ("tags"?, let text?):
            new.tags = text.split(separator: ",").map { Prose.title(String($0)) }.filter { !$0.isEmpty }
        default: new = new.proposed(for: session)
        }
        self.new = new
        summary = values[Self.field] == "propose" ? "proposed metadata" : "set the \(values[Self.field] ?? "")"
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let isChanged = new != workspace.session.metadata
        if isChanged {
            let turn = Turn(at: workspace.now(), kind: .other("meta"), input: line, summary: summary)
            try workspace.turns.commit([.setMetadata(new)], turn)
        }
        let rows = [
            ["title", new.title], ["description", new.description], ["tags", new.tags.joined(separator: ", ")],
            ["slug", new.slug],
        ].map { [$0[0], $0[1].isEmpty ? "not set" : $0[1]] }
        let notes = new.remarks + (isChanged ? ["`:undo` takes it back."] : [])
        return Report(
            .plain(TextTable.lines(rows).joined(separator: "\n")), note: notes.joined(separator: " "),
            data: [
                "title": .string(new.title), "description": .string(new.description),
                "tags": .array(new.tags.map { .string($0) }), "slug": .string(new.slug),
                "remarks": .array(new.remarks.map { .string($0) }),
            ])
    }
}
