package import Manuscript

/// The estimated usage of a run over many sections, shown before anything is sent.
package struct WritingEstimate: Sendable, Equatable {
    /// The tokens to read over all calls, as if nothing were cached.
    package var prompt = 0
    /// The tokens to write, including reasoning.
    package var completion = 0
    /// The seconds from the first request to the last word; nil if the model's speed is not known yet.
    package var seconds: Double?

    /// The estimate as a usage count.
    package var usage: Usage { Usage(promptTokens: prompt, completionTokens: completion) }
}

extension SectionScheduler {
    /// The tokens per word before any measurement: OpenAI's guide to tokens, plus half for punctuation and names.
    private static let tokensPerWord = 2.0
    /// The tokens per word of a model that reasons before it writes.
    private static let tokensPerReasonedWord = 5.0
    /// The tokens in one line of digests.
    private static let digestLine = 30

    /// Estimates a run; each section's prompt includes the digests of the sections before it.
    ///
    /// The tokens per word are measured on earlier texts of the same model in this session.
    package func estimate() -> WritingEstimate {
        var estimate = WritingEstimate()
        let digests = existingDigests()
        let perWord = tokensPerWord
        let profile = model.profile
        var added = 0
        for job in plan.jobs {
            let chain = SectionChain(
                model: model, session: session, entry: job.entry, task: job.task, digests: digests,
                written: WrittenSections(of: session), sampling: sampling, passages: job.passages)
            var words = job.entry.section.wordBudget
            var calls = profile.tier == .small && !job.task.isEdit ? max(1, words * 3 / 2 / 65) : 1
            if case .polish(let flags) = job.task {
                let batches = PolishChain(chain: chain, flags: flags).batches
                words = batches.joined().reduce(0) { $0 + Prose.words(in: $1.text) }
                calls = batches.count
            }
            if case .excerpt(let excerpt, _, _) = job.task { words = Prose.words(in: excerpt.text) }
            // A request that does not fit is reported when it is made.
            guard let request = try? chain.request() else { continue }
            let prompt = Int((Double(request.estimatedTokens) * profile.tokenRatio).rounded(.up))
            if profile.tier == .large {
                estimate.prompt += min(prompt + added, profile.contextWindow ?? .max)
                added += (words / 90 + 1) * Self.digestLine
            } else {
                estimate.prompt += prompt * calls
            }
            estimate.completion += Int(Double(words) * (profile.tier == .small ? 3 : perWord))
        }
        let streams = Double(max(1, min(plan.parallel, plan.jobs.count)))
        estimate.seconds = tokensPerSecond.map { Double(estimate.completion) / $0 / streams }
        return estimate
    }

    /// The measured speed of the model in one stream, in this session; nil if it is not known yet.
    private var tokensPerSecond: Double? {
        let measured = session.outline.entries.flatMap(\.section.versions).filter { $0.model == model.profile.model }
            .compactMap { version in version.seconds.map { (Double(version.usage?.completionTokens ?? 0), $0) } }
        let (tokens, seconds) = measured.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
        return tokens > 0 && seconds > 0 ? tokens / seconds : nil
    }

    private var tokensPerWord: Double {
        let written = session.outline.entries.flatMap(\.section.versions).filter { $0.model == model.profile.model }
        let measured = written.compactMap { version in
            version.usage.map { (tokens: $0.completionTokens, words: version.words) }
        }
        let (tokens, words) = measured.reduce((0, 0)) { ($0.0 + min($1.tokens, 1_000_000), $0.1 + $1.words) }
        if words >= 50, tokens > words { return Double(tokens) / Double(words) }
        return sampling.reasoningEffort == nil ? Self.tokensPerWord : Self.tokensPerReasonedWord
    }
}
