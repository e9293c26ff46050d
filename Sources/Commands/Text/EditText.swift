import Chains
import Manuscript
import Platform

/// `:edit ADDRESS [INSTRUCTION]` changes texts as little as the instruction allows; without an instruction it opens a
/// section or the whole post in the editor.
struct EditText: Command, SectionsCommand {
    private static let address = TypedParameter<Address>(
        "address", .passage, "which sections, or a paragraph such as 2.3:4")
    private static let instruction = TypedParameter<String>(
        "instruction", .text, "the change", isOptional: true, models: .required)
    static let card = CommandCard(
        name: "edit",
        parameters: [address, instruction],
        summary:
            "change a text as little as the instruction allows; without one, open the section, or the post, in $EDITOR",
        example: ":edit 2.1 name the three file formats",
        tool: ToolUse(
            .writes,
            "Change texts as little as an instruction allows: for single facts, words and sentences."
        ))

    private enum Plan {
        case byModel([WritingPlan.Job], spared: String)
        case byHand(Outline.Entry)
        case wholeByHand
    }
    private let plan: Plan
    private let line: String
    private let step: Step?

    var jobs: [WritingPlan.Job] { if case .byModel(let jobs, _) = plan { jobs } else { [] } }

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        let address = try values(Self.address)
        let instruction = values[Self.instruction] ?? ""
        if let excerpt = try session.excerpt(at: address) {
            guard !instruction.isEmpty else { throw Self.card.missing("instruction") }
            plan = .byModel(try Self.jobs(for: excerpt, instruction, isEdit: true), spared: "")
            step = nil
            return
        }
        step = Step("edit", ["address": "all", "instruction": instruction])
        guard !instruction.isEmpty else {
            plan = address == .all ? .wholeByHand : .byHand(try session.section(at: address))
            return
        }
        let written = try session.sections(at: address).filter { $0.section.text != nil }
        guard !written.isEmpty else { throw CommandError.nothingWritten("Section \(address.text)") }
        let open = try LockFilter(written)
        let rest = Resumption(open.entries, instruction: instruction, in: session)
        let jobs = rest.entries.map { WritingPlan.Job(entry: $0, task: .edit(instruction: instruction)) }
        plan = .byModel(jobs, spared: [open.remark, rest.remark].filter { !$0.isEmpty }.joined(separator: " "))
    }

    func perform(in workspace: Workspace) async throws -> Report {
        switch plan {
        case .byModel(let jobs, let spared):
            if !spared.isEmpty { workspace.interface.note(spared) }
            return try await WriteOperation(
                kind: .edit, line: line, jobs: jobs, showsChanges: jobs.contains(where: \.isPartial), step: step
            ).perform(in: workspace)
        case .byHand(let entry): return try await editByHand(entry, in: workspace)
        case .wholeByHand: return try await Self.editWhole(line, in: workspace)
        }
    }

    private func editByHand(_ entry: Outline.Entry, in workspace: Workspace) async throws -> Report {
        try workspace.store.checkWritable()
        let document = SectionDocument(entry)
        let editor = ExternalEditor(environment: workspace.childEnvironment)
        let edited = try await workspace.interface.lendTerminal {
            try await editor.open(document.text, name: "section-\(entry.number).md")
        }
        // An unchanged file keeps comments that are part of the text.
        let marks = CriticMarkup(edited.text == document.text ? "" : edited.text)
        let read = marks.isPlain ? edited.text : marks.accepted
        var edits = document.reading(read)?.edits(of: entry, at: workspace.now()) ?? []
        edits += try ImportedChanges.points(of: marks, after: edits, in: workspace)
        guard !edits.isEmpty else {
            edited.discard()
            return Report(note: "Nothing was changed in \(entry.name).")
        }
        let title =
            try edits.reduce(workspace.session) { try $0.applying($1).session }.outline[entry.section.id]?.title ?? ""
        let summary = "edited \(entry.number) \(title) by hand"
        let turn = Turn(at: workspace.now(), kind: .edit, input: line, summary: summary)
        try edited.takeOver(telling: workspace.interface) { try workspace.turns.commit(edits, turn, keepingText: true) }
        edited.discard()
        let outline = workspace.session.outline
        let words = outline[entry.section.id]?.text?.words ?? 0
        let begun = edits.compactMap { edit -> Outline.Entry? in
            if case .insert(let section, _, _) = edit { outline.entry(section.id) } else { nil }
        }
        let names = begun.map(\.name).joined(separator: ", ")
        let new = begun.isEmpty ? "" : " New \(begun.count == 1 ? "section" : "sections"): \(names)."
        return Report(
            note: "\(entry.number) \(title) has \(words.counted("word")) now.\(new) `:undo` takes it back.",
            data: [
                "sections": .array(([outline.entry(entry.section.id)].compactMap { $0 } + begun).map(JSONExport.value))
            ])
    }
}
