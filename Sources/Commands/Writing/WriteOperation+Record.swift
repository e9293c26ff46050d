import Chains
import Manuscript
import Platform

extension WriteOperation {
    /// What a run has done so far, as one turn of the history that grows with it.
    struct Record {
        let kind: Turn.Kind
        let line: String
        let model: String
        /// Whether the texts count only when the person has gone through their changes.
        let isHolding: Bool
        let turn = Identifier.random()
        var begun = false
        var done: [Section.ID] = []
        var words = 0
        var unchanged = 0
        /// The sections that got no text, and why, in the order in which they ended.
        var failed: [(number: String, reason: String)] = []
        /// The numbers of the sections whose texts broke off.
        var broken: [String] = []
        /// What cleaning left out of the texts, by the numbers of their sections.
        var leftOut: [(number: String, what: String)] = []

        init(kind: Turn.Kind, line: String, model: String, isHolding: Bool) {
            self.isHolding = isHolding
            self.kind = kind
            self.line = line
            self.model = model
        }

        var summary: String {
            let verbs = [Turn.Kind.write: "wrote", .rewrite: "rewrote", .edit: "edited", .continue: "finished"]
            let verb = verbs[kind] ?? kind.rawValue
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

        /// The sections that failed, those of one reason together; the last reason is left to the error that the run ends with.
        func failures(of count: Int) -> [String] {
            guard count > 1, !failed.isEmpty else { return [] }
            var reasons: [String] = []
            for failure in failed where !reasons.contains(failure.reason) { reasons.append(failure.reason) }
            let lines = reasons.map { reason in
                let numbers = failed.filter { $0.reason == reason }.map(\.number)
                return "Not written: \(numbers.joined(separator: ", "))" + (reasons.count == 1 ? "." : ". \(reason)")
            }
            return lines
        }

        /// What to say where a run ends early; nil where there was but one section.
        func remainder(of count: Int) -> String? {
            guard count > 1 else { return nil }
            let goesOn =
                kind == .write
                ? " `:write` goes on with the rest."
                : line.hasPrefix(":fit")
                    ? " `:fit` goes on with the rest." : " The same line again goes on with the rest."
            let isOne = done.count == 1
            return "\(done.count) of \(count) sections \(isOne ? "is" : "are") done.\(goesOn)"
        }

        /// Puts what came of a section into the session; returns the text that counts now, nil where it is the old one.
        mutating func keep(_ outcome: SectionScheduler.Outcome, in workspace: Workspace) throws -> String? {
            let id = outcome.job.entry.section.id
            guard let section = workspace.session.outline[id] else { return nil }
            switch outcome.result {
            case .success(let draft):
                done.append(id)
                guard draft.text != section.text?.text else {
                    unchanged += 1
                    try workspace.count(draft.usage)
                    return draft.text
                }
                words += Prose.words(in: draft.text)
                let task = outcome.job.task
                let version = Version(
                    number: section.nextVersionNumber, text: draft.text, origin: task.origin,
                    instruction: task.instruction,
                    model: model, at: workspace.now(), usage: draft.usage,
                    seconds: (draft.seconds * 100).rounded() / 100,
                    leftOut: draft.leftOut)
                if let left = draft.leftOut { leftOut.append((number: outcome.job.entry.number, what: left.what)) }
                let clearing: [Edit] = section.candidate == nil ? [] : [.setCandidate(id, nil)]
                let isHeld = isHolding && section.text != nil
                try save(
                    [isHeld ? .keepVersion(id, version) : .addVersion(id, version)] + clearing, draft.usage,
                    in: workspace)
                return draft.text
            case .failure(let broken):
                if !(broken.reason is CancellationError) {
                    failed.append((outcome.job.entry.number, sentence(for: broken.reason)))
                }
                guard !broken.partial.isEmpty else { return nil }
                self.broken.append(outcome.job.entry.number)
                guard broken.partial != section.candidate?.text else { return nil }
                let candidate = Candidate(
                    text: broken.partial, cause: broken.cause, origin: outcome.job.task.origin,
                    instruction: outcome.job.task.instruction, model: model, at: workspace.now(),
                    leftOut: broken.leftOut)
                try save([.setCandidate(id, candidate)], Usage(), in: workspace)
                return nil
            }
        }

        /// Notes in the turn which sections the run did not come to, so that the same line goes on with them.
        func stopped(before jobs: [WritingPlan.Job], in workspace: Workspace) {
            let left = jobs.map(\.entry.section.id).filter { !done.contains($0) }
            guard begun, !left.isEmpty, workspace.isNewest(turn) else { return }
            // Where it cannot be saved the run has failed for that reason, which is told.
            try? workspace.extend(turn, with: [], usage: Usage(), summary: summary, left: left)
        }

        private mutating func save(_ edits: [Edit], _ usage: Usage, in workspace: Workspace) throws {
            if begun { return try workspace.extend(turn, with: edits, usage: usage, summary: summary) }
            let first = Turn(
                id: turn, at: workspace.now(), kind: kind, input: line, summary: summary, model: model, usage: usage)
            defer { begun = workspace.isNewest(turn) }
            try workspace.commit(edits, first, keepingText: true)
        }
    }
}
