import Chains
import Configuration
import Manuscript
import Platform

/// `:outline` makes the outline, shows it, or changes it by instruction.
struct MakeOutline: Command {
    private static let length = TypedParameter<Int>(
        "--words", .number(SettingKey.postWords), "the length of the whole post in words", label: "N",
        needs: "a whole number of words")
    private static let instruction = TypedParameter<String>(
        "instruction", .text, "how to change the outline", isOptional: true)
    static let card = CommandCard(
        name: "outline",
        flags: [CommandFlag(length)],
        parameters: [instruction],
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
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        words = values[Self.length]
        guard !session.topic.isEmpty || !session.outline.isEmpty else { throw CommandError.noTopic }
        guard let instruction = values[Self.instruction] else {
            plan = session.outline.isEmpty ? .make : .show
            return
        }
        guard instruction.contains(where: \.isLetter), ![.all, .last].contains(Address(instruction)) else {
            throw CommandError.noInstruction(instruction)
        }
        // Without an outline, the instruction applies to the one about to be made.
        plan = .revise(instruction)
    }

    func perform(in workspace: Workspace) async throws -> Report {
        if case .show = plan, words == nil {} else { try workspace.store.checkWritable() }
        if let words { try spread(words, in: workspace) }
        switch plan {
        case .show: break
        case .make: try await make(OutlineWish(), in: workspace)
        case .revise(let instruction):
            let wish = OutlineWish(instruction)
            let isNew = workspace.session.outline.isEmpty
            if isNew { try await make(wish.isChange ? OutlineWish() : wish, in: workspace) }
            if !isNew || wish.isChange { try await revise(instruction, in: workspace) }
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

    private func make(_ wish: OutlineWish, in workspace: Workspace) async throws {
        var supplied = try await workspace.models.model(for: workspace.session.settings)
        var result = try await outline(by: supplied, wish, in: workspace)
        var changes: [Edit] = []
        if result.isPoor, workspace.filled.settings[\.tier] == nil, let tier = supplied.model.profile.tier.lower {
            workspace.interface.note(
                "Most titles that \(supplied.model.profile.model) gave are near copies or only repeat the topic, so Galley now asks less of it in one call (tier \(tier.rawValue)). `:set tier \(supplied.model.profile.tier.rawValue)` changes that."
            )
            let change = Edit.setSetting(key: "tier", value: .string(tier.rawValue))
            changes = [change]
            do {
                supplied = try await workspace.models.model(for: workspace.session.applying(change).session.settings)
                var second = try await outline(by: supplied, wish, in: workspace)
                second.usage += result.usage
                result = second
            } catch {
                // The first outline is poor, but better than none.
                if Task.isCancelled { throw error }
            }
        }
        let edits = insertions(of: result.draft, in: workspace)
        let summary = "made an outline of \(edits.count.counted("section"))"
        try workspace.turns.commit(changes + edits, turn(summary, supplied.model, result.usage, in: workspace))
        if result.isCut {
            workspace.interface.note(
                "The outline that \(supplied.model.profile.model) sent broke off; the sections that were complete are kept. `:add` adds more, `:undo` and `:outline` ask again."
            )
        }
        if !result.briefless.isEmpty {
            workspace.interface.note("Some sections have no brief. \(result.briefless) `:brief` gives them one.")
        }
        if let audience = wish.audience, workspace.session.style.audience.isEmpty {
            workspace.interface.note(
                "The outline is made for these readers; `:style audience \(audience)` writes the sections for them, too."
            )
        }
        if result.isTemplate {
            workspace.interface.note(
                "\(supplied.model.profile.service.capitalizedFirst) gave too few titles; a template supplied the others. `:rename` and `:remove` change them."
            )
        }
    }

    /// Asks a model for the outline; one that the person stops keeps its titles.
    private func outline(
        by supplied: (model: any LanguageModel, sampling: ModelRequest.Sampling), _ wish: OutlineWish,
        in workspace: Workspace
    ) async throws -> OutlineChain.Result {
        let filled = workspace.filled
        let chain = OutlineChain(
            model: supplied.model, session: filled, sampling: supplied.sampling,
            sectionCount: filled.settings[\.sections], parallel: filled.settings[\.parallel], wish: wish,
            passages: try SourceShelf(in: workspace).planning(for: supplied.model.profile))
        let arrived = Guarded(OutlineChain.Growth())
        do {
            return try await growing("making the outline", in: workspace) { show in
                try await chain.outline { growth in
                    arrived.withLock { $0 = growth }
                    show(growth)
                }
            }
        } catch {
            if Task.isCancelled { try keep(arrived.withLock { $0 }, supplied.model, in: workspace) }
            throw error
        }
    }

    /// Runs a call for an outline, which is shown while it grows.
    private func growing(
        _ what: String, in workspace: Workspace,
        _ body: (_ show: @Sendable (OutlineChain.Growth) -> Void) async throws -> OutlineChain.Result
    ) async throws -> OutlineChain.Result {
        let (interface, session) = (workspace.interface, workspace.session)
        // The finished outline is the command's answer.
        defer { interface.show(growing: nil) }
        return try await interface.waiting(for: what) {
            try await body { interface.show(growing: GrowingOutline($0, of: session)) }
        }
    }

    private func insertions(of draft: OutlineDraft, in workspace: Workspace) -> [Edit] {
        draft.sections(words: workspace.filled.style.words ?? OutlineChain.defaultWords).enumerated()
            .map { Edit.insert(section: $1, parent: nil, index: $0) }
    }

    /// Keeps the titles of an outline that the person stopped; without a person, only if none are missing, since the
    /// next run would take a part for the whole.
    private func keep(
        _ growth: OutlineChain.Growth, _ model: any LanguageModel, in workspace: Workspace
    ) throws {
        let edits = insertions(of: growth.draft.owningPointsOnce(), in: workspace)
        guard !edits.isEmpty, growth.hasAllTitles || workspace.interface.isInteractive else { return }
        let summary = "stopped an outline after \(edits.count) \(edits.count == 1 ? "section" : "sections")"
        try workspace.turns.commit(edits, turn(summary, model, nil, in: workspace))
        let what = growth.hasAllTitles ? "All titles are kept" : "The titles so far are kept"
        workspace.interface.note(
            "\(what): `:outline` shows them, `:add` adds more, `:write` writes them, `:undo` drops them.")
    }

    private func revise(_ instruction: String, in workspace: Workspace) async throws {
        let supplied = try await workspace.models.model(for: workspace.session.settings)
        let chain = OutlineChain(
            model: supplied.model, session: workspace.filled, sampling: supplied.sampling,
            passages: try SourceShelf(in: workspace).planning(for: supplied.model.profile, instruction))
        let result = try await growing("changing the outline", in: workspace) { show in
            try await chain.revision(instruction, show: show)
        }
        let (edits, spared) = try workspace.session.revision(to: result.draft)
        let locked = workspace.session.outline.entries.filter { spared.contains($0.section.id) }
        if !locked.isEmpty { workspace.interface.note(LockFilter.remark(on: locked)) }
        guard !edits.isEmpty else {
            try workspace.turns.count(result.usage)
            workspace.interface.note(
                "\(supplied.model.profile.service.capitalizedFirst) changed nothing. Rephrase the instruction, or use `:add`, `:move`, `:rename` and `:remove`."
            )
            return
        }
        let before = workspace.session
        let after = try edits.reduce(before) { try $0.applying($1).session }
        let list = EditList(edits, before: before, after: after)
        let summary = "changed the outline: \(list.lines.joined(separator: "; "))"
        try workspace.turns.commit(edits, turn(summary, supplied.model, result.usage, in: workspace))
        workspace.interface.note("\(summary.capitalizedFirst). `:undo` takes it back.")
    }

    private func turn(
        _ summary: String, _ model: any LanguageModel, _ usage: Usage?, in workspace: Workspace
    ) -> Turn {
        Turn(
            at: workspace.now(), kind: .outline, input: line, summary: summary, model: model.profile.model,
            usage: usage)
    }
}
