import Manuscript

/// `:note 2.3 TEXT` attaches a note to a section; it is never exported or sent to a model.
struct NoteText: Command {
    private static let section = TypedParameter<Address>("section", .section, "which section")
    private static let note = TypedParameter<String>("text", .text, "the note", isOptional: true, models: .required)
    static let card = CommandCard(
        name: "note",
        parameters: [section, note],
        summary: "keep a note with a section, never exported; none removes it; or show it",
        example: ":note 2.3 ask Ada for the figures",
        tool: ToolUse(.changes, "Keep a note with a section, which is never exported."))

    private let entry: Outline.Entry
    private let text: String?
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        entry = try session.section(at: try values(Self.section))
        let all = values[Self.note] ?? ""
        text = all.isEmpty ? nil : all.lowercased() == "none" ? "" : all
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let name = entry.name
        if let text, text != entry.section.notes {
            let summary = text.isEmpty ? "removed the note of \(name)" : "set the note of \(name)"
            let turn = Turn(at: workspace.now(), kind: .note, input: line, summary: summary)
            try workspace.turns.commit([.setNotes(entry.section.id, text)], turn)
        }
        let notes = workspace.session.outline[entry.section.id]?.notes ?? ""
        return Report(
            .plain("\(entry.number)  \(entry.section.title)\n   \(notes.isEmpty ? "no note" : notes)"),
            data: ["number": .string(entry.number), "note": .string(notes)])
    }
}
