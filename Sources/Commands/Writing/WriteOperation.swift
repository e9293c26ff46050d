import Chains
import Configuration
import Manuscript
import Platform
import Storage

/// Writes sections and saves each as it is finished; shared by `:write`, `:rewrite` and `:edit`.
struct WriteOperation {
    let kind: Turn.Kind
    let line: String
    let jobs: [WritingPlan.Job]
    /// True if a text becomes current only if it is nearer to its budget than the present one (`:fit`).
    var isFitting = false
    /// True if the changes are shown instead of the texts, whatever the settings say.
    var showsChanges = false
    /// The run as a step of a plan, which an answer to the question about many texts can change; nil to ask nothing.
    var step: Step?

    /// Runs to the end or to the first failure; finished texts are saved in both cases.
    func perform(in workspace: Workspace) async throws -> Report {
        try workspace.store.checkWritable()
        let supplied = try await workspace.models.model(for: workspace.session.settings)
        let profile = supplied.model.profile
        let filled = workspace.filled
        let parallel = filled.settings[\.parallel]
        let plan = WritingPlan(
            jobs: try SourceShelf(in: workspace).offering(jobs, to: profile), parallel: parallel ?? profile.parallel,
            inOrder: profile.writesInOrder && (parallel ?? 1) == 1)
        if workspace.rehearsal.isOn {
            throw try await DryRun(
                plan.jobs, of: filled, model: supplied.model, sampling: supplied.sampling,
                currency: workspace.configuration.currency(workspace.session.settings))
        }
        func writing(isRead: Bool) -> SectionScheduler {
            SectionScheduler(
                model: supplied.model, session: filled, plan: plan, sampling: supplied.sampling,
                holdsLength: filled.settings[\.lengthRetry], isRead: isRead)
        }
        let estimate = writing(isRead: false).estimate()
        if let held = try await held(estimate, with: supplied.model, in: workspace) { return held }
        let view = workspace.interface.view(of: plan, isHidden: showsDiff(in: workspace))
        let isReviewed = Self.isReviewed(kind, in: workspace)
        var record = Record(kind: kind, line: line, model: profile.model, isHolding: isReviewed, isFitting: isFitting)
        let journal = Journal(
            of: workspace.session.name, in: workspace.store.folder, jobs: plan.jobs, model: profile.model)
        let spending = spending(of: supplied.model, in: workspace)
        do {
            defer {
                journal.close()
                view.close()
            }
            try await writing(isRead: view.isLive).run(
                live: {
                    journal.take($0)
                    view.show($0)
                },
                finished: { outcome in
                    let text = try record.keep(outcome, in: workspace)
                    journal.ended(outcome.index)
                    view.ended(outcome.index, text: text)
                    if let cost = spending() { view.spent(cost) }
                })
        } catch {
            workspace.interface.noteLeftOut(record.leftOut)
            record.stopped(before: jobs, in: workspace)
            for line in record.failures(of: jobs.count) { workspace.interface.note(line) }
            if let word = record.remainder(of: jobs.count) { workspace.interface.note(word) }
            // A `ChainError` already says what can be done.
            if isReviewed, !record.done.isEmpty {
                workspace.interface.note(
                    "Finished texts are used only if you choose them: `:versions`, `:restore`.")
            }
            if !record.broken.isEmpty, !(error is ChainError) { workspace.interface.note(record.kept) }
            if workspace.store.hasUnsaved {
                workspace.interface.note(
                    "The new text is kept in memory and saved with the next turn; `:save` tries again now.")
            }
            throw error
        }
        workspace.interface.noteLeftOut(record.leftOut)
        if isReviewed, record.begun { return try await reviewed(record, in: workspace) }
        return report(record, in: workspace)
    }

    private func report(_ record: Record, in workspace: Workspace) -> Report {
        let entries = record.done.compactMap { workspace.session.outline.entry($0) }
        let data: JSONValue = ["sections": .array(entries.map(JSONExport.value))]
        let unchanged = record.unchanged
        guard record.begun else {
            // There is no turn, so `:undo` would revert something else.
            return Report(note: "The model changed nothing. Try rephrasing.", data: data)
        }
        let note = unchanged == 0 ? record.outcome : "\(record.outcome); \(unchanged) came back unchanged"
        let hint = kind == .write ? "`:show` shows the post, `:export` writes it to a file." : "`:undo` takes it back."
        let sentence = note.capitalizedFirst + ". "
        let changes = changes(record, in: workspace)
        return Report(changes.shown, note: sentence + changes.count + hint, data: data)
    }
}
