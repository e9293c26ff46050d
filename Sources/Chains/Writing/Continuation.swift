import Manuscript
import Platform

/// The rest of a text that broke off: requested after the existing part, and joined to it without repetition.
struct Continuation {
    let chain: SectionChain
    let candidate: Candidate
    /// True if the text was shown while it arrived, and broke off during this run.
    var isShown = false

    /// Returns the finished body; asks a second time if the first answer adds nothing.
    ///
    /// Throws `SectionChain.Broken`, whose partial text is that of the candidate or longer.
    func draft(_ live: @Sendable (SectionChain.Live) -> Void) async throws -> SectionChain.Draft {
        do {
            guard chain.model.profile.tier != .small || candidate.origin == .edited else {
                return try await SmallSection(chain: chain).draft(live)
            }
            return try await goOn(live)
        } catch var broken as SectionChain.Broken {
            if broken.partial.utf8.count <= candidate.text.utf8.count { broken.partial = candidate.text }
            throw broken
        }
    }

    private func goOn(_ live: @Sendable (SectionChain.Live) -> Void) async throws -> SectionChain.Draft {
        // A model that reads its own repetition only repeats more.
        let isCircular = RepetitionGuard.goesRound(candidate.text)
        var seam = ResumePoint(isCircular ? RepetitionGuard.opened(candidate.text) : candidate.text)
        live(isShown ? .resumed(seam.base) : .text(seam.base))
        var draft = SectionChain.Draft(text: "", usage: Usage(), seconds: 0)
        for attempt in 1...Self.draws {
            let answer = try await ask(seam, attempt, live)
            draft.usage += answer.reply.usage
            draft.seconds += answer.reply.seconds
            if answer.isEmpty { break }
            let isPlaceholder = RepetitionGuard.isPlaceholder(answer.filtered)
            var whole = isPlaceholder ? seam.base : seam.joined(with: answer.filtered)
            if answer.isCircular {
                whole = RepetitionGuard.opened(whole)
                if first.goal?.accepts(whole) != true {
                    guard attempt < Self.draws else { throw repeated(whole) }
                    seam = ResumePoint(whole)
                    live(.restart)
                    live(.text(seam.base))
                    continue
                }
            } else if answer.reply.finish == .length, !answer.isCut {
                guard whole != seam.base else { throw chain.broken("", .length, ChainError.onlyReasoning) }
                throw chain.cutOff(whole, candidate.leftOut)
            } else if whole == seam.base {
                continue
            }
            let body = body(of: whole, answer, seam)
            (draft.text, draft.leftOut) = (body.text, body.leftOut)
            if body.isCut {
                live(.restart)
                live(.text(body.text))
            }
            if !draft.text.isEmpty { return withoutRepetition(draft, answer, seam, isCutBack: isCircular, live) }
        }
        throw chain.broken("", candidate.cause, ChainError.nothingAdded)
    }

    /// The maximum number of answers to ask for.
    private static let draws = 2

    private func repeated(_ text: String) -> SectionChain.Broken {
        chain.broken(text, .repetition, ChainError.repeated, leftOut: candidate.leftOut)
    }

    /// Returns the text without the sentences of a medium model's continuation that repeat what was said.
    ///
    /// The record of what was left out counts them, and a repetition that was cut back.
    private func withoutRepetition(
        _ draft: SectionChain.Draft, _ answer: SectionChain.Answer, _ seam: ResumePoint, isCutBack: Bool,
        _ live: @Sendable (SectionChain.Live) -> Void
    ) -> SectionChain.Draft {
        var draft = draft
        var count = answer.isCircular || isCutBack ? 1 : 0
        if first.limit != nil, draft.text.hasPrefix(seam.base) {
            let addition = String(draft.text.dropFirst(seam.base.count))
            let cut = chain.withoutRepetition(addition, after: seam.base)
            count += cut.count
            let gap = cut.text.isEmpty ? "" : String(addition.prefix { $0.isWhitespace })
            if cut.count > 0 { draft.text = seam.base + gap + cut.text.trimmed }
        }
        guard count > 0 else { return draft }
        live(.restart)
        live(.text(draft.text))
        let whole = [candidate.text, chain.kept(answer.raw)].joined(separator: "\n\n")
        return chain.noting(.repetition, count, in: draft, whole: whole)
    }

