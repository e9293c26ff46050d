import Manuscript

/// A section by a small model: one call a paragraph, each with an aspect of its own.
///
/// A model of some hundred million parameters loses its thread after about a hundred words, but answers a short question
/// well. A paragraph that strays, or says what an earlier one said, is drawn again, so it is shown only when it is accepted.
struct SmallSection {
    let chain: SectionChain

    private static let draws = 3
    private static let ceiling = 130
    /// Words of a usual paragraph.
    private static let paragraphWords = 75
    private static let leastWords = 25
    /// Of the fewer content words, the share that two paragraphs may have in common.
    private static let mostInCommon = 0.6

    /// Writes the body; throws `SectionChain.Broken`, whose partial text is the paragraphs that were accepted.
    func draft(_ live: @Sendable (SectionChain.Live) -> Void) async throws -> SectionChain.Draft {
        let budget = SmallPrompt(session: chain.session, entry: chain.entry, task: chain.task).words
        let planned = max(1, Int((Double(budget) / Double(Self.paragraphWords)).rounded()))
        var draft = SectionChain.Draft(text: "", usage: Usage(), seconds: 0)
        let begun = chain.task.begun
        var accepted = begun
        if !begun.isEmpty { live(.text(begun.joined(separator: "\n\n"))) }
        var spare = ""
        for paragraph in begun.count..<begun.count + planned * 2 + 1 {
            let missing = budget - Prose.words(in: accepted.joined(separator: " "))
            if !accepted.isEmpty, missing < max(Self.leastWords, budget / 6) { break }
            for draw in 0..<Self.draws {
                let answer = try await ask(paragraph: paragraph, draw: draw, accepted: accepted, into: &draft)
                let text = fitted(answer, words: missing + budget / 5)
                if isAcceptable(text, beside: accepted) {
                    live(.text((accepted.isEmpty ? "" : "\n\n") + text))
                    accepted.append(text)
                    break
                }
                if Prose.words(in: text) > Prose.words(in: spare) { spare = text }
            }
        }
        if accepted.count == begun.count, !spare.isEmpty {
            live(.text((accepted.isEmpty ? "" : "\n\n") + spare))
            accepted.append(spare)
        }
        draft.text = accepted.joined(separator: "\n\n")
        guard draft.text.isEmpty else { return draft }
        let reason = ChainError.emptyBody(number: chain.entry.number, model: chain.model.profile.model)
        throw SectionChain.Broken(partial: "", cause: .dropped, reason: reason)
    }

    private func ask(
        paragraph: Int, draw: Int, accepted: [String], into draft: inout SectionChain.Draft
    ) async throws -> String {
        let prompt = SmallPrompt(session: chain.session, entry: chain.entry, task: chain.task, paragraph: paragraph)
        let request = ModelRequest(
            messages: prompt.messages, sampling: chain.smallSampling(paragraph * Self.draws + draw + 1),
            maxTokens: Self.ceiling)
        do {
            let answer = try await chain.ask(request) { _ in }
            draft.usage += answer.reply.usage
            draft.seconds += answer.reply.seconds
            return PlainParagraph.of(chain.finished(answer.filtered))
        } catch var broken as SectionChain.Broken {
            broken.partial = accepted.joined(separator: "\n\n")
            throw broken
        }
    }

    /// Without the last sentences where there are too many words, as far as a paragraph is left.
    private func fitted(_ text: String, words: Int) -> String {
        let ends = Sentences.ends(in: text)
        let fitting = ends.last { Prose.words(in: String(text[..<$0])) <= words }
        let least = ends.first { Prose.words(in: String(text[..<$0])) >= Self.leastWords }
        guard let end = [fitting, least].compactMap({ $0 }).max() else { return text }
        return String(text[..<end])
    }

    /// Long enough, about the matter, and unlike the paragraphs before it and the beginnings of other sections.
    private func isAcceptable(_ text: String, beside accepted: [String]) -> Bool {
        guard Prose.words(in: text) >= Self.leastWords else { return false }
        let section = chain.entry.section
        let matter = ([chain.session.topic, section.title, section.brief] + section.points).joined(separator: " ")
        let (own, topical) = (Set(ContentWords.of(text)), Set(ContentWords.of(matter)))
        guard topical.isEmpty || !own.isDisjoint(with: topical) else { return false }
        // The matter's own words are in every paragraph about it.
        let fresh = own.subtracting(topical)
        return !(accepted + chain.digests).contains { other in
            let before = Set(ContentWords.of(other)).subtracting(topical)
            let fewer = min(before.count, fresh.count)
            return fewer > 0 && Double(before.intersection(fresh).count) > Self.mostInCommon * Double(fewer)
        }
    }
}
