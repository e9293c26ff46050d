import Chains
import Configuration
import Manuscript
import Platform

/// The planned changes of a conversation turn, shown, confirmed if necessary, and applied as one turn.
struct ChangePlan {
    private(set) var planning: Planning
    /// The turn that records the changes.
    private(set) var turn: Turn
    /// The model's reply, if it was not shown as it arrived.
    let answer: Report.Answer
    /// True if the person only asked a question, so that every change needs a yes.
    let wasAsked: Bool
    /// True if a model may have guessed the changes, so that they need a yes unless the writer wants no questions.
    let isGuess: Bool

    init(
        planning: Planning, turn: Turn, answer: Report.Answer = .none, wasAsked: Bool = false, isGuess: Bool = false
    ) {
        self.planning = planning
        self.turn = turn
        self.answer = answer
        self.wasAsked = wasAsked
        self.isGuess = isGuess
    }

    func perform(in workspace: Workspace) async throws -> Report {
        guard !planning.items.isEmpty else { return Report(answer, note: "That changes nothing.") }
        if answer != .none { workspace.interface.interject(answer) }
        try show(in: workspace)
        var agreed = self
        let size = try await size(in: workspace)
        if needsConsent(in: workspace) || size != nil, !(try await agreed.consents(size: size, in: workspace)) {
            return try agreed.refused(in: workspace)
        }
        return try await agreed.carryOut(in: workspace)
    }

    /// Performs the plan after an answer other than yes or no to the question about it.
    func perform(after words: String, in workspace: Workspace) async throws -> Report {
        var agreed = self
        let isAgreed =
            switch try await agreed.change(words, in: workspace) {
            case true?: true
            case false?: false
            case nil: try await agreed.consents(size: agreed.size(in: workspace), in: workspace)
            }
        return try isAgreed ? await agreed.carryOut(in: workspace) : agreed.refused(in: workspace)
    }

    private func show(in workspace: Workspace) throws {
        workspace.interface.note("Plan: " + (try planning.lines()).joined(separator: "; ") + ".")
    }

    private func carryOut(in workspace: Workspace) async throws -> Report {
        let lines = try planning.lines()
        if workspace.rehearsal.isOn {
            return Report(note: "Dry run: nothing was done.", data: planned(lines, ["dryRun": true]))
        }
        let before = workspace.session
        var notes: [String] = []
        var failure: (any Error)?
        await workspace.turns.grouped(turn) {
            do { notes = try await execute(in: workspace) } catch { failure = error }
        }
        if let failure {
            if workspace.turns.isNewest(turn.id), Self.state(of: workspace.session) != Self.state(of: before) {
                workspace.interface.note("Everything done so far is one turn: `:undo` takes it back.")
            }
            throw failure
        }
        return report(from: before, notes, lines, in: workspace)
    }

    /// The titles and texts of a post; an unfinished draft beside a text does not count.
    private static func state(of session: Session) -> [String] {
        session.outline.entries.map { "\($0.name) \($0.section.text?.number ?? 0)" }
    }

    // MARK: - Asking

    /// The maximum number of answers about one plan.
    private static let mostAnswers = 8

    /// Asks until the answer is yes or no; other words change the plan, which is shown again.
    private mutating func consents(size: String?, in workspace: Workspace) async throws -> Bool {
        var size = size
        for _ in 0..<Self.mostAnswers {
            switch await workspace.interface.reply(to: question(size)) {
            case .yes: return true
            case .no: return false
            case .words(let words):
                if let isAgreed = try await change(words, in: workspace) { return isAgreed }
                size = try await self.size(in: workspace)
            }
        }
        return false
    }

    /// Changes the plan by an answer in words and shows it; returns the consent if the answer gives or refuses it.
    private mutating func change(_ words: String, in workspace: Workspace) async throws -> Bool? {
        let change = PlanChange(words, in: planning.start, environment: workspace.environment)
        switch change.reading(of: planning.seen) {
        case .consent(let isYes): return isYes
        case .unknown:
            workspace.interface.note(
                "Galley could not read that as a change to the plan, so the plan stays and nothing was sent. Answer y or n, or say what to change, such as “without 3”, “only 2” or “also drop 4”."
            )
            return nil
        case .steps(let steps): return try await replan(steps, words, in: workspace) ? nil : false
        }
    }

    /// Returns a sentence about the size of the plan if it replaces many texts; otherwise nil.
    private func size(in workspace: Workspace) async throws -> String? {
        var session = planning.start
        var jobs: [WritingPlan.Job] = []
        for item in planning.items {
            switch item {
            case .edits(let edits, _, _): session = try edits.reduce(session) { try $0.applying($1).session }
            case .writes(let step):
                for line in try step.lines(in: session) {
                    let command = try? InputLine(line).command(in: session)
                    jobs += (command as? any SectionsCommand)?.jobs ?? []
                }
            }
        }
        guard LargeRun.needsConsent(jobs, in: workspace) else { return nil }
        let (model, sampling) = try await workspace.models.model(for: session.settings)
        let plan = WritingPlan(
            jobs: jobs, parallel: workspace.filled.settings[\.parallel] ?? model.profile.parallel)
        let estimate = SectionScheduler(model: model, session: session, plan: plan, sampling: sampling).estimate()
        let cost = (model as? MeteredModel)?.prices?.cost(of: estimate.usage)
        return LargeRun.sentence(jobs, estimate.words(cost: cost, workspace.configuration.currency(session.settings)))
    }

