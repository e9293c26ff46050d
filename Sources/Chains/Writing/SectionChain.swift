package import Manuscript
import Platform

/// One section → its body: a prompt, a call, the sanitiser.
package struct SectionChain: Sendable {
    let model: any LanguageModel
    let session: Session
    let entry: Outline.Entry
    let task: SectionTask
    let digests: [String]
    let told: WrittenParagraphs
    let sampling: ModelRequest.Sampling
    /// Words to ask for, where that is not the section's own budget.
    let target: Int?
    /// Whether a text far from its length is asked for once more.
    let holdsLength: Bool
    /// Whether somebody reads the text while it comes, so that one that breaks off is continued instead of drawn anew.
    let isRead: Bool

    /// Makes the chain for one section; `digests` are those of finished sections, oldest first, and `told` what the
    /// post says in full, against which a small model's paragraphs are measured.
    package init(
        model: any LanguageModel, session: Session, entry: Outline.Entry, task: SectionTask, digests: [String] = [],
        told: WrittenParagraphs = WrittenParagraphs(), sampling: ModelRequest.Sampling = .init(), target: Int? = nil,
        holdsLength: Bool = true, isRead: Bool = false
    ) {
        self.model = model
        self.session = session
        self.entry = entry
        self.task = task
        self.digests = digests
        self.told = told
        self.sampling = sampling
        self.target = target
        self.holdsLength = holdsLength
        self.isRead = isRead
    }

    /// A finished body.
    package struct Draft: Sendable, Equatable {
        /// Clean Markdown, never empty.
        package var text: String
        package var usage: Usage
        package var seconds: Double
        /// What cleaning left out of the answer; nil where it lost nothing.
        package var leftOut: LeftOut?
    }

    /// A text that did not finish, and why.
    package struct Broken: Error {
        /// What there is of it, cleaned; may be empty.
        package var partial: String
        package var cause: Candidate.Cause
        package var reason: any Error
        /// What cleaning left out of it; nil where it lost nothing.
        package var leftOut: LeftOut?
    }

    /// What a live view is told.
    package enum Live: Sendable, Equatable {
        /// The model has begun to answer, so that the prompt is in its server's cache.
        case answering
        /// Clean text, to be appended.
        case text(String)
        /// What was shown is void; the section begins again.
        case restart
        /// What was shown is void: it was the model's reasoning. The text follows.
        case retracted
        /// What was shown broke off; the text goes on behind this part of it.
        case resumed(String)
        /// What was shown is whole but has `words` instead of `wanted` words; a second text follows, which may replace it.
        case again(words: Int, wanted: Int)
        /// The model is reasoning.
        case reasoning
        /// What did not fit into the model's window and was left out of the prompt.
        case leftOut([String])
    }

    var otherTitles: [String] {
        session.outline.entries.map(\.section).filter { $0.id != entry.section.id }.map(\.title)
    }

    /// A small model nearly always runs into its ceiling; what it said up to its last whole sentence will do.
    func acceptsCut(_ body: String) -> Bool {
        model.profile.tier == .small && Prose.words(in: body) * 2 >= min(wordBudget, 100)
    }

    private var wordBudget: Int { target ?? entry.section.words ?? entry.section.text?.words ?? 120 }

    /// The length that the text is held to; nil where the writer's words decide.
    var goal: LengthGoal? {
        guard holdsLength, entry.section.words != nil else { return nil }
        switch task {
        case .write, .repair, .alternative, .rewrite(instruction: ""): return LengthGoal(words: wordBudget)
        default: return nil
        }
    }

    /// The request of an attempt; a second one is sampled differently.
    ///
    /// Throws `ChainError.doesNotFit` where the model's window is too small for it.
    package func request(attempt: Int = 1, _ live: @Sendable (Live) -> Void = { _ in }) throws -> ModelRequest {
        switch model.profile.tier {
        case .large:
            let prompt = try fitted
            if !prompt.leftOut.isEmpty { live(.leftOut(prompt.leftOut)) }
            let sampling = (1..<max(attempt, 1)).reduce(sampling) { sampling, _ in sampling.reseeded }
            return ModelRequest(messages: prompt.parts.messages, sampling: sampling, maxTokens: prompt.maxTokens)
        case .small:
            let prompt = SmallPrompt(session: session, entry: entry, task: task)
            let ceiling = prompt.words * 2 + 40
            return try fitting(
                ModelRequest(messages: prompt.messages, sampling: smallSampling(attempt), maxTokens: ceiling))
        }
    }

    /// The prompt part by part, as far as it fits into the model's window.
    ///
    /// Throws `ChainError.doesNotFit`.
    package func promptParts() throws -> [PromptPart] {
        guard model.profile.tier == .small else { return try fitted.parts }
        return try request().messages.map { PromptPart($0.role, "task", $0.text) }
    }

    private var fitted: FittedPrompt {
        get throws {
            let prompt = SectionPrompt(
                session: session, entry: entry, task: task, digests: digests, target: target)
            // Room for reasoning and for a long answer: the ceiling only stops a model that does not stop itself.
            return try FittedPrompt(
                prompt, window: model.profile.contextWindow, ceiling: prompt.words * 3 + 3000,
                least: prompt.words * 2 + 200, ratio: model.profile.tokenRatio)
        }
    }

    /// The request of a small model with a ceiling that leaves the prompt its room; throws `ChainError.doesNotFit`.
    func fitting(_ request: ModelRequest) throws(ChainError) -> ModelRequest {
        // An edit gives the whole text again.
        let least = task.isEdit ? (entry.section.text?.words ?? 0) * 4 / 3 : 0
        return try model.profile.fitting(request, what: "section \(entry.number)", least: least)
    }

    /// How a small model is sampled; a text that there is a version of already must not come out again.
    func smallSampling(_ attempt: Int) -> ModelRequest.Sampling {
        var sampling = sampling
        sampling.temperature = 0.5
        sampling.minP = 0.1
        sampling.repeatPenalty = 1.08
        sampling.repeatLastN = 128
        sampling.dry = .init(multiplier: 0.8, allowedLength: 3, lastN: 512)
        sampling.reusesPrompt = false
        sampling.seed = SmallSeed.of(sampling.seed ?? 0, draw: entry.section.versions.count * 1000 + attempt)
        return sampling
    }
}
