package import Manuscript

/// What a run over many sections will about take, told before anything is sent.
package struct WritingEstimate: Sendable, Equatable {
    /// Tokens to read, over all calls, as if nothing were cached.
    package var prompt = 0
    /// Tokens to write, reasoning included.
    package var completion = 0

    /// As a count.
    package var usage: Usage { Usage(promptTokens: prompt, completionTokens: completion) }
}

extension SectionScheduler {
    /// Tokens of a word where nothing was measured yet, by OpenAI's guide to tokens; half as many again for marks and names.
    private static let tokensPerWord = 2.0
    /// The same of a model that reasons before it writes.
    private static let tokensPerReasonedWord = 5.0
    /// Tokens of a digest's line.
    private static let digestLine = 30

    /// Estimates a run, each section with the digests of those before it.
    ///
    /// How many tokens a word takes is measured on what the same model wrote in this session before.
    package func estimate() -> WritingEstimate {
        var estimate = WritingEstimate()
        let digests = existingDigests()
        let perWord = tokensPerWord
        let profile = model.profile
        var added = 0
        for job in plan.jobs {
            let chain = SectionChain(
                model: model, session: session, entry: job.entry, task: job.task, digests: digests, sampling: sampling)
            let words = job.entry.section.words ?? job.entry.section.text?.words ?? 120
            // What does not fit is said when it is asked for.
            guard let request = try? chain.request() else { continue }
            let calls = profile.tier == .small && !job.task.isEdit ? max(1, words * 3 / 2 / 65) : 1
            let prompt = Int((Double(request.estimatedTokens) * profile.tokenRatio).rounded(.up))
            if profile.tier == .large {
                estimate.prompt += min(prompt + added, profile.contextWindow ?? .max)
                added += (words / 90 + 1) * Self.digestLine
            } else {
                estimate.prompt += prompt * calls
            }
            estimate.completion += Int(Double(words) * (profile.tier == .small ? 3 : perWord))
        }
        return estimate
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