    /// Replaces the plan by other steps and shows it; returns false if nothing is left.
    ///
    /// If the steps cannot be planned, the old plan stays.
    private mutating func replan(_ steps: [Step], _ words: String, in workspace: Workspace) async throws -> Bool {
        let other = Planning(in: workspace)
        do { try await other.take(steps) } catch {
            workspace.interface.note(sentence(for: error) + " The plan stays.")
            return true
        }
        guard !other.items.isEmpty else {
            workspace.interface.note("The plan is empty now.")
            return false
        }
        planning = other
        turn.input += " (\(words))"
        try show(in: workspace)
        return true
    }

    private func refused(in workspace: Workspace) throws -> Report {
        let lines = try planning.lines()
        try remember(lines, in: workspace)
        guard !workspace.interface.isInteractive else {
            return Report(note: "Nothing was changed.", data: planned(lines))
        }
        let reason = planning.removes ? "That deletes written text" : "That changes the post"
        return Report(
            note:
                "\(reason), and no one is here to confirm it, so nothing was changed. `--yes` allows it, or `:set confirm never`.",
            data: planned(lines), isRefused: true)
    }

    private func needsConsent(in workspace: Workspace) -> Bool {
        let confirm = workspace.filled.settings[\.confirm]
        return !workspace.rehearsal.isOn
            && (confirm == .always || wasAsked || (isGuess && confirm != .never)
                || (confirm == .destructive && planning.removes))
    }

    private func question(_ size: String?) -> String {
        let parts = [planning.removes ? "This deletes written text." : nil, size].compactMap { $0 }
        return parts.isEmpty ? "This changes the post." : parts.joined(separator: " ")
    }

    /// Returns the plan for other programs: sentences, and the lines that a person would type.
    private func planned(_ lines: [String], _ more: [String: JSONValue] = [:]) -> JSONValue {
        let own: [String: JSONValue] = [
            "planned": .array(lines.map(JSONValue.string)),
            "commands": .array(planning.commands.map(JSONValue.string)), "reply": .string(turn.reply),
            "changed": false,
        ]
        return .object(own.merging(more) { $1 })
    }

    /// Records a model's reply in the history when the person declines its changes.
    private func remember(_ lines: [String], in workspace: Workspace) throws {
        guard turn.model != nil else { return }
        var turn = turn
        turn.kind = .ask
        turn.summary = "not done: \(lines.joined(separator: "; "))"
        try workspace.turns.remember(turn)
    }

    /// Applies the items in order; after an error, the turn records what is left, so that the same request continues
    /// there.
    private func execute(in workspace: Workspace) async throws -> [String] {
        var notes: [String] = []
        for (index, item) in planning.items.enumerated() {
            do { notes += try await execute(item, in: workspace) } catch {
                leave(planning.items[index...], in: workspace)
                throw error
            }
        }
        return notes
    }

    private func leave(_ items: ArraySlice<Planning.Item>, in workspace: Workspace) {
        guard workspace.turns.isNewest(turn.id), let newest = workspace.session.history.last, newest.id == turn.id
        else {
            return
        }
        let left = items.map { item -> [Section.ID] in
            if case .writes(let step) = item { return step.leaves(in: workspace.session) }
            return []
        }
        // The run itself recorded the texts that it did not reach, unless it reached none.
        let own = newest.left.isEmpty ? left.first ?? [] : newest.left
        try? workspace.turns.leave(own + left.dropFirst().joined(), of: turn.id)
    }

    private func execute(_ item: Planning.Item, in workspace: Workspace) async throws -> [String] {
        switch item {
        case .edits(_, _, let step?):
            // Its sections have been rewritten since it was planned.
            for line in try step.lines(in: workspace.session) {
                _ = try await InputLine(line).command(in: workspace.session)?.perform(in: workspace)
            }
            return []
        case .edits(let edits, let summary, nil):
            try workspace.turns.commit(
                edits, Turn(at: workspace.now(), kind: turn.kind, input: turn.input, summary: summary))
            return []
        case .writes(let step):
            var notes: [String] = []
            for line in try step.lines(in: workspace.session) {
                guard let command = try InputLine(line).command(in: workspace.session) else { continue }
                let report = try await command.perform(in: workspace)
                if !report.note.isEmpty { notes.append(report.note) }
            }
            return notes
        }
    }

    private func report(from before: Session, _ notes: [String], _ lines: [String], in workspace: Workspace) -> Report {
        let done = workspace.session.history.last
        var more: [String: JSONValue] = [
            "changed": .bool(done?.id == turn.id),
            "sections": .array(workspace.session.outline.entries.map(JSONExport.value)),
        ]
        guard let done, done.id == turn.id else {
            return Report(note: notes.joined(separator: " "), data: planned(lines, more))
        }
        more["summary"] = .string(done.summary)
        let summary = done.summary.capitalizedFirst
        // A person has read the new texts as they arrived, unless the changes are wanted instead.
        let isRead = workspace.interface.isInteractive && workspace.filled.settings[\.show] == .text
        let changes = ChangeList(of: done, from: before, to: workspace.session, isBrief: true, texts: !isRead)
        let words = isRead ? Self.changedWords(from: before, to: workspace.session).sentence : ""
        let outline = isRead ? OutlineView(of: done, from: before, to: workspace.session) : nil
        return Report(
            changes.blocks.isEmpty ? outline.map { .outline($0) } ?? .none : .changes(changes),
            note: "\(summary). \(words)`:undo` takes it back.", data: planned(lines, more))
    }

    private static func changedWords(from before: Session, to after: Session) -> ChangedWords {
        var words = ChangedWords()
        for entry in after.outline.entries {
            guard let old = before.outline[entry.section.id]?.text?.text, let new = entry.section.text?.text, old != new
            else { continue }
            words.add(ProseDiff(from: old, to: new), of: entry.number)
        }
        return words
    }
}
