package import Manuscript

/// Writes many sections: the first alone, so that the server's prompt cache is warm, then several at once.
package struct SectionScheduler: Sendable {
    let model: any LanguageModel
    let session: Session
    let plan: WritingPlan
    let sampling: ModelRequest.Sampling
    let holdsLength: Bool
    let isRead: Bool

    /// Makes a run over a plan; `session` is the post as it is before the run.
    ///
    /// With `holdsLength` a text that is far from its length is asked for once more, and what is too much or too little is
    /// carried on to the sections that come later. With `isRead` a text that breaks off is continued, not drawn anew.
    package init(
        model: any LanguageModel, session: Session, plan: WritingPlan, sampling: ModelRequest.Sampling = .init(),
        holdsLength: Bool = true, isRead: Bool = false
    ) {
        self.model = model
        self.session = session
        self.plan = plan
        self.sampling = sampling
        self.holdsLength = holdsLength
        self.isRead = isRead
    }

    /// How one section ended.
    package struct Outcome: Sendable {
        /// The place of the job in the plan.
        package var index: Int
        package var job: WritingPlan.Job
        package var result: Result<SectionChain.Draft, SectionChain.Broken>
    }

    /// What a live view is told; the index is the place of the job in the plan.
    package enum Live: Sendable, Equatable {
        case began(Int)
        case section(Int, SectionChain.Live)
    }

    /// Runs the plan.
    ///
    /// `live` is called from several tasks at once. `finished` is called for one section at a time, in the order in which
    /// they end; where it throws, those under way are stopped, and it is called for what there is of them. Where a section
    /// fails the others are begun all the same, unless they would fail too (`WritingFailures`); those under way are
    /// finished. Throws the reason of the first failure behind all of that, or `CancellationError`.
    package func run(
        live: @escaping @Sendable (Live) -> Void, finished: (Outcome) async throws -> Void
    ) async throws {
        var failures = WritingFailures()
        var digests = existingDigests()
        let told = WrittenParagraphs(existingTexts())
        var pace = WritingPace(plan)
        let warmth = FirstToken()
        var openBodies = plan.jobs.count { $0.entry.section.role == nil }
        try await withThrowingTaskGroup(of: Event.self) { group in
            var next = 0
            var running = 0
            func begin() {
                let (index, known) = (next, digests)
                let target = holdsLength ? pace.target(of: next) : nil
                next += 1
                running += 1
                group.addTask {
                    .ended(
                        await outcome(of: index, digests: known, told: told, target: target) { event in
                            live(event)
                            if index == 0 { warmth.feel(event) }
                        })
                }
            }
            func fill() {
                while !failures.isEnough, !Task.isCancelled, running < plan.parallel, next < plan.jobs.count,
                    mayBegin(next, openBodies: openBodies)
                {
                    begin()
                }
            }
            if !plan.jobs.isEmpty { begin() }
            if isColdStart {
                group.addTask { await warmth.come() ? .warm : .cold }
            } else {
                fill()
            }
            while running > 0, let event = try await group.next() {
                guard case .ended(let outcome) = event else {
                    if case .warm = event { fill() }
                    continue
                }
                running -= 1
                if outcome.job.entry.section.role == nil { openBodies -= 1 }
                if outcome.index == 0 { warmth.end() }
                switch outcome.result {
                case .success(let draft):
                    digests.append(Digest.text(of: outcome.job.entry, body: draft.text))
                    pace.wrote(draft.text, of: outcome.index)
                case .failure: break
                }
                failures.take(outcome)
                do { try await finished(outcome) } catch {
                    failures.stop(error)
                    group.cancelAll()
                }
                fill()
            }
            warmth.end()
        }
        try Task.checkCancellation()
        if let failure = failures.first { throw failure }
    }

    private enum Event: Sendable {
        case warm, cold
        case ended(Outcome)
    }

    /// Whether the others wait until the first answer begins: by then the prompt that they share is in the server's cache.
    private var isColdStart: Bool { plan.parallel > 1 && plan.jobs.count > 1 && model.profile.tier == .large }

    /// What the first section of the plan would be asked with, as things stand; empty where the plan is.
    ///
    /// Throws `ChainError.doesNotFit`.
    package func firstPrompt() throws -> [PromptPart] {
        guard let job = plan.jobs.first else { return [] }
        return try SectionChain(
            model: model, session: session, entry: job.entry, task: job.task, digests: existingDigests(),
            sampling: sampling
        ).promptParts()
    }

    /// Introduction and conclusion wait until everything before them is finished; they do not wait for each other.
    private func mayBegin(_ index: Int, openBodies: Int) -> Bool {
        openBodies == 0 || plan.jobs[index].entry.section.role == nil
    }

    func existingDigests() -> [String] {
        let planned = Set(plan.jobs.map(\.entry.section.id))
        return session.outline.entries.compactMap { entry in
            guard !planned.contains(entry.section.id), let text = entry.section.text?.text else { return nil }
            return Digest.text(of: entry, body: text)
        }
    }

    func existingTexts() -> [String] {
        let planned = Set(plan.jobs.map(\.entry.section.id))
        return session.outline.entries.filter { !planned.contains($0.section.id) }.compactMap { $0.section.text?.text }
    }

    private func outcome(
        of index: Int, digests: [String], told: WrittenParagraphs, target: Int?,
        _ live: @escaping @Sendable (Live) -> Void
    ) async -> Outcome {
        let job = plan.jobs[index]
        let chain = SectionChain(
            model: model, session: session, entry: job.entry, task: job.task, digests: digests, told: told,
            sampling: sampling, target: target, holdsLength: holdsLength, isRead: isRead)
        live(.began(index))
        do throws(any Error) {
            let draft = try await chain.draft { live(.section(index, $0)) }
            return Outcome(index: index, job: job, result: .success(draft))
        } catch let broken as SectionChain.Broken {
            return Outcome(index: index, job: job, result: .failure(broken))
        } catch {
            let broken = SectionChain.Broken(partial: "", cause: .dropped, reason: error)
            return Outcome(index: index, job: job, result: .failure(broken))
        }
    }
}
