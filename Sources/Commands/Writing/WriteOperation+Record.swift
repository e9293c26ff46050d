import Chains
import Manuscript
import Platform

extension WriteOperation {
    /// The progress of a run, recorded as one growing turn of the history.
    struct Record {
        let kind: Turn.Kind
        let line: String
        let model: String
        /// True if the texts become current only after the person has reviewed their changes.
        let isHolding: Bool
        /// True if a text becomes current only if it is nearer to the budget than the present one.
        let isFitting: Bool
        let turn = Identifier.random()
        var begun = false
        var done: [Section.ID] = []
        var words = 0
        var unchanged = 0
        /// The numbers of the sections whose present texts are nearer to their budgets.
        private var farther: [String] = []
        /// The numbers of the sections whose texts changed.
        private var changed: [String] = []
        /// The address of the part that changed; nil for whole texts.
        private var part: String?
        /// The instructions behind these changes, in the writer's words.
        private var wishes: Set<String> = []
        /// The sections without a text and the reasons, in the order in which they ended.
        var failed: [(number: String, reason: String)] = []
        /// The numbers of the sections with texts that were cut off.
        var broken: [String] = []
        /// The parts that cleaning removed from the texts, with the numbers of their sections.
        var leftOut: [(number: String, what: String)] = []

        init(kind: Turn.Kind, line: String, model: String, isHolding: Bool, isFitting: Bool = false) {
            self.isHolding = isHolding
            self.isFitting = isFitting
            self.kind = kind
            self.line = line
            self.model = model
        }

        private var verb: String {
            let verbs = [Turn.Kind.write: "wrote", .rewrite: "rewrote", .edit: "edited", .continue: "finished"]
            return verbs[kind] ?? kind.rawValue
        }

        private var left: [String] {
            (farther.isEmpty
                ? [] : ["kept the text of \(Self.list(farther)), which is nearer to the budget"])
                + (broken.isEmpty ? [] : ["left an unfinished draft of \(Self.list(broken))"])
        }

        /// Returns true if the present text of a section is as near to its budget as another text.
        private func isFarther(_ text: String, for section: Section) -> Bool {
            guard isFitting, let present = section.text?.words, let budget = section.words else { return false }
            return abs(Prose.words(in: text) - budget) >= abs(present - budget)
        }

        /// The number of sections and words, for the end of the run.
        var outcome: String {
            let count = changed.count
            let what = part ?? count.counted("section")
            let made = count == 0 ? [] : ["\(verb) \(what), \(words.counted("word"))"]
            return (made + left).joined(separator: "; ")
        }

        /// The sections and the writer's words, for the history: `rewrote 2.1, 4 (310 words): “shorter”`.
        var summary: String {
            guard !changed.isEmpty else { return left.joined(separator: "; ") }
            let isLong = changed.count > Self.mostNumbers
            let places = isLong ? "\(changed.count) sections" : Self.list(changed)
            let wish = wishes.count == 1 ? wishes.first ?? "" : ""
            let quoted = wish.isEmpty ? "" : ": “\(wish.count > 60 ? wish.prefix(59) + "…" : wish)”"
            let count = words.counted("word")
            return (["\(verb) \(places) (\(count))\(quoted)"] + left).joined(separator: "; ")
        }

        /// Lists numbers in the order of the outline.
        private static func list(_ numbers: [String]) -> String {
            numbers.sorted { path($0).lexicographicallyPrecedes(path($1)) }.joined(separator: ", ")
        }

        private static func path(_ number: String) -> [Int] { number.split(separator: ".").compactMap { Int($0) } }

        /// The maximum number of sections that a summary names one by one.
        private static let mostNumbers = 6

        /// A message about the unfinished texts and what to do with them.
        var kept: String {
            let first = broken.first ?? ""
            let what = broken.count == 1 ? "Unfinished draft kept for \(first)" : "Unfinished drafts kept for"
            let which = broken.count == 1 ? "" : " \(Self.list(broken))"
            return "\(what)\(which): \(ChainError.ways(first))"
        }

        /// Returns the failed sections, grouped by reason; the last reason is left to the error that ends the run.
        func failures(of count: Int) -> [String] {
            guard count > 1, !failed.isEmpty else { return [] }
            var reasons: [String] = []
            for failure in failed where !reasons.contains(failure.reason) { reasons.append(failure.reason) }
            let lines = reasons.map { reason in
                let numbers = failed.filter { $0.reason == reason }.map(\.number)
                return "Not written: \(Self.list(numbers))" + (reasons.count == 1 ? "." : ". \(reason)")
            }
            return lines
        }

        /// Returns the message for a run that ends early; nil if it had only one section.
        func remainder(of count: Int) -> String? {
            guard count > 1, done.count < count else { return nil }
            let goesOn =
                kind == .write
                ? " `:write` goes on with the rest."
                : line.hasPrefix(":fit")
                    ? " `:fit` goes on with the rest." : " Repeat the command to continue."
            let isOne = done.count == 1
            return "\(done.count) of \(count) sections \(isOne ? "is" : "are") done.\(goesOn)"
        }

        /// Saves the outcome of a section; returns the new current text, or nil if the old one stays.
        mutating func keep(_ outcome: SectionScheduler.Outcome, in workspace: Workspace) throws -> String? {
            let id = outcome.job.entry.section.id
            guard let section = workspace.session.outline[id] else { return nil }
            switch outcome.result {
            case .success(let draft):
                done.append(id)
                guard draft.text != section.text?.text else {
                    unchanged += 1
                    try workspace.turns.count(draft.usage)
                    return draft.text
                }
                let task = outcome.job.task
                let isFarther = isFarther(draft.text, for: section)
                if isFarther {
                    farther.append(outcome.job.entry.number)
                } else {
                    let excerpt = outcome.job.excerpt
                    part = excerpt?.address
                    words += Prose.words(in: draft.text) - (excerpt?.wordsAround ?? 0)
                    changed.append(part ?? outcome.job.entry.number)
                }
                // Commands such as `:fit` have their own instructions.
                if line.contains(task.instruction) { wishes.insert(task.instruction) }
                let version = Version(
                    number: section.nextVersionNumber, text: draft.text, origin: task.origin,
                    instruction: task.instruction,
                    model: model, at: workspace.now(), usage: draft.usage,
                    seconds: (draft.seconds * 100).rounded() / 100,
                    leftOut: draft.leftOut, offered: outcome.job.offered)
                if let left = draft.leftOut { leftOut.append((number: outcome.job.entry.number, what: left.what)) }
                let clearing: [Edit] = section.candidate == nil ? [] : [.setCandidate(id, nil)]
                let isHeld = isHolding && section.text != nil || isFarther
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

        /// Records the sections that the run did not reach, so that repeating the line continues with them.
        func stopped(before jobs: [WritingPlan.Job], in workspace: Workspace) {
            let left = jobs.map(\.entry.section.id).filter { !done.contains($0) }
            guard begun, !left.isEmpty, workspace.turns.isNewest(turn) else { return }
            // If saving fails here, the run has already failed and reported the reason.
            try? workspace.turns.extend(turn, with: [], usage: Usage(), summary: summary, left: left)
        }

        private mutating func save(_ edits: [Edit], _ usage: Usage, in workspace: Workspace) throws {
            if begun { return try workspace.turns.extend(turn, with: edits, usage: usage, summary: summary) }
            let first = Turn(
                id: turn, at: workspace.now(), kind: kind, input: line, summary: summary, model: model, usage: usage)
            defer { begun = workspace.turns.isNewest(turn) }
            try workspace.turns.commit(edits, first, keepingText: true)
        }
    }
}
