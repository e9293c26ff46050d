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
        let first = try await whole(live)
        let whole = await lengthened(first, live)
        let faults = faults(of: whole.text)
        guard !faults.isEmpty, !Task.isCancelled else { return whole }
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
            throw broken(RepetitionGuard.opened(body.text), .repetition, ChainError.repeated, leftOut: body.leftOut)
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

    /// The result of one call.
    struct Answer {
        var reply: ModelReply
        /// The text that passed the live filter.
        var filtered: String
        /// The text that the server sent.
        var raw = ""
        /// The removals of the live filter.
        var removed = Removals()
        /// True if the model went on to another section.
        var isCut = false
        /// True if the model repeated itself endlessly and was stopped.
        var isCircular = false
        /// True if the server sent no text at all.
        var isEmpty = false
    }

    private struct Circle: Error {}

    /// The fewest words beyond the end of a text that are told and kept.
    private static let leastSurplus = 8

    /// Thrown when a text is as long as it should be.
    private struct Enough: Error {}

    /// Thrown when a text that is being shown breaks off and can be continued.
    private struct CutOff: Error { let partial: String }

    /// A filter that passes only text of this section.
    var filter: BodyFilter {
        BodyFilter(
            title: entry.section.title, otherTitles: otherTitles, isConclusion: entry.section.role == .conclusion)
    }

    /// Makes one call and filters its answer as it arrives; an answer without text counts as empty.
    ///
    /// A draw that breaks off is void; if all do, the longest is kept as the partial text. With `continues`, a break
    /// throws `CutOff` instead of starting again. With `limit`, the answer ends where it is long enough.
    func ask(
        _ request: ModelRequest, filter first: BodyFilter? = nil, until limit: LengthGoal? = nil,
        continues: Bool = false, _ live: @Sendable (Live) -> Void
    ) async throws -> Answer {
        let first = first ?? filter
        var filter = first
        var (filtered, raw) = ("", "")
        var longest = ""
        var heldBack: LeftOut?
        var circle = RepetitionGuard()
        var hasBegun = false
        var surplus = Removals()
        func show(_ text: String) throws(Enough) {
            guard !text.isEmpty else { return }
            let known = filtered.utf8.count
            filtered += text
            guard let end = limit?.end(of: filtered) else {
                return live(.text(text))
            }
            // The rest of the sentence under way is not worth a remark; a server may send much more at once.
            if Prose.words(in: String(filtered[end...])) >= Self.leastSurplus { surplus.count(.surplus) }
            filtered = String(filtered[..<end])
            live(.text(String(decoding: filtered.utf8.dropFirst(known), as: UTF8.self)))
            throw Enough()
        }
        func keep() {
            let partial = Prose.body(filtered + filter.finish())
            guard partial.utf8.count > longest.utf8.count else { return }
            (longest, heldBack) = (partial, leftOut(filter.removed, of: raw, besides: partial))
        }
        var request = request
        request.matter = entry.number
        do {
            let reply = try await model.reply(
                to: request,
                onText: { piece in
                    if !hasBegun { live(.answering) }
                    hasBegun = true
                    raw += piece
                    try show(filter.push(piece))
                    if circle.sees(piece) { throw Circle() }
                },
                onRetract: {
                    if !filtered.isEmpty { live(.retracted) }
                    (filter, filtered, raw, circle) = (first, "", "", RepetitionGuard())
                }, onReasoning: { _ in live(.reasoning) },
                onAgain: { _ in
                    keep()
                    if continues, !ResumePoint(longest).base.isEmpty { throw CutOff(partial: longest) }
                    (filter, filtered, raw, circle) = (first, "", "", RepetitionGuard())
                    live(.restart)
                })
            try show(filter.finish())
            return Answer(
                reply: reply, filtered: filtered, raw: raw, removed: filter.removed, isCut: filter.isCut)
        } catch is Enough {
            return Answer(
                reply: stopped(request, filtered, .stop), filtered: filtered, raw: raw,
                removed: filter.removed + surplus)
        } catch is Circle {
            filtered += filter.finish()
            return Answer(
                reply: stopped(request, filtered), filtered: filtered, raw: raw, removed: filter.removed,
                isCircular: true)
        } catch let cut as CutOff {
            throw cut
        } catch let error as ModelError where error == .emptyReply(server: model.profile.service) {
            return Answer(reply: empty(.stop), filtered: "", isEmpty: true)
        } catch let error as ModelError where error == .onlyReasoned(server: model.profile.service) {
            return Answer(reply: empty(.length), filtered: "")
        } catch {
            keep()
            let cause: Candidate.Cause = error is CancellationError ? .interrupted : .dropped
            throw Broken(partial: longest, cause: cause, reason: error, leftOut: heldBack)
        }
    }

    private func empty(_ finish: ModelEvent.FinishReason) -> ModelReply {
        ModelReply(text: "", usage: Usage(calls: 1), finish: finish, seconds: 0)
    }

    /// Returns the reply of a stopped call, with estimated usage because the server sent none.
    private func stopped(
        _ request: ModelRequest, _ text: String, _ finish: ModelEvent.FinishReason = .other("repetition")
    ) -> ModelReply {
        let usage = Usage(promptTokens: request.estimatedTokens, completionTokens: Tokens.estimate(text), calls: 1)
        return ModelReply(text: text, usage: usage, finish: finish, seconds: 0)
    }
}