    /// Makes one call and shows its text joined to the base.
    private func ask(
        _ seam: ResumePoint, _ attempt: Int, _ live: @Sendable (SectionChain.Live) -> Void
    ) async throws -> SectionChain.Answer {
        let joint = Guarded(ContinuationMerge(seam))
        func show(_ text: String) { if !text.isEmpty { live(.text(text)) } }
        do {
            var request = try request(seam, attempt: attempt, live)
            request.brokenDraws = isShown ? 1 : 0
            let answer = try await chain.ask(request, until: first.limit, behind: seam) { event in
                switch event {
                case .text(let text):
                    let shown = joint.withLock { $0.push(text) }
                    if !shown.isEmpty { live(.text(shown)) }
                case .retracted:
                    joint.withLock { $0 = ContinuationMerge(seam) }
                    live(.retracted)
                    live(.text(seam.base))
                case .restart:
                    joint.withLock { $0 = ContinuationMerge(seam) }
                    live(.resumed(seam.base))
                default: live(event)
                }
            }
            show(joint.withLock { $0.finish() })
            return answer
        } catch var broken as SectionChain.Broken {
            show(joint.withLock { $0.finish() })
            broken.partial = seam.joined(with: broken.partial)
            throw broken
        } catch let error as ChainError {
            throw SectionChain.Broken(partial: "", cause: .dropped, reason: error)
        }
    }

    private func body(of joined: String, _ answer: SectionChain.Answer, _ seam: ResumePoint) -> SectionChain.Body {
        var filter = chain.filter
        let filtered = filter.push(joined) + filter.finish()
        var removed = answer.removed + filter.removed
        let whole = chain.finished(filtered, removed: &removed)
        let text = first.withoutInventions(whole, removed: &removed)
        var leftOut = chain.leftOut(removed, of: seam.joined(with: chain.kept(answer.raw)), besides: text)
        if let before = candidate.leftOut {
            let what = [before.what] + (leftOut.map { [$0.what] } ?? [])
            leftOut = LeftOut(
                what: what.joined(separator: ", "),
                whole: Sanitiser.finished([before.whole, chain.kept(answer.raw)].joined(separator: "\n\n")))
        }
        return .init(text: text, leftOut: leftOut, isCut: text != whole)
    }

    /// The chain whose text broke off.
    private var first: SectionChain {
        SectionChain(
            model: chain.model, session: chain.session, entry: chain.entry, task: candidate.asked,
            digests: chain.digests, written: chain.written, sampling: chain.sampling, target: chain.target,
            holdsLength: chain.holdsLength, passages: chain.passages)
    }

    /// Returns the original request followed by the existing text and the request to continue; the prefix is unchanged.
    func request(
        _ seam: ResumePoint, attempt: Int = 1, _ live: @Sendable (SectionChain.Live) -> Void = { _ in }
    ) throws -> ModelRequest {
        var request = try first.request(attempt: attempt, live)
        guard !seam.base.isEmpty else { return request }
        request.messages += [.init(.assistant, seam.base), .init(.user, wish(seam))]
        return request
    }

    private func wish(_ seam: ResumePoint) -> String {
        let section = chain.entry.section
        let words = seam.base.split(whereSeparator: \.isWhitespace).suffix(12).joined(separator: " ")
        var lines = [
            "Your answer broke off. Go on with the body of section \(chain.entry.number), \"\(section.title)\", right behind its last words: … \(words)",
            "Give only what is still missing: repeat nothing, and begin with no title, no greeting and no remark.",
        ]
        if seam.isInFence {
            lines.append("Its last code block is still open: go on within it, and close it where it ends.")
        }
        if seam.isInList { lines.append("Where its list or table is not complete, go on with the next item or row.") }
        if let budget = section.words, !candidate.isEdit {
            lines.append("About \(max(30, budget - Prose.words(in: seam.base))) words are missing.")
        }
        return lines.joined(separator: "\n")
    }
}

extension Candidate {
    /// The task that the text was written for.
    var asked: SectionTask {
        switch origin {
        case .edited: .edit(instruction: instruction)
        case .rewritten: .rewrite(instruction: instruction)
        default: .write
        }
    }

    fileprivate var isEdit: Bool { origin == .edited }
}

extension SectionTask {
    /// The paragraphs already complete; empty unless the task is to continue a text.
    var begun: [String] {
        guard case .goOn(let candidate) = self else { return [] }
        return Prose.blocks(in: ResumePoint(candidate.text).base)
    }
}
