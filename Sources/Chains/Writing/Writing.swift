package import Manuscript

/// Writes many sections: the first alone, so that the server's prompt cache is warm, then several at once.
package struct Writing: Sendable {
    let model: any LanguageModel
    let session: Session
    let plan: WritingPlan
    let sampling: ModelRequest.Sampling

    /// Makes a run over a plan; `session` is the post as it is before the run.
    package init(
        model: any LanguageModel, session: Session, plan: WritingPlan, sampling: ModelRequest.Sampling = .init()
    ) {
        self.model = model
        self.session = session
        self.plan = plan
        self.sampling = sampling
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
    /// they end; where it throws, the run ends. After a section that fails no further one is begun, but those under way
    /// are finished. Throws the reason of the first failure behind all of that, or `CancellationError`.
    package func run(
        live: @escaping @Sendable (Live) -> Void, finished: (Outcome) async throws -> Void
    ) async throws {
        var failure: (any Error)?
        var digests = existingDigests()
        var told = existingTexts()
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            var next = 0
            var running = 0
            func begin() {
                let (index, known, texts) = (next, digests, told)
                next += 1
                running += 1
                group.addTask { await outcome(of: index, digests: known, told: texts, live) }
            }
            if !plan.jobs.isEmpty { begin() }
            while running > 0, let outcome = try await group.next() {
                running -= 1
                switch outcome.result {
                case .success(let draft):
                    digests.append(Digest.text(of: outcome.job.entry, body: draft.text))
                    told.append(draft.text)
                case .failure(let broken): failure = failure ?? broken.reason
                }
                try await finished(outcome)
                while failure == nil, !Task.isCancelled, running < plan.parallel, next < plan.jobs.count,
                    mayBegin(next, running)
                {
                    begin()
                }
            }
        }
        try Task.checkCancellation()
        if let failure { throw failure }
    }

    /// What the first section of the plan would be asked with, as things stand; nil where the plan is empty.
    package var firstRequest: ModelRequest? {
        plan.jobs.first.map { job in
            SectionChain(
                model: model, session: session, entry: job.entry, task: job.task, digests: existingDigests(),
                sampling: sampling
            ).request()
        }
    }

    /// Introduction and conclusion wait until everything before them is finished.
    private func mayBegin(_ index: Int, _ running: Int) -> Bool {
        plan.jobs[index].entry.section.role == nil || running == 0
    }

    private func existingDigests() -> [String] {
        let planned = Set(plan.jobs.map(\.entry.section.id))
        return session.outline.entries.compactMap { entry in
            guard !planned.contains(entry.section.id), let text = entry.section.text?.text else { return nil }
            return Digest.text(of: entry, body: text)
        }
    }

    private func existingTexts() -> [String] {
        let planned = Set(plan.jobs.map(\.entry.section.id))
        return session.outline.entries.filter { !planned.contains($0.section.id) }.compactMap { $0.section.text?.text }
    }

    private func outcome(
        of index: Int, digests: [String], told: [String], _ live: @escaping @Sendable (Live) -> Void
    ) async -> Outcome {
        let job = plan.jobs[index]
        let chain = SectionChain(
            model: model, session: session, entry: job.entry, task: job.task, digests: digests, told: told,
            sampling: sampling)
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
