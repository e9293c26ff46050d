import Chains
import Manuscript

/// `:outline` makes the outline, shows it, or changes it by instruction.
struct MakeOutline: Command {
    static let card = CommandCard(
        name: "outline", usage: "[INSTRUCTION]", summary: "make the outline, show it, or change it by instruction",
        example: ":outline add a section on costs before the conclusion", takes: [.text])

    private enum Plan {
        case show, make
        case revise(String)
    }
    private let plan: Plan
    private let line: String
    private let sectionCount: Int?

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        line = arguments.line
        let instruction = arguments.all()
        sectionCount = session.settings["sections"]?.int
        guard !session.topic.isEmpty || !session.outline.isEmpty else { throw CommandError.noTopic }
        if session.outline.isEmpty {
            // Before there is an outline an instruction is about the one to be made.
            plan = instruction.isEmpty ? .make : .revise(instruction)
        } else {
            plan = instruction.isEmpty ? .show : .revise(instruction)
        }
    }

    func perform(at desk: Desk) async throws -> Report {
        if case .show = plan {} else { try desk.checkWritable() }
        switch plan {
        case .show: break
        case .make: try await make(at: desk)
        case .revise(let instruction):
            if desk.session.outline.isEmpty { try await make(at: desk) }
            try await revise(instruction, at: desk)
        }
        return Report(.plain(OutlineText.tree(desk.session)), data: JSONExport.value(of: desk.session))
    }

    private func make(at desk: Desk) async throws {
        let supplied = try await desk.models.model(for: desk.session.settings)
        let chain = OutlineChain(
            model: supplied.model, session: desk.session, sampling: supplied.sampling, sectionCount: sectionCount)
        let result = try await desk.stage.waiting(for: "making the outline") { try await chain.outline() }
        let words = desk.session.style.words ?? OutlineChain.defaultWords
        let sections = result.draft.sections(words: words)
        let edits = sections.enumerated().map { Edit.insert(section: $1, parent: nil, index: $0) }
        let summary = "made an outline of \(sections.count) sections"
        try desk.commit(edits, turn(summary, supplied.model, result, at: desk))
        if result.isTemplate {
            desk.stage.note(
                "\(supplied.model.profile.service) gave too few titles; the others are a template. `:rename` and `:remove` change them."
            )
        }
    }

    private func revise(_ instruction: String, at desk: Desk) async throws {
        let supplied = try await desk.models.model(for: desk.session.settings)
        let chain = OutlineChain(model: supplied.model, session: desk.session, sampling: supplied.sampling)
        let result = try await desk.stage.waiting(for: "changing the outline") { try await chain.revision(instruction) }
        let edits = try desk.session.edits(revisingTo: result.draft)
        guard !edits.isEmpty else {
            try desk.count(result.usage)
            desk.stage.note(
                "\(supplied.model.profile.service) changed nothing. Say it in other words, or change it by `:add`, `:move`, `:rename` and `:remove`."
            )
            return
        }
        let summary = "changed the outline in \(edits.count) place\(edits.count == 1 ? "" : "s")"
        try desk.commit(edits, turn(summary, supplied.model, result, at: desk))
        desk.stage.note("\(summary.prefix(1).uppercased())\(summary.dropFirst()). `:undo` takes it back.")
    }

    private func turn(
        _ summary: String, _ model: any LanguageModel, _ result: OutlineChain.Result, at desk: Desk
    ) -> Turn {
        Turn(
            at: desk.now(), kind: "outline", input: line, summary: summary, model: model.profile.model,
            usage: result.usage)
    }
}
