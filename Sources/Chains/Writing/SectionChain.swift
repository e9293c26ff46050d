package import Manuscript
import Platform

/// One section → its body: a prompt, a call, the sanitiser.
package struct SectionChain: Sendable {
    let model: any LanguageModel
    let session: Session
    let entry: Outline.Entry
    let task: SectionTask
    let digests: [String]
    let told: [String]
    let sampling: ModelRequest.Sampling

    /// Makes the chain for one section; `digests` are those of finished sections, oldest first, and `told` their whole
    /// texts, which a capable model is not shown.
    package init(
        model: any LanguageModel, session: Session, entry: Outline.Entry, task: SectionTask, digests: [String] = [],
        told: [String] = [], sampling: ModelRequest.Sampling = .init()
    ) {
        self.model = model
        self.session = session
        self.entry = entry
        self.task = task
        self.digests = digests
        self.told = told
        self.sampling = sampling
    }

    /// A finished body.
    package struct Draft: Sendable, Equatable {
        /// Clean Markdown, never empty.
        package var text: String
        package var usage: Usage
        package var seconds: Double
    }

    /// A text that did not finish, and why.
    package struct Broken: Error {
        /// What there is of it, cleaned; may be empty.
        package var partial: String
        package var cause: Candidate.Cause
        package var reason: any Error
    }

    /// What a live view is told.
    package enum Live: Sendable, Equatable {
        /// Clean text, to be appended.
        case text(String)
        /// What was shown is void; the section begins again.
        case restart
        /// The model is reasoning.
        case reasoning
    }

    /// Writes the body; asks a second time where nothing of the first answer belongs to the section.
    ///
    /// Throws `Broken`, whose reason is a `ModelError`, a `ChainError` or `CancellationError`.
    package func draft(_ live: @Sendable (Live) -> Void = { _ in }) async throws -> Draft {
        if model.profile.tier == .small, !task.isEdit { return try await SmallSection(chain: self).draft(live) }
        var usage = Usage()
        var seconds = 0.0
        for attempt in 1...2 {
            let answer = try await ask(fitting(request(attempt: attempt)), live)
            usage += answer.reply.usage
            seconds += answer.reply.seconds
            let body = finished(answer.filtered)
            if answer.reply.finish == .length, !answer.isCut, !acceptsCut(body) {
                let reason = ChainError.cutOff(number: entry.number, model: model.profile.model)
                throw Broken(partial: body, cause: .length, reason: reason)
            }
            if answer.reply.finish == .other("content_filter"), !answer.isCut {
                let reason = ChainError.filtered(number: entry.number, model: model.profile.model)
                throw Broken(partial: body, cause: .dropped, reason: reason)
            }
            if !body.isEmpty { return Draft(text: body, usage: usage, seconds: seconds) }
            live(.restart)
        }
        let reason = ChainError.emptyBody(number: entry.number, model: model.profile.model)
        throw Broken(partial: "", cause: .dropped, reason: reason)
    }

    /// One call, its answer filtered as it comes; an answer without any text counts as empty.
    func ask(_ request: ModelRequest, _ live: @Sendable (Live) -> Void) async throws -> (
        reply: ModelReply, filtered: String, isCut: Bool
    ) {
        var filter = BodyFilter(
            title: entry.section.title, otherTitles: otherTitles, isConclusion: entry.section.role == .conclusion)
        var filtered = ""
        func show(_ text: String) {
            guard !text.isEmpty else { return }
            filtered += text
            live(.text(text))
        }
        do {
            let reply = try await model.reply(
                to: request, onText: { show(filter.push($0)) }, onReasoning: { _ in live(.reasoning) })
            show(filter.finish())
            return (reply, filtered, filter.isCut)
        } catch let error as ModelError where error == .emptyReply(server: model.profile.service) {
            return (ModelReply(text: "", usage: Usage(calls: 1), finish: .stop, seconds: 0), "", false)
        } catch {
            let cause: Candidate.Cause = error is CancellationError ? .interrupted : .dropped
            throw Broken(partial: Prose.body(filtered + filter.finish()), cause: cause, reason: error)
        }
    }

    func finished(_ text: String) -> String {
        let body = Sanitiser.finished(text)
        return model.profile.tier == .small ? Sanitiser.finished(Debris.removed(from: body)) : body
    }

    private var otherTitles: [String] {
        session.outline.entries.map(\.section).filter { $0.id != entry.section.id }.map(\.title)
    }

    /// A small model nearly always runs into its ceiling; what it said up to its last whole sentence will do.
    private func acceptsCut(_ body: String) -> Bool {
        model.profile.tier == .small && Prose.words(in: body) * 2 >= min(wordBudget, 100)
    }

    private var wordBudget: Int { entry.section.words ?? entry.section.text?.words ?? 120 }

    /// The request of an attempt; a second one is sampled differently.
    package func request(attempt: Int = 1) -> ModelRequest {
        switch model.profile.tier {
        case .large:
            let prompt = SectionPrompt(session: session, entry: entry, task: task, digests: digests)
            // Room for reasoning and for a long answer: the ceiling only stops a model that does not stop itself.
            return ModelRequest(messages: prompt.messages, sampling: sampling, maxTokens: prompt.words * 3 + 3000)
        case .small:
            let prompt = SmallPrompt(session: session, entry: entry, task: task)
            let ceiling = prompt.words * 2 + 40
            return ModelRequest(messages: prompt.messages, sampling: smallSampling(attempt), maxTokens: ceiling)
        }
    }

    /// The request with a ceiling that leaves the prompt its room; throws `Broken` for a `ChainError.tooLong`.
    func fitting(_ request: ModelRequest) throws -> ModelRequest {
        guard model.profile.tier == .small else { return request }
        // An edit gives the whole text again.
        let least = task.isEdit ? (entry.section.text?.words ?? 0) * 4 / 3 : 0
        do {
            return try model.profile.fitting(request, what: "section \(entry.number)", least: least)
        } catch {
            throw Broken(partial: "", cause: .dropped, reason: error)
        }
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
