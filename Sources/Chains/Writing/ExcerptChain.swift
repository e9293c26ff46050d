import Manuscript
import Markdown

/// Replaces a part of a section's text and leaves every other byte of it as it is.
///
/// Capable models see the whole text with the part marked; a small model gets the part alone. An answer is drawn again
/// if it is empty, says only what its neighbours say, or would change the blocks around it.
struct ExcerptChain {
    let chain: SectionChain
    let excerpt: Excerpt

    private static let draws = 3

    /// Returns the request of an attempt; throws `ChainError.doesNotFit`.
    func request(attempt: Int = 1) throws -> ModelRequest {
        let profile = chain.model.profile
        let words = Prose.words(in: excerpt.text)
        var sampling = chain.sampling(attempt: attempt)
        // The form is that of the present text, which may be a list or code.
        sampling.paragraphs = nil
        if profile.tier == .large {
            let prompt = try chain.fitted
            return ModelRequest(messages: prompt.parts.messages, sampling: sampling, maxTokens: prompt.maxTokens)
        }
        let messages =
            profile.tier == .medium
            ? chain.mediumPrompt.parts.messages
            : SmallPrompt(session: chain.session, entry: chain.entry, task: chain.task).messages
        return try profile.fitting(
            ModelRequest(messages: messages, sampling: sampling, maxTokens: words * 4 + 200), what: excerpt.address,
            least: words * 2)
    }

    /// Returns the section's text with the part replaced; throws `SectionChain.Broken` without a partial text, since half
    /// a sentence within a finished text helps nobody.
    func draft(_ live: @Sendable (SectionChain.Live) -> Void) async throws -> SectionChain.Draft {
        var draft = SectionChain.Draft(text: excerpt.body, usage: Usage(), seconds: 0)
        for attempt in 1...Self.draws {
            do {
                let answer = try await chain.ask(request(attempt: attempt), filter: filter) { event in
                    // The text is shown once it is known to fit.
                    if case .text = event { return }
                    live(event)
                }
                draft.usage += answer.reply.usage
                draft.seconds += answer.reply.seconds
                guard let text = try replaced(by: answer, &draft) else { continue }
                draft.text = text
                live(.text(text))
                return draft
            } catch let error as ChainError {
                throw SectionChain.Broken(partial: "", cause: .dropped, reason: error)
            } catch var broken as SectionChain.Broken {
                if broken.cause == .repetition, attempt < Self.draws { continue }
                broken.partial = ""
                throw broken
            }
        }
        let reason = ChainError.noExcerpt(address: excerpt.address, model: chain.model.profile.model)
        throw SectionChain.Broken(partial: "", cause: .dropped, reason: reason)
    }

    /// The filter for an answer: titles of sections mean that it runs on, but a few words or code may be one.
    private var filter: BodyFilter {
        guard excerpt.isWhole, excerpt.kind != .codeBlock else {
            return BodyFilter(title: "", otherTitles: [], isConclusion: true)
        }
        return BodyFilter(title: chain.entry.section.title, otherTitles: chain.otherTitles, isConclusion: true)
    }

    /// Returns the section's text with an answer in place of the part; nil if it does not fit there.
    private func replaced(
        by answer: SectionChain.Answer, _ draft: inout SectionChain.Draft
    ) throws -> String? {
        let body = try chain.body(of: answer) { _ in }
        let given = ExcerptAnswer(excerpt)
        if excerpt.kind == .codeBlock { return given.code(in: answer.raw).flatMap(excerpt.replaced) }
        guard let (own, repeated) = given.text(in: body.text) else { return nil }
        let (text, removed) = chain.withCitations(own)
        guard let whole = excerpt.replaced(by: text) else { return nil }
        draft.leftOut = body.leftOut
        for (kind, count) in [(Removals.Kind.repetition, repeated), (.citation, removed)] where count > 0 {
            draft = chain.noting(kind, count, in: draft, whole: body.text)
        }
        return whole
    }
}
