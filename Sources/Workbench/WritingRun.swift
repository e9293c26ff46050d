import Chains
import Manuscript
import Platform

/// Writes a list of sections, saving each as it is finished: what `:write`, `:rewrite` and `:edit` share.
struct WritingRun {
    let kind: String
    let line: String
    let jobs: [WritingPlan.Job]

    /// Runs to the end or to the first failure; what is finished by then is saved either way.
    func perform(at desk: Desk) async throws -> Report {
        try desk.checkWritable()
        let supplied = try await desk.models.model(for: desk.session.settings)
        let profile = supplied.model.profile
        let filled = desk.filled
        let plan = WritingPlan(jobs: jobs, parallel: filled.settings["parallel"]?.int ?? profile.parallel)
        if desk.isDry {
            throw try await DryRun(plan.jobs, of: filled, model: supplied.model, sampling: supplied.sampling)
        }
        let writing = Writing(
            model: supplied.model, session: filled, plan: plan, sampling: supplied.sampling,
            holdsLength: filled.settings["lengthRetry"]?.bool ?? true)
        let view = desk.stage.view(of: plan)
        var record = Record(kind: kind, line: line, model: profile.model)
        let journal = Journal(of: desk.session.name, in: desk.folder, jobs: plan.jobs, model: profile.model)
        do {
            defer {
                journal.close()
                view.close()
            }
            try await writing.run(
                live: {
                    journal.take($0)
                    view.show($0)
                },
                finished: { outcome in
                    let text = try record.keep(outcome, at: desk)
                    journal.ended(outcome.index)
                    view.ended(outcome.index, text: text)
                })
        } catch {
            if let word = record.remainder(of: jobs.count) { desk.stage.note(word) }
            // What a chain throws says itself what can be done.
            if !record.broken.isEmpty, !(error is ChainError) { desk.stage.note(record.kept) }
            if desk.hasUnsaved {
                desk.stage.note(
                    "What was written is kept in memory and saved with the next turn; `:save` tries at once.")
            }
            throw error
        }
        return report(record, at: desk)
    }

    private func report(_ record: Record, at desk: Desk) -> Report {
        let entries = record.done.compactMap { desk.session.outline.entry($0) }
        let data: JSONValue = ["sections": .array(entries.map(JSONExport.value))]
        let unchanged = record.unchanged
        guard record.begun else {
            // There is no turn, so `:undo` would take something else back.
            let what = unchanged == 1 ? "The text" : "All \(unchanged) texts"
            return Report(
                note: "\(what) came back unchanged, so nothing was changed. Say it in other words.", data: data)
        }
        let note = unchanged == 0 ? record.summary : "\(record.summary); \(unchanged) came back unchanged"
        let hint = kind == "write" ? "`:show` shows the post, `:export` writes it to a file." : "`:undo` takes it back."
        return Report(
            changes(record, at: desk), note: note.prefix(1).uppercased() + note.dropFirst() + ". " + hint, data: data)
    }

    /// What a person sees of the changes of a text that was there before: a short form, `:diff` has the whole.
    private func changes(_ record: Record, at desk: Desk) -> Report.Answer {
        guard desk.stage.isInteractive, ["rewrite", "edit"].contains(kind) else { return .none }
        var list = ChangeList()
        for job in jobs {
            guard let before = job.entry.section.text?.text, let now = desk.session.outline.entry(job.entry.section.id),
                let after = now.section.text?.text, before != after
            else { continue }
            list.blocks.append(.heading("\(now.number) \(now.section.title)"))
            list.addBriefly(ProseDiff(from: before, to: after), of: now.number)
        }
        return list.blocks.isEmpty ? .none : .changes(list)
    }

    /// What a run has done so far, as one turn of the history that grows with it.
    private struct Record {
        let kind: String
        let line: String
        let model: String
        let turn = Identifier.random()
        var begun = false
        var done: [Section.ID] = []
        var words = 0
        var unchanged = 0
        /// The numbers of the sections whose texts broke off.
        var broken: [String] = []

        init(kind: String, line: String, model: String) {
            self.kind = kind
            self.line = line
            self.model = model
        }

        var summary: String {
            let verbs = ["write": "wrote", "rewrite": "rewrote", "edit": "edited", "continue": "finished"]
            let verb = verbs[kind] ?? kind
            let count = done.count - unchanged
            let made = count == 0 ? [] : ["\(verb) \(count) section\(count == 1 ? "" : "s"), \(words) words"]
            let left = broken.isEmpty ? [] : ["left an unfinished text of \(broken.joined(separator: ", "))"]
            return (made + left).joined(separator: "; ")
        }

        /// What can be done with the texts that broke off.
        var kept: String {
            let first = broken.first ?? ""
            let what = broken.count == 1 ? "The unfinished text of \(first) is kept" : "Unfinished texts are kept"
            let which = broken.count == 1 ? "" : " of \(broken.joined(separator: ", "))"
            return "\(what)\(which): \(ChainError.ways(first))"
        }

        /// What to say where a run ends early; nil where there was but one section.
        func remainder(of count: Int) -> String? {
            guard count > 1 else { return nil }
            let goesOn = kind == "write" ? " `:write` goes on with the rest." : ""
            let isOne = done.count == 1
            return "\(done.count) of \(count) sections \(isOne ? "is" : "are") done.\(goesOn)"
        }

        /// Puts what came of a section into the session; returns the text that counts now, nil where it is the old one.
        mutating func keep(_ outcome: Writing.Outcome, at desk: Desk) throws -> String? {
            let id = outcome.job.entry.section.id
            guard let section = desk.session.outline[id] else { return nil }
            switch outcome.result {
            case .success(let draft):
                done.append(id)
                guard draft.text != section.text?.text else {
                    unchanged += 1
                    try desk.count(draft.usage)
                    return draft.text
                }
                words += Prose.words(in: draft.text)
                let task = outcome.job.task
                let version = Version(
                    number: section.nextVersionNumber, text: draft.text, origin: task.origin,
                    instruction: task.instruction,
                    model: model, at: desk.now(), usage: draft.usage, seconds: (draft.seconds * 100).rounded() / 100)
                let clearing: [Edit] = section.candidate == nil ? [] : [.setCandidate(id, nil)]
                try save([.addVersion(id, version)] + clearing, draft.usage, at: desk)
                return draft.text
            case .failure(let broken):
                guard !broken.partial.isEmpty else { return nil }
                self.broken.append(outcome.job.entry.number)
                guard broken.partial != section.candidate?.text else { return nil }
                let candidate = Candidate(
                    text: broken.partial, cause: broken.cause, origin: outcome.job.task.origin,
                    instruction: outcome.job.task.instruction, model: model, at: desk.now())
                try save([.setCandidate(id, candidate)], Usage(), at: desk)
                return nil
            }
        }

        private mutating func save(_ edits: [Edit], _ usage: Usage, at desk: Desk) throws {
            if begun { return try desk.extend(turn, with: edits, usage: usage, summary: summary) }
            let first = Turn(
                id: turn, at: desk.now(), kind: kind, input: line, summary: summary, model: model, usage: usage)
            defer { begun = desk.session.history.last?.id == turn }
            try desk.commit(edits, first, keepingText: true)
        }
    }
}
