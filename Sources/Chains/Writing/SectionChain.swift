package import Manuscript
import Platform

/// One section → its body, in three steps: prompt, call and clean-up.
package struct SectionChain: Sendable {
    let model: any LanguageModel
    let session: Session
    let entry: Outline.Entry
    let task: SectionTask
    /// Summaries of the finished sections, for large models.
    let digests: [String]
    /// The paragraphs of the post, for small models.
    let told: WrittenParagraphs
    /// The texts of the sections, for medium models.
    let written: WrittenSections
    let sampling: ModelRequest.Sampling
    /// The number of words to request, if different from the section's own budget.
    let target: Int?
    /// True if a text whose length is far off is requested once more.
    let holdsLength: Bool
    /// The passages of the writer's sources for this section, best first.
    let passages: [Passage]
    /// True if the text is shown as it arrives, so that it is continued after a break instead of drawn again.
    let isRead: Bool

    /// Creates the chain for one section.
    ///
    /// `digests` are those of finished sections, oldest first; `told` holds the paragraphs of the post, which a small
    /// model must not repeat; `written` holds the texts of the sections so far.
    package init(
        model: any LanguageModel, session: Session, entry: Outline.Entry, task: SectionTask, digests: [String] = [],
        told: WrittenParagraphs = WrittenParagraphs(), written: WrittenSections = WrittenSections(),
        sampling: ModelRequest.Sampling = .init(), target: Int? = nil, holdsLength: Bool = true, isRead: Bool = false,
        passages: [Passage] = []
    ) {
        self.model = model
        self.session = session
        self.entry = entry
        self.task = task
        self.digests = digests
        self.told = told
        self.written = written
        self.sampling = sampling
        self.target = target
        self.holdsLength = holdsLength
        self.isRead = isRead
        self.passages = passages
    }

    /// A finished body.
    package struct Draft: Sendable, Equatable {
        /// Clean Markdown, never empty.
        package var text: String
        package var usage: Usage
        package var seconds: Double
        /// The text that cleaning removed from the answer; nil if it removed nothing.
        package var leftOut: LeftOut?
    }

    /// An unfinished text, and the reason.
    package struct Broken: Error {
        /// The part that arrived, cleaned; may be empty.
        package var partial: String
        package var cause: Candidate.Cause
        package var reason: any Error
        /// The text that cleaning removed from it; nil if it removed nothing.
        package var leftOut: LeftOut?
    }

    /// An event for the live view.
    package enum Live: Sendable, Equatable {
        /// The model has begun to answer, so the prompt is in the server's cache.
        case answering
        /// Clean text to append.
        case text(String)
        /// The text shown so far is void; the section starts again.
        case restart
        /// The text shown so far is void because it was reasoning; the answer follows.
        case retracted
        /// The answer broke off; the text continues after this part of it.
        case resumed(String)
        /// The text shown is complete but has a fault, described for the writer; another version may replace it.
        case again(String)
        /// The model is reasoning.
        case reasoning
        /// The parts left out of the prompt because they did not fit into the model's window.
        case leftOut([String])
    }

    /// The titles of all other sections, at which an answer that runs on is cut.
    var otherTitles: [String] {
        session.outline.entries.map(\.section).filter { $0.id != entry.section.id }.map(\.title)
    }

    /// Returns true if a text that reached its token ceiling is long enough: a small model nearly always reaches it, and
    /// a medium one where it wanders.
    func acceptsCut(_ body: String) -> Bool {
        guard model.profile.tier == .small || model.profile.tier == .medium && !task.isEdit else { return false }
        return Prose.words(in: body) * 2 >= min(wordBudget, 100)
    }

    private var wordBudget: Int { target ?? entry.section.wordBudget }

    /// The required length of the text; nil if the writer's instruction decides.
    var goal: LengthGoal? {
        holdsLength && entry.section.words != nil && task.isFree ? LengthGoal(words: wordBudget) : nil
    }

    /// Returns the request of an attempt; later attempts use other sampling parameters.
    ///
    /// Throws `ChainError.doesNotFit` if the model's window is too small.
    package func request(attempt: Int = 1, _ live: @Sendable (Live) -> Void = { _ in }) throws -> ModelRequest {
        if case .polish(let flags) = task {
            let polish = PolishChain(chain: self, flags: flags)
            return try polish.batches.first.map { try polish.request($0) } ?? ModelRequest(messages: [])
        }
        if case .excerpt(let excerpt, _, _) = task {
            return try ExcerptChain(chain: self, excerpt: excerpt).request(attempt: attempt)
        }
        switch model.profile.tier {
        case .large:
            let prompt = try fitted
            if !prompt.leftOut.isEmpty { live(.leftOut(prompt.leftOut)) }
            return ModelRequest(
                messages: prompt.parts.messages, sampling: self.sampling(attempt: attempt), maxTokens: prompt.maxTokens)
        case .medium:
            let prompt = mediumPrompt
            // Room for twice the words: a text that runs on longer is cut there and asked for once more.
            let text = entry.section.text?.words ?? 0
            let ceiling = (task.isEdit ? max(prompt.words, text) : prompt.words) * 3 + 120
            let request = ModelRequest(
                messages: prompt.parts.messages, sampling: mediumSampling(attempt), maxTokens: ceiling)
            return try fitting(request)
        case .small:
            let prompt = SmallPrompt(session: session, entry: entry, task: task, passages: passages)
            let ceiling = prompt.words * 2 + 40
            return try fitting(
                ModelRequest(messages: prompt.messages, sampling: smallSampling(attempt), maxTokens: ceiling))
        }
    }

    /// Returns the parts of the prompt that fit into the model's window.
    ///
    /// Throws `ChainError.doesNotFit`.
    func promptParts() throws -> [PromptPart] {
        switch model.profile.tier {
        case .large: return try fitted.parts
        case .medium: return mediumPrompt.parts
        case .small: return try request().messages.map { PromptPart($0.role, "task", $0.text) }
        }
    }

    var fitted: FittedPrompt {
        get throws {
            let prompt = SectionPrompt(
                session: session, entry: entry, task: task, digests: digests, target: target, passages: passages)
            // The ceiling leaves room for reasoning and a long answer; it only stops a model that would not stop.
            return try FittedPrompt(
                prompt, window: model.profile.contextWindow, ceiling: prompt.words * 3 + 3000,
                least: prompt.words * 2 + 200, ratio: model.profile.tokenRatio)
        }
    }

    /// Returns a small model's request with a ceiling that leaves room for the prompt; throws `ChainError.doesNotFit`.
    func fitting(_ request: ModelRequest) throws(ChainError) -> ModelRequest {
        // An edit returns the whole text again.
        let least = task.isEdit ? (entry.section.text?.words ?? 0) * 4 / 3 : 0
        return try model.profile.fitting(request, what: "section \(entry.number)", least: least)
    }

    var mediumPrompt: MediumPrompt {
        let earlier = written.before(entry, in: session)
        let previous = model.profile.writesInOrder ? earlier.last : nil
        return MediumPrompt(
            base: SectionPrompt(
                session: session, entry: entry, task: task, digests: [], target: target, passages: passages),
            hasEarlier: !earlier.isEmpty, previous: previous?.isNext == true ? previous?.text : nil)
    }

    /// Returns the sampling of an attempt as the model's tier needs it.
    func sampling(attempt: Int) -> ModelRequest.Sampling {
        switch model.profile.tier {
        case .large: (1..<max(attempt, 1)).reduce(sampling) { sampling, _ in sampling.reseeded }
        case .medium: mediumSampling(attempt)
        case .small: smallSampling(attempt)
        }
    }

    /// Returns the sampling for a medium model, seeded so that an existing version is not produced again.
    private func mediumSampling(_ attempt: Int) -> ModelRequest.Sampling {
        var sampling = sampling
        sampling.temperature = sampling.temperature ?? 0.7
        sampling.minP = 0.05
        sampling.repeatPenalty = 1.08
        // Longer runs of words than this one are copied from elsewhere in the post.
        sampling.dry = .init(multiplier: 0.8, allowedLength: 5, lastN: 1024)
        sampling.paragraphs = task.isFree && !allowsLists ? paragraphShape : nil
        sampling.seed = SmallSeed.of(sampling.seed ?? 0, draw: entry.section.versions.count * 1000 + attempt)
        return sampling
    }

    /// Returns the sampling for a small model, seeded so that an existing version is not produced again.
    func smallSampling(_ attempt: Int) -> ModelRequest.Sampling {
        var sampling = sampling
        sampling.temperature = 0.5
        sampling.minP = 0.1
        sampling.repeatPenalty = 1.08
        sampling.repeatLastN = 128
        sampling.dry = .init(multiplier: 0.8, allowedLength: 3, lastN: 512)
        // Reuse is faster, but only a prompt that is read anew gives the same text for the same seed.
        sampling.reusesPrompt = sampling.seed == nil
        sampling.seed = SmallSeed.of(sampling.seed ?? 0, draw: entry.section.versions.count * 1000 + attempt)
        return sampling
    }
}
