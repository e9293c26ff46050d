import Chains
import Manuscript

/// `:brief 2.3 TEXT; POINT; POINT` sets what a section should say; without a text it shows the brief.
///
/// `:brief --fill` makes the briefs and points that written sections lack from their texts.
struct Brief: Command {
    private static let section = TypedParameter<Address>(
        "section", .section, "which section", isOptional: true, models: .required)
    private static let text = TypedParameter<String>(
        "text", .text, "a sentence; point; point", label: "TEXT; POINT; …", isOptional: true, models: .required)
    static let card = CommandCard(
        name: "brief",
        flags: [CommandFlag("--fill", "make the briefs and points that written sections lack from their texts")],
        parameters: [section, text],
        summary:
            "set what a section should cover, as a sentence and points; or show it; --fill makes missing ones from the texts",
        example: ":brief 2.3 What a lake is for; raw files; schema on read",
        tool: ToolUse(.changes, "Say what a section is to cover: a sentence, then points, parted by semicolons."))

    private enum Plan {
        case set(Outline.Entry, [Edit])
        case fill([Outline.Entry])
    }
    private let plan: Plan
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        guard !values.has("--fill") else {
            guard values[Self.text] == nil else {
                throw CommandError.badArgument(":brief --fill", takes: "an address and no text")
            }
            plan = .fill(try session.sections(at: values[Self.section] ?? .all))
            return
        }
        let entry = try session.section(at: try values(Self.section))
        let parts = (values[Self.text] ?? "").split(separator: ";", omittingEmptySubsequences: false).map {
            Prose.title(String($0))
        }
        var edits: [Edit] = []
        // "; POINT" keeps the sentence, and a sentence alone keeps the points.
        if let brief = parts.first, !brief.isEmpty { edits.append(.setBrief(entry.section.id, brief)) }
        let points = parts.dropFirst().filter { !$0.isEmpty }
        if !points.isEmpty { edits.append(.setPoints(entry.section.id, points)) }
        plan = .set(entry, edits)
    }

    func perform(in workspace: Workspace) async throws -> Report {
        switch plan {
        case .set(let entry, let edits): try set(entry, edits, in: workspace)
        case .fill(let entries): try await fill(entries, in: workspace)
        }
    }

    private func set(_ entry: Outline.Entry, _ edits: [Edit], in workspace: Workspace) throws -> Report {
        if !edits.isEmpty {
            let summary = "set the brief of \(entry.name)"
            try workspace.turns.commit(edits, Turn(at: workspace.now(), kind: .brief, input: line, summary: summary))
        }
        guard let now = workspace.session.outline.entry(entry.section.id) else { return Report() }
        return Report(.plain(Self.shown(now)), data: JSONExport.value(of: now))
    }

    private static func shown(_ entry: Outline.Entry) -> String {
        let section = entry.section
        let brief = section.brief.isEmpty ? "no brief yet" : section.brief
        return (["\(entry.number)  \(section.title)", "   \(brief)"] + section.points.map { "   - \($0)" })
            .joined(separator: "\n")
    }

    // MARK: - Filling in

    private func fill(_ entries: [Outline.Entry], in workspace: Workspace) async throws -> Report {
        let lacking = entries.filter { WrittenBriefs.lacks($0.section) }
        guard !lacking.isEmpty else {
            return Report(note: "No section with a text lacks a brief or points.", data: ["filled": 0])
        }
        try workspace.store.checkWritable()
        // Without a model, code does it.
        let supplied = try? await workspace.models.model(for: workspace.session.settings)
        try Task.checkCancellation()
        let chain = WrittenBriefs(
            model: supplied?.model, session: workspace.filled, sampling: supplied?.sampling ?? .init())
        let many = lacking.count == 1 ? "a section" : "\(lacking.count) sections"
        let result = try await workspace.interface.waiting(for: "describing \(many)") {
            try await chain.briefs(of: lacking)
        }
        let edits = result.matters.flatMap { matter in
            (matter.brief.isEmpty ? [] : [Edit.setBrief(matter.section, matter.brief)])
                + (matter.points.isEmpty ? [] : [Edit.setPoints(matter.section, matter.points)])
        }
        if !result.failure.isEmpty { workspace.interface.note(result.failure) }
        guard !edits.isEmpty else {
            try workspace.turns.count(result.usage)
            return Report(note: "These texts have no sentences to make briefs of.", data: ["filled": 0])
        }
        let count = result.matters.count
        let summary = "filled in what \(count) section\(count == 1 ? " covers" : "s cover")"
        let turn = Turn(
            at: workspace.now(), kind: .brief, input: line, summary: summary, model: supplied?.model.profile.model,
            usage: result.usage == Usage() ? nil : result.usage)
        try workspace.turns.commit(edits, turn)
        let ids = Set(result.matters.map(\.section))
        let filled = workspace.session.outline.entries.filter { ids.contains($0.section.id) }
        let copied = result.copied
        let source =
            copied == 0
            ? "" : " \(copied) brief\(copied == 1 ? " is a first sentence" : "s are first sentences") of the text."
        return Report(
            .plain(filled.map(Self.shown).joined(separator: "\n")),
            note: "\(summary.capitalizedFirst).\(source) `:undo` takes it back.",
            data: [
                "filled": .int(count), "copied": .int(copied),
                "sections": .array(filled.map { JSONExport.value(of: $0) }),
            ])
    }
}
