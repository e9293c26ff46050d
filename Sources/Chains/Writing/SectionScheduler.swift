package import Manuscript

/// Writes many sections: the first alone, to warm the server's prompt cache, then several at once.
package struct SectionScheduler: Sendable {
    let model: any LanguageModel
    let session: Session
    let plan: WritingPlan
    let sampling: ModelRequest.Sampling
    let holdsLength: Bool
    let isRead: Bool

    /// Creates a run over a plan; `session` is the post as it is before the run.
    ///
    /// With `holdsLength`, a text whose length is far off is requested once more, and any surplus or shortfall is
    /// passed on to later sections. With `isRead`, a text that breaks off is continued instead of drawn again.
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

    /// The outcome of one section.
    package struct Outcome: Sendable {
        /// The index of the job in the plan.
        package var index: Int
        package var job: WritingPlan.Job
        package var result: Result<SectionChain.Draft, SectionChain.Broken>
    }

    /// An event for the live view; the number is the index of the job in the plan.
    package enum Live: Sendable, Equatable {
        case began(Int)
        case section(Int, SectionChain.Live)
    }

    /// Runs the plan.
    ///
    /// `live` is called from several tasks at once. `finished` is called for one section at a time, in the order in
    /// which they end; if it throws, the sections in progress are stopped, and it is called for their partial texts.
    /// After a failure, the sections in progress are finished and the remaining ones still started, unless they would
    /// fail too (`WritingFailures`). At the end, throws the reason of the first failure, or `CancellationError`.
    package func run(
        live: @escaping @Sendable (Live) -> Void, finished: (Outcome) async throws -> Void
    ) async throws {
        var failures = WritingFailures()
        var digests = existingDigests()
        let told = WrittenParagraphs(existingTexts())
        let written = WrittenSections(of: session)
        var pace = WritingPace(plan)
        let firstToken = FirstToken()
        var openBodies = plan.jobs.count { $0.entry.section.role == nil }
        try await withThrowingTaskGroup(of: Event.self) { group in
            var next = 0
            var running = 0
            /// Starts the next section.
            func begin() {
                let (index, known) = (next, digests)
                let target = holdsLength ? pace.target(of: next) : nil
                next += 1
                running += 1
                group.addTask {
                    .ended(
                        await outcome(of: index, digests: known, told: (told, written), target: target) { event in
                            live(event)
                            if index == 0 { firstToken.notice(event) }
                        })
                }
            }
            /// Starts as many sections as may run at once.
            func fill() {
                while !failures.isEnough, !Task.isCancelled, running < plan.parallel, next < plan.jobs.count,
                    mayBegin(next, openBodies: openBodies)
                {
                    begin()
                }
            }
            if !plan.jobs.isEmpty { begin() }
            if isColdStart {
                group.addTask { await firstToken.arrives() ? .warm : .cold }
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
                if outcome.index == 0 { firstToken.end() }
                switch outcome.result {
                case .success(let draft):
                    digests.append(Digest.text(of: outcome.job.entry, body: draft.text))
                    written.set(draft.text, of: outcome.job.entry.section.id)
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
            firstToken.end()
        }
        try Task.checkCancellation()
        if let failure = failures.first { throw failure }
    }

    private enum Event: Sendable {
        case warm, cold
        case ended(Outcome)
    }

    /// True if later sections wait for the first token, by when the shared prompt is in the server's cache.
    private var isColdStart: Bool { plan.parallel > 1 && plan.jobs.count > 1 && model.profile.tier == .large }

    /// Returns the prompt of the plan's first section, given the present texts; empty if the plan is empty.
    ///
    /// Throws `ChainError.doesNotFit`.
    package func firstPrompt() throws -> [PromptPart] {
        guard let job = plan.jobs.first else { return [] }
        return try SectionChain(
            model: model, session: session, entry: job.entry, task: job.task, digests: existingDigests(),
            written: WrittenSections(of: session), sampling: sampling, passages: job.passages
        ).promptParts()
    }

    /// Returns false for an introduction or conclusion, which do not wait for each other, while body sections are open.
    private func mayBegin(_ index: Int, openBodies: Int) -> Bool {
        plan.isInOrder || openBodies == 0 || plan.jobs[index].entry.section.role == nil
    }

    /// Returns summaries of the sections that are written and not planned to be written again.
    func existingDigests() -> [String] {
        let planned = Set(plan.jobs.map(\.entry.section.id))
        return session.outline.entries.compactMap { entry in
            guard !planned.contains(entry.section.id), let text = entry.section.text?.text else { return nil }
            return Digest.text(of: entry, body: text)
        }
    }

    /// Returns the texts of these sections.
    func existingTexts() -> [String] {
        let planned = Set(plan.jobs.map(\.entry.section.id))
        return session.outline.entries.filter { !planned.contains($0.section.id) }.compactMap { $0.section.text?.text }
    }

    private func outcome(
        of index: Int, digests: [String], told: (paragraphs: WrittenParagraphs, sections: WrittenSections),
        target: Int?, _ live: @escaping @Sendable (Live) -> Void
    ) async -> Outcome {
        let job = plan.jobs[index]
        var sampling = sampling
        if plan.isInOrder { sampling.slot = 0 }
        let chain = SectionChain(
            model: model, session: session, entry: job.entry, task: job.task, digests: digests, told: told.paragraphs,
            written: told.sections, sampling: sampling, target: target, holdsLength: holdsLength, isRead: isRead,
            passages: job.passages)
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
