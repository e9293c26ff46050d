import Manuscript

/// A section written by a small model: one call per paragraph, each about a different point.
///
/// A model of some hundred million parameters loses its thread after about a hundred words, but answers a short
/// question well. A paragraph that strays, or repeats an earlier paragraph of the post, is drawn again, so each is
/// shown only once accepted.
struct SmallSection {
    let chain: SectionChain

    private static let draws = 3
    private static let ceiling = 130
    /// The number of words in a usual paragraph.
    private static let paragraphWords = 65
    private static let leastWords = 25
    /// A shorter paragraph than usual is still worth more than another draw.
    private static let leastRest = 14

    /// Writes the body; throws `SectionChain.Broken`, whose partial text consists of the accepted paragraphs.
    func draft(_ live: @Sendable (SectionChain.Live) -> Void) async throws -> SectionChain.Draft {
        let budget = SmallPrompt(session: chain.session, entry: chain.entry, task: chain.task).words
        let planned = max(1, Int((Double(budget) / Double(Self.paragraphWords)).rounded()))
        var draft = SectionChain.Draft(text: "", usage: Usage(), seconds: 0)
        let begun = chain.task.begun
        var accepted = begun
        begun.forEach(chain.told.add)
        if !begun.isEmpty { live(.text(begun.joined(separator: "\n\n"))) }
        var spare = ""
        for paragraph in begun.count..<begun.count + planned * 2 + 1 {
            let missing = budget - Prose.words(in: accepted.joined(separator: " "))
            if !accepted.isEmpty, missing < max(Self.leastWords, budget / 6) { break }
            let found = try await drawn(paragraph, missing + budget / 5, &draft, accepted: accepted, spare: &spare)
            guard let found else { continue }
            live(.text((accepted.isEmpty ? "" : "\n\n") + found))
            chain.told.add(found)
            accepted.append(found)
        }
        if accepted.count == begun.count, !spare.isEmpty {
            live(.text((accepted.isEmpty ? "" : "\n\n") + spare))
            chain.told.add(spare)
            accepted.append(spare)
        }
        draft.text = accepted.joined(separator: "\n\n")
        guard draft.text.isEmpty else { return draft }
        let reason = ChainError.emptyBody(number: chain.entry.number, model: chain.model.profile.model)
        throw SectionChain.Broken(partial: "", cause: .dropped, reason: reason)
    }

    /// Returns an acceptable paragraph; nil if all draws stray or repeat earlier text.
    ///
    /// This is the first good draw, or else the best acceptable one. The longest rejected draw becomes the spare.
    private func drawn(
        _ paragraph: Int, _ words: Int, _ draft: inout SectionChain.Draft, accepted: [String], spare: inout String
    ) async throws -> String? {
        var best: (text: String, worth: Double)?
        for draw in 0..<Self.draws {
            let answer = try await ask(paragraph: paragraph, draw: draw, accepted: accepted, into: &draft)
            // The texts are read after the answer arrives, because other sections progress meanwhile.
            let scale = ParagraphScale(chain: chain)
            let fresh = withoutRepetition(scale.withoutUsedOpening(answer, least: Self.leastWords), accepted.isEmpty)
            let text = fitted(fresh, words: words)
            if Prose.words(in: text) >= Self.leastRest, let worth = scale.worth(of: text) {
                if worth > (best?.worth ?? 0) { best = (text, worth) }
                if worth >= ParagraphScale.good { break }
            } else if Prose.words(in: text) > Prose.words(in: spare) {
                spare = text
            }
        }
        return best?.text
    }

    /// Drops the sentences that repeat the post, define its subject anew, or open the section with its title.
    private func withoutRepetition(_ text: String, _ isOpening: Bool) -> String {
        let section = chain.entry.section
        let flags = FlaggedSentence.all(
            in: text, title: isOpening ? section.title : "", topic: chain.isFirst ? nil : chain.session.topic,
            after: chain.told.paragraphs.map { (title: "", body: $0) })
        return SentenceCut.without(Set(flags.map(\.sentence.number)), in: text, least: 0).text
    }

