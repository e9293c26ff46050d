import Chains
import Configuration
import Manuscript

/// `:outline` makes the outline, shows it, or changes it by instruction.
struct MakeOutline: Command {
    static let card = CommandCard(
        name: "outline",
        flags: [CommandFlag("--words", takes: "N", "the length of the whole post in words")],
        parameters: [Parameter("instruction", .text, "how the outline is to change", isOptional: true)],
        summary: "make the outline, show it, or change it by instruction; --words sets the length of the whole post",
        example: ":outline add a section on costs before the conclusion")

    private enum Plan {
        case show, make
        case revise(String)
    }
    private let plan: Plan
    private let line: String
    private let words: Int?

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        line = arguments.line
        words = try arguments.option("--words", takes: "a number of words").map { text in
            guard let words = Int(text), SettingKey.postWords.contains(words) else {
                throw SettingError.badValue("--words", takes: SettingKey.takesPostWords)
            }
            return words
        }
        let instruction = arguments.all()
        guard !session.topic.isEmpty || !session.outline.isEmpty else { throw CommandError.noTopic }
        if session.outline.isEmpty {
            // Without an outline, the instruction applies to the one about to be made.
            plan = instruction.isEmpty ? .make : .revise(instruction)
        } else {
            plan = instruction.isEmpty ? .show : .revise(instruction)
        }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        if case .show = plan, words == nil {} else { try workspace.store.checkWritable() }
        if let words { try spread(words, in: workspace) }
        switch plan {
        case .show: break
        case .make: try await make(in: workspace)
        case .revise(let instruction):
            if workspace.session.outline.isEmpty { try await make(in: workspace) }
            try await revise(instruction, in: workspace)
        }
        let offer = OverlapOffer(workspace.session)
        if case .show = plan {} else { for line in offer.lines { workspace.interface.note(line) } }
        var data = JSONExport.value(of: workspace.session).object ?? [:]
        data["overlaps"] = offer.data
        return Report(.outline(OutlineView(workspace.session)), data: .object(data))
    }

    /// Sets the length of the post and adjusts the existing budgets to it.
    private func spread(_ words: Int, in workspace: Workspace) throws {
        var style = workspace.session.style
        style.words = words
        let edits = [Edit.setStyle(style)] + workspace.session.edits(spreading: words)
        let summary = "set the length of the post to \(words) words"
        try workspace.turns.commit(edits, Turn(at: workspace.now(), kind: .outline, input: line, summary: summary))
    }

    private func make(in workspace: Workspace) async throws {
        let supplied = try await workspace.models.model(for: workspace.session.settings)
        let filled = workspace.filled
        let chain = OutlineChain(
            model: supplied.model, session: filled, sampling: supplied.sampling,
            sectionCount: filled.settings.sections)
        let result = try await workspace.interface.waiting(for: "making the outline") { try await chain.outline() }
        let words = filled.style.words ?? OutlineChain.defaultWords
        let sections = result.draft.sections(words: words)
        let edits = sections.enumerated().map { Edit.insert(section: $1, parent: nil, index: $0) }
        let summary = "made an outline of \(sections.count) sections"
        try workspace.turns.commit(edits, turn(summary, supplied.model, result, in: workspace))
        if !result.briefless.isEmpty {
            workspace.interface.note("Some sections have no brief. \(result.briefless) `:brief` gives them one.")
        }
        if result.isTemplate {
            workspace.interface.note(
                "\(supplied.model.profile.service) gave too few titles; the others are a template. `:rename` and `:remove` change them."
            )
        }
    }

    private func revise(_ instruction: String, in workspace: Workspace) async throws {
        let supplied = try await workspace.models.model(for: workspace.session.settings)
        let chain = OutlineChain(model: supplied.model, session: workspace.filled, sampling: supplied.sampling)
        let result = try await workspace.interface.waiting(for: "changing the outline") {
            try await chain.revision(instruction)
        }
        let (edits, spared) = try workspace.session.revision(to: result.draft)
        let locked = workspace.session.outline.entries.filter { spared.contains($0.section.id) }
        if !locked.isEmpty { workspace.interface.note(LockFilter.remark(on: locked)) }
        guard !edits.isEmpty else {
            try workspace.turns.count(result.usage)
            workspace.interface.note(
                "\(supplied.model.profile.service) changed nothing. Rephrase the instruction, or use `:add`, `:move`, `:rename` and `:remove`."
            )
            return
        }
        let before = workspace.session
        let after = try edits.reduce(before) { try $0.applying($1).session }
        let list = EditList(edits, before: before, after: after)
        let summary = "changed the outline: \(list.lines.joined(separator: "; "))"
        try workspace.turns.commit(edits, turn(summary, supplied.model, result, in: workspace))
        workspace.interface.note("\(summary.prefix(1).uppercased())\(summary.dropFirst()). `:undo` takes it back.")
    }

    private func turn(
        _ summary: String, _ model: any LanguageModel, _ result: OutlineChain.Result, in workspace: Workspace
    ) -> Turn {
        Turn(
            at: workspace.now(), kind: .outline, input: line, summary: summary, model: model.profile.model,
            usage: result.usage)
    }
}
