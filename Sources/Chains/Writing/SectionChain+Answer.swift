import Manuscript
import Platform

extension SectionChain {
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
    struct CutOff: Error { let partial: String }

    /// A filter that passes only text of this section.
    var filter: BodyFilter {
        BodyFilter(
            title: entry.section.title, otherTitles: otherTitles, isConclusion: entry.section.role == .conclusion)
    }

    /// Returns the filter for a continuation, which starts in the state of code if the text before it ends in open code.
    private func filter(behind seam: ResumePoint) -> BodyFilter {
        var filter = filter
        if seam.isInFence { _ = filter.push(seam.base + "\n") }
        return filter
    }

    /// Makes one call and filters its answer as it arrives; an answer without text counts as empty.
    ///
    /// A draw that breaks off is void; if all do, the longest is kept as the partial text. With `continues`, a break
    /// throws `CutOff` instead of starting again. With `limit`, the answer ends where it and the text before it, which
    /// ends at `seam`, are long enough.
    func ask(
        _ request: ModelRequest, filter first: BodyFilter? = nil, until limit: LengthGoal? = nil,
        behind seam: ResumePoint = ResumePoint(""), continues: Bool = false, _ live: @Sendable (Live) -> Void
    ) async throws -> Answer {
        let first = AnswerFilter(first ?? filter(behind: seam), behind: seam, shape: request.sampling.paragraphs)
        var filter = first
        var (filtered, raw) = ("", "")
        var longest = ""
        var heldBack: LeftOut?
        let unread = RepetitionGuard(behind: seam.base)
        var circle = unread
        var hasBegun = false
        var surplus = Removals()
        /// Ends an answer that is long enough and goes on to a summary, which would be left out at the end.
        func endSummary() throws(Enough) {
            guard filter.holdsEnd, limit?.accepts(seam.joined(with: filtered)) == true else { return }
            surplus.count(.closer)
            let rest = filter.endSplitting()
            filtered += rest
            if !rest.isEmpty { live(.text(rest)) }
            throw Enough()
        }
        func show(_ text: String) throws(Enough) {
            guard !text.isEmpty else { return try endSummary() }
            let known = filtered.utf8.count
            filtered += text
            guard let end = limit?.end(of: filtered, behind: seam) else { return live(.text(text)) }
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
        let start = ContinuousClock.now
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
                    (filter, filtered, raw, circle) = (first, "", "", unread)
                }, onReasoning: { _ in live(.reasoning) },
                onAgain: { _ in
                    keep()
                    if continues, !ResumePoint(longest).base.isEmpty { throw CutOff(partial: longest) }
                    (filter, filtered, raw, circle) = (first, "", "", unread)
                    live(.restart)
                })
            try show(filter.finish())
            return Answer(
                reply: reply, filtered: filtered, raw: raw, removed: filter.removed, isCut: filter.isCut)
        } catch is Enough {
            return Answer(
                reply: stopped(request, filtered, .stop, since: start), filtered: filtered, raw: raw,
                removed: filter.removed + surplus)
        } catch is Circle {
            filtered += filter.finish()
            return Answer(
                reply: stopped(request, filtered, since: start), filtered: filtered, raw: raw, removed: filter.removed,
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
        _ request: ModelRequest, _ text: String, _ finish: ModelEvent.FinishReason = .other("repetition"),
        since start: ContinuousClock.Instant
    ) -> ModelReply {
        let usage = Usage(promptTokens: request.estimatedTokens, completionTokens: Tokens.estimate(text), calls: 1)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        return ModelReply(text: text, usage: usage, finish: finish, seconds: seconds)
    }
}
