import Manuscript

extension SectionChain {
    /// Returns the faults of a text; a writer's instruction decides about length and sentences.
    func faults(of text: String) -> DraftFaults {
        let citations = citationFaults(of: text)
        guard task.isFree else {
            return DraftFaults(
                ofInstructed: text, section: entry.section, citations: citations, allowsLists: !turnsIntoList,
                seesNearSame: model.profile.tier == .medium && task.origin == .rewritten)
        }
        var faults = DraftFaults(
            of: text, section: entry.section, goal: goal, allowsLists: allowsLists,
            topic: isFirst || model.profile.tier == .large ? nil : session.topic,
            seesNearSame: model.profile.tier != .large,
            after: written.before(entry, in: session).map { (title: $0.title, body: $0.text) },
            before: written.after(entry, in: session))
        faults.citations = citations
        return faults
    }

    /// Returns true if a second text has not lost most of the first one, or of the length wanted.
    func isEnough(_ second: String, for first: String) -> Bool {
        let least = min(Prose.words(in: first), goal?.words ?? .max) * 3 / 5
        return !second.isEmpty && Prose.words(in: second) >= least
    }

    /// Returns a draft with a record of what was left out of its whole text, besides earlier removals.
    func noting(_ kind: Removals.Kind, _ count: Int = 1, in draft: Draft, whole: String) -> Draft {
        var (draft, removed) = (draft, Removals())
        removed.count(kind, count)
        let earlier = draft.leftOut
        let what = [earlier?.what, removed.words].compactMap(\.self).joined(separator: " and ")
        draft.leftOut = LeftOut(what: what, whole: earlier?.whole ?? whole)
        return draft
    }

    /// Returns an added paragraph without the sentences that repeat the section's own text or an earlier one.
    func withoutRepetition(_ addition: String, after text: String) -> (text: String, count: Int) {
        let earlier = written.before(entry, in: session).map { (title: $0.title, body: $0.text) }
        let flags = FlaggedSentence.all(
            in: addition, title: "", after: earlier + [(title: "", body: text)],
            before: written.after(entry, in: session))
        return SentenceCut.without(Set(flags.map(\.sentence.number)), in: addition, least: 0)
    }

    /// True if the section is the first of the post that has a text.
    var isFirst: Bool { session.outline.entries.first { $0.section.isLeaf }?.section.id == entry.section.id }

    /// True if a list is welcome; a capable model knows where one helps.
    var allowsLists: Bool {
        let lists = session.style.lists
        return lists == "few" || lists == "often" || lists.isEmpty && model.profile.tier == .large
    }

    /// True if a list is a fault of a changed text: a medium model often makes one of prose, unasked.
    private var turnsIntoList: Bool {
        guard model.profile.tier == .medium, !allowsLists, let present = entry.section.text?.text else { return false }
        switch task {
        case .rewrite(let instruction), .edit(let instruction):
            return ListedProse.share(of: present) <= ListedProse.most && !ListedProse.isWanted(by: instruction)
        default: return false
        }
    }

    /// Returns a medium model's draft with its list as prose, and without the sentences that it would not leave out.
    func tidied(_ draft: Draft, _ live: @Sendable (Live) -> Void) -> Draft {
        guard model.profile.tier == .medium else { return draft }
        let faults = faults(of: draft.text)
        var tidied = draft
        if faults.isList { tidied.text = ListedProse.asParagraphs(draft.text) }
        tidied = withoutFlagged(tidied, least: (goal ?? LengthGoal(words: Prose.words(in: tidied.text))).least)
        guard tidied.text != draft.text else { return draft }
        live(.restart)
        live(.text(tidied.text))
        return tidied
    }

    /// Returns a medium model's first draft without its faulty sentences, as far as enough is left.
    ///
    /// A second draft takes as long as the first one and repeats as much.
    func trimmed(_ draft: Draft, _ live: @Sendable (Live) -> Void) -> Draft {
        guard let limit else { return draft }
        let trimmed = withoutFlagged(draft, least: limit.least)
        guard trimmed.text != draft.text else { return draft }
        live(.again(faults(of: draft.text).description))
        live(.restart)
        live(.text(trimmed.text))
        return trimmed
    }

    /// Returns a draft without its faulty sentences, as far as `least` words are left.
    private func withoutFlagged(_ draft: Draft, least: Int) -> Draft {
        let flags = faults(of: draft.text).sentences
        let cut = SentenceCut.without(Set(flags.map(\.sentence.number)), in: draft.text, least: least)
        guard cut.count > 0 else { return draft }
        var rest = noting(.repetition, cut.count, in: draft, whole: draft.text)
        rest.text = cut.text
        return rest
    }

    /// The length at which an answer is ended: a medium model that has said enough goes on to a summary.
    var limit: LengthGoal? { model.profile.tier == .medium ? goal : nil }

    /// Returns a medium model's text with one more paragraph if it is too short.
    ///
    /// Asked for the whole once more, such a model writes about the request. The first text is complete, so a failure of
    /// the addition is ignored.
    func lengthened(_ first: Draft, _ live: @Sendable (Live) -> Void) async -> Draft {
        let words = Prose.words(in: first.text)
        guard let limit, words < limit.words, !limit.accepts(first.text), !Task.isCancelled else { return first }
        var draft = first
        do {
            let missing = LengthGoal(words: limit.words - words)
            var request = try request()
            request.messages += [.init(.assistant, first.text), .init(.user, missing.addition(to: entry.section))]
            // Unseen, so that the screen shows only what is kept.
            let answer = try await ask(request, until: missing) { _ in }
            draft.usage += answer.reply.usage
            draft.seconds += answer.reply.seconds
            let body = try body(of: answer) { _ in }
            let fresh = withoutRepetition(body.text, after: first.text)
            if !fresh.text.isEmpty {
                draft.text += "\n\n" + fresh.text
                live(.text("\n\n" + fresh.text))
            }
            if fresh.count > 0 { draft = noting(.repetition, in: draft, whole: first.text + "\n\n" + body.text) }
        } catch {}
        return draft
    }
}