    private func ask(
        paragraph: Int, draw: Int, accepted: [String], into draft: inout SectionChain.Draft
    ) async throws -> String {
        let prompt = SmallPrompt(
            session: chain.session, entry: chain.entry, task: chain.task, paragraph: paragraph,
            passages: chain.passages)
        var sampling = chain.smallSampling(paragraph * Self.draws + draw + 1)
        sampling.paragraphs = chain.smallShape(isOpening: accepted.isEmpty)
        let request = ModelRequest(
            messages: prompt.messages, sampling: sampling, maxTokens: Self.ceiling, stops: ["\n\n"])
        do {
            let answer = try await chain.ask(chain.fitting(request)) { _ in }
            draft.usage += answer.reply.usage
            draft.seconds += answer.reply.seconds
            let topic = chain.session.topic
            // Only the plain sentences of the draw are kept; the rejected ones do not count as left out.
            var rejected = Removals()
            let plain = chain.finished(PlainParagraph.unquoted(answer.filtered), removed: &rejected)
            return PlainParagraph.of(
                SentenceSplit.of(plain, avoiding: sampling.paragraphs?.avoidedOpenings ?? []),
                addressesReader: PlainParagraph.addressesReader(topic, style: chain.session.style))
        } catch let error as ChainError {
            throw SectionChain.Broken(
                partial: accepted.joined(separator: "\n\n"), cause: .dropped, reason: error)
        } catch var broken as SectionChain.Broken {
            broken.partial = accepted.joined(separator: "\n\n")
            throw broken
        }
    }

    /// Drops sentences from the end if there are too many words, but keeps at least a short paragraph.
    private func fitted(_ text: String, words: Int) -> String {
        let ends = Sentences.ends(in: text)
        let fitting = ends.last { Prose.words(in: String(text[..<$0])) <= words }
        let least = ends.first { Prose.words(in: String(text[..<$0])) >= Self.leastWords }
        guard let end = [fitting, least].compactMap({ $0 }).max() else { return text }
        return String(text[..<end])
    }
}

/// The measure of a paragraph's value to a section: on the subject, and new to the post.
struct ParagraphScale {
    /// The value from which no further draw is needed: a quarter of the section's words are present.
    static let good = 0.25
    /// Lower than the 0.30 at which `:check` reports a repetition, because word weights rise as the post grows.
    private static let mostInCommon = 0.25
    /// The number of paragraphs assumed for weighing words, that of a usual post.
    private static let paragraphs = 24

    private let told: [String]
    private let openings: Set<String>
    private let topical: Set<String>
    private let wanted: Set<String>

    init(chain: SectionChain) {
        let section = chain.entry.section
        topical = Set(ContentWords.of(chain.session.topic))
        wanted = Set(ContentWords.of(([section.title, section.brief] + section.points).joined(separator: " ")))
        let topical = topical
        let paragraphs = chain.told.paragraphs
        told = paragraphs.map { Self.fresh($0, besides: topical) }
        openings = Set(paragraphs.map(Self.opening))
    }

    /// Drops leading sentences that refer back or begin like another paragraph ("Bees are …"), if enough text remains.
    func withoutUsedOpening(_ text: String, least: Int) -> String {
        var rest = text
        while openings.contains(Self.opening(rest)) || PlainParagraph.pointsBack(rest) {
            guard let end = Sentences.ends(in: rest).first else { return text }
            rest = String(rest[end...]).trimmed
            if Prose.words(in: rest) < least { return text }
        }
        return rest
    }

    private static func opening(_ text: String) -> String {
        text.lowercased().split { !$0.isLetter && $0 != "'" }.prefix(3).joined(separator: " ")
    }

    /// Returns a value from 0 to 1 for the share of the section's words, less if another paragraph begins the same way;
    /// nil if the text strays from topic and section, or repeats the post.
    func worth(of text: String) -> Double? {
        let own = Set(ContentWords.of(text))
        let matter = topical.union(wanted)
        guard matter.isEmpty || !own.isDisjoint(with: matter) else { return nil }
        let vectors = TermVectors(told + [Self.fresh(text, besides: topical)], least: Self.paragraphs)
        let likest = told.indices.map { vectors.cosine($0, told.count) }.max() ?? 0
        guard likest <= Self.mostInCommon else { return nil }
        // The minimum is positive, so that a paragraph without any of the section's words still counts.
        let share = wanted.isEmpty ? 1 : Double(own.intersection(wanted).count) / Double(min(wanted.count, 8))
        return 0.01 + (openings.contains(Self.opening(text)) ? share / 4 : share)
    }

    /// Returns the text without the words of the topic, which every paragraph about it has.
    private static func fresh(_ text: String, besides topical: Set<String>) -> String {
        ContentWords.of(text).filter { !topical.contains($0) }.joined(separator: " ")
    }
}
