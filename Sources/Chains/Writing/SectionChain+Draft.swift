import Manuscript
import Platform

extension SectionChain {
    /// Writes the body; draws it again if an answer has nothing usable, and once more if its length is far off.
    ///
    /// Throws `Broken`, whose reason is a `ModelError`, a `ChainError` or `CancellationError`.
    package func draft(_ live: @Sendable (Live) -> Void = { _ in }) async throws -> Draft {
        if case .excerpt(let excerpt, _, _) = task {
            return try await ExcerptChain(chain: self, excerpt: excerpt).draft(live)
        }
        return withCitations(try await uncited(live), live)
    }

    /// Writes the body with the marks as the model made them.
    private func uncited(_ live: @Sendable (Live) -> Void) async throws -> Draft {
        if case .goOn(let candidate) = task {
            return try await Continuation(chain: self, candidate: candidate).draft(live)
        }
        if case .polish(let flags) = task { return try await PolishChain(chain: self, flags: flags).draft(live) }
        if model.profile.tier == .small, !task.isEdit { return try await SmallSection(chain: self).draft(live) }
        let first = trimmed(try await whole(live), live)
        let whole = await lengthened(first, live)
        let faults = faults(of: whole.text)
        // A medium model that is too short was asked for more already.
        let isOnlyShort = faults.isOnlyLength && limit.map { Prose.words(in: whole.text) < $0.words } == true
        guard !faults.isEmpty, !isOnlyShort, !Task.isCancelled else { return whole }
        return await tidied(better(than: whole, faults, live), live)
    }

    /// The maximum number of draws while none is usable.
    private static let draws = 3

    /// Returns a complete text; draws again with another seed if an answer is unusable or repeats itself endlessly.
    private func whole(_ live: @Sendable (Live) -> Void) async throws -> Draft {
        var draft = Draft(text: "", usage: Usage(), seconds: 0)
        var longest: Broken?
        for attempt in 1...Self.draws {
            let asked: ModelRequest
            do { asked = try request(attempt: attempt, live) } catch {
                throw Broken(partial: "", cause: .dropped, reason: error)
            }
            do {
                let answer = try await ask(asked, until: limit, continues: isRead && task.isContinued, live)
                draft.usage += answer.reply.usage
                draft.seconds += answer.reply.seconds
                let body = try body(of: answer, live)
                (draft.text, draft.leftOut) = (body.text, body.leftOut)
                if !draft.text.isEmpty { return draft }
                // The model client has already repeated the call.
                if answer.isEmpty { break }
            } catch let broken as Broken where broken.cause == .repetition {
                if broken.partial.utf8.count >= longest?.partial.utf8.count ?? 0 { longest = broken }
            } catch let cut as CutOff {
                if let rest = try await rest(behind: cut, live) { return rest }
            }
            live(.restart)
        }
        guard let longest else { throw broken("", .dropped, ChainError.emptyBody) }
        return try await continued(longest, after: draft, live)
    }

    /// The fewest words of a repetitive text that is worth a continuation.
    private static let leastContinued = 20

    /// Continues a text that was cut back to before its endless repetition, once; throws the text if that fails.
    private func continued(_ cut: Broken, after spent: Draft, _ live: @Sendable (Live) -> Void) async throws -> Draft {
        guard Prose.words(in: cut.partial) >= Self.leastContinued, !Task.isCancelled else { throw cut }
        let candidate = Candidate(
            text: cut.partial, cause: .repetition, origin: task.origin, instruction: task.instruction,
            model: model.profile.model, at: Date())
        do {
            var draft = try await Continuation(chain: self, candidate: candidate).draft(live)
            draft.usage += spent.usage
            draft.seconds += spent.seconds
            return draft
        } catch let broken as Broken where !Task.isCancelled && broken.cause == .repetition {
            throw cut
        } catch let broken as Broken {
            guard case ChainError.nothingAdded? = broken.reason as? ChainError else { throw broken }
            throw cut
        }
    }

    /// Returns the interrupted text with its continuation; nil if the model adds nothing.
    private func rest(behind cut: CutOff, _ live: @Sendable (Live) -> Void) async throws -> Draft? {
        let candidate = Candidate(
            text: cut.partial, cause: .dropped, origin: task.origin, instruction: task.instruction,
            model: model.profile.model, at: Date())
        do {
            return try await Continuation(chain: self, candidate: candidate, isShown: true).draft(live)
        } catch let broken as Broken {
            guard case ChainError.nothingAdded? = broken.reason as? ChainError else { throw broken }
            return nil
        }
    }

    /// Asks for the text once more, naming the faults, and keeps the version with less of them.
    ///
    /// The first version is complete, so a failure of the second is ignored.
    private func better(
        than first: Draft, _ faults: DraftFaults, _ live: @Sendable (Live) -> Void
    ) async -> Draft {
        var draft = first
        do {
            var request = try request()
            request.messages += [
                .init(.assistant, first.text), .init(.user, faults.complaint),
            ]
            live(.again(faults.description))
            let answer = try await ask(request, until: limit, live)
            draft.usage += answer.reply.usage
            draft.seconds += answer.reply.seconds
            let body = try body(of: answer, live)
            if self.faults(of: body.text).weight < faults.weight, isEnough(body.text, for: first.text) {
                (draft.text, draft.leftOut) = (body.text, body.leftOut)
                return draft
            }
        } catch {}
        live(.restart)
        live(.text(first.text))
        return draft
    }

    /// Returns the body of an answer, empty if there is none; throws `Broken` if the answer is incomplete.
    func body(of answer: Answer, _ live: @Sendable (Live) -> Void) throws -> Body {
        let body = cleaned(answer)
        if WrappedProse(in: answer.filtered) != nil || body.isCut {
            live(.restart)
            live(.text(body.text))
        }
        // Endless dots, or one word repeated over and over, are not worth keeping.
        if !body.text.isEmpty, RepetitionGuard.saysNothing(body.text) { return Body(text: "") }
        if answer.isCircular {
            let opened = RepetitionGuard.opened(body.text)
            guard goal?.accepts(opened) == true else {
                throw broken(opened, .repetition, ChainError.repeated, leftOut: body.leftOut)
            }
            var removed = answer.removed
            removed.count(.repetition)
            live(.restart)
            live(.text(opened))
            return Body(text: opened, leftOut: leftOut(removed, of: answer.raw, besides: opened))
        }
        if answer.isCut { return body }
        if answer.reply.finish == .length, !acceptsCut(body.text) {
            // A text that will be continued keeps its unfinished sentence.
            let partial = Prose.body(answer.filtered)
            throw cutOff(partial, leftOut(answer.removed, of: answer.raw, besides: partial))
        }
        if answer.reply.finish == .other("content_filter") {
            throw broken(Prose.body(answer.filtered), .dropped, ChainError.filtered, leftOut: body.leftOut)
        }
        return body
    }

    /// Returns the error for a text that reached the limit, including its unfinished last sentence and any open code.
    func cutOff(_ filtered: String, _ leftOut: LeftOut? = nil) -> Broken {
        let partial = Prose.body(filtered)
        let reason = partial.isEmpty ? ChainError.onlyReasoning : ChainError.cutOff
        return broken(partial, .length, reason, leftOut: leftOut)
    }

    func broken(
        _ partial: String, _ cause: Candidate.Cause, _ reason: (_ number: String, _ model: String) -> ChainError,
        leftOut: LeftOut? = nil
    ) -> Broken {
        Broken(partial: partial, cause: cause, reason: reason(entry.number, model.profile.model), leftOut: leftOut)
    }
}
