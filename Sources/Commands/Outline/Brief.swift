import Manuscript

/// `:brief 2.3 TEXT; POINT; POINT` sets what a section should say; without a text it shows the brief.
struct Brief: Command {
    private static let section = TypedParameter<Address>("section", .section, "which section")
    private static let text = TypedParameter<String>(
        "text", .text, "a sentence; point; point", label: "TEXT; POINT; …", isOptional: true, models: .required)
    static let card = CommandCard(
        name: "brief",
        parameters: [section, text],
        summary: "set what a section should cover, as a sentence and points; or show it",
        example: ":brief 2.3 What a lake is for; raw files; schema on read",
        tool: ToolUse(.changes, "Say what a section is to cover: a sentence, then points, parted by semicolons."))

    private let entry: Outline.Entry
    private let edits: [Edit]
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        entry = try session.section(at: try values(Self.section))
        let parts = (values[Self.text] ?? "").split(separator: ";", omittingEmptySubsequences: false).map {
            Prose.title(String($0))
        }
        var edits: [Edit] = []
        // "; POINT" keeps the sentence, and a sentence alone keeps the points.
        if let brief = parts.first, !brief.isEmpty { edits.append(.setBrief(entry.section.id, brief)) }
        let points = parts.dropFirst().filter { !$0.isEmpty }
        if !points.isEmpty { edits.append(.setPoints(entry.section.id, points)) }
        self.edits = edits
    }

    func perform(in workspace: Workspace) async throws -> Report {
        if !edits.isEmpty {
            let summary = "set the brief of \(entry.name)"
            try workspace.turns.commit(edits, Turn(at: workspace.now(), kind: .brief, input: line, summary: summary))
        }
        guard let now = workspace.session.outline.entry(entry.section.id) else { return Report() }
        let section = now.section
        let brief = section.brief.isEmpty ? "no brief yet" : section.brief
        let lines = ["\(now.number)  \(section.title)", "   \(brief)"] + section.points.map { "   - \($0)" }
        return Report(.plain(lines.joined(separator: "\n")), data: JSONExport.value(of: now))
    }
}
