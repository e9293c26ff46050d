import Chains
import Manuscript

/// `:outline` makes the outline, shows it, or changes it by instruction.
struct MakeOutline: Command {
    static let card = CommandCard(
        name: "outline", usage: "[--words N] [INSTRUCTION]",
        summary: "make the outline, show it, or change it by instruction; --words sets the length of the whole post",
        example: ":outline add a section on costs before the conclusion", takes: [.text])

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
                throw CommandError.badSetting("--words", takes: SettingKey.takesPostWords)
            }
            return words
        }
        let instruction = arguments.all()
        guard !session.topic.isEmpty || !session.outline.isEmpty else { throw CommandError.noTopic }
        if session.outline.isEmpty {
            // Before there is an outline an instruction is about the one to be made.
            plan = instruction.isEmpty ? .make : .revise(instruction)
        } else {
            plan = instruction.isEmpty ? .show : .revise(instruction)
        }
    }

    func perform(at desk: Desk) async throws -> Report {
        if case .show = plan, words == nil {} else { try desk.checkWritable() }
        if let words { try spread(words, at: desk) }
        switch plan {
        case .show: break
        case .make: try await make(at: desk)
        case .revise(let instruction):
            if desk.session.outline.isEmpty { try await make(at: desk) }
            try await revise(instruction, at: desk)
        }
        let offer = OverlapOffer(desk.session)
        if case .show = plan {} else { for line in offer.lines { desk.stage.note(line) } }
        var data = JSONExport.value(of: desk.session).object ?? [:]
        data["overlaps"] = offer.data
        return Report(.outline(OutlineTree(desk.session)), data: .object(data))
    }

    /// Sets the length of the post, and brings the budgets that are there to it.
    private func spread(_ words: Int, at desk: Desk) throws {
        var style = desk.session.style
        style.words = words
        let edits = [Edit.setStyle(style)] + desk.session.edits(spreading: words)
        let summary = "set the length of the post to \(words) words"
        try desk.commit(edits, Turn(at: desk.now(), kind: "outline", input: line, summary: summary))
    }

    private func make(at desk: Desk) async throws {
        let supplied = try await desk.models.model(for: desk.session.settings)
        let filled = desk.filled
        let chain = OutlineChain(
            model: supplied.model, session: filled, sampling: supplied.sampling,
            sectionCount: filled.settings["sections"]?.int)
        let result = try await desk.stage.waiting(for: "making the outline") { try await chain.outline() }
        let words = filled.style.words ?? OutlineChain.defaultWords
        let sections = result.draft.sections(words: words)
        let edits = sections.enumerated().map { Edit.insert(section: $1, parent: nil, index: $0) }
        let summary = "made an outline of \(sections.count) sections"
        try desk.commit(edits, turn(summary, supplied.model, result, at: desk))
        if !result.briefless.isEmpty {
            desk.stage.note("Some sections have no brief. \(result.briefless) `:brief` gives them one.")
        }
        if result.isTemplate {
            desk.stage.note(
                "\(supplied.model.profile.service) gave too few titles; the others are a template. `:rename` and `:remove` change them."
            )
        }
    }

    private func revise(_ instruction: String, at desk: Desk) async throws {
        let supplied = try await desk.models.model(for: desk.session.settings)
        let chain = OutlineChain(model: supplied.model, session: desk.filled, sampling: supplied.sampling)
        let result = try await desk.stage.waiting(for: "changing the outline") { try await chain.revision(instruction) }
        let (edits, spared) = try desk.session.revision(to: result.draft)
        let locked = desk.session.outline.entries.filter { spared.contains($0.section.id) }
        if !locked.isEmpty { desk.stage.note(Unlocked.remark(on: locked)) }
        guard !edits.isEmpty else {
            try desk.count(result.usage)
            desk.stage.note(
                "\(supplied.model.profile.service) changed nothing. Say it in other words, or change it by `:add`, `:move`, `:rename` and `:remove`."
            )
            return
        }
        let before = desk.session
        let after = try edits.reduce(before) { try $0.applying($1).session }
        let list = EditList(edits, before: before, after: after)
        let summary = "changed the outline: \(list.lines.joined(separator: "; "))"
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
