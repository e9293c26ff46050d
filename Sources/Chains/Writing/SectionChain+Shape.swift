import Manuscript

// The form to which a server that takes grammars holds the paragraphs of the small and the medium tier.
extension SectionChain {
    /// The share of the post's sentences from which a word begins no further one; `:check` allows a quarter.
    private static let mostAlike = 0.12
    /// The minimum words of one sentence in a paragraph; people vary the lengths of their sentences by half.
    private static let longSentence = 24
    /// Makes up for the penalty on repetition, which keeps full stops away and makes all sentences long.
    private static let fullStopBias = 1.0

    /// Words that go on from a text before, which no section has, and those of a model that talks about its answer.
    private static let noOpenings: Set<String> = [
        "Additionally", "Also", "Another", "Certainly", "Continuing", "Furthermore", "Moreover", "Next", "Section",
        "Sure",
        "Title",
    ]

    /// Words that announce a list, which does not follow, sum up what was just said, or talk to the person who asked.
    private static let noSentences: Set<String> = [
        "Below", "Feel free", "Here", "I hope", "If you have any", "If you need", "In this paragraph",
        "In this section", "In today",
        "Let me know", "Overall", "This paragraph", "This response", "This section",
    ]

    /// The form of a medium model's paragraphs.
    var paragraphShape: ParagraphShape {
        let texts = written.before(entry, in: session).map(\.text) + written.after(entry, in: session)
        let closers = entry.section.role == .conclusion ? [] : Phrases.closers.map(\.capitalizedFirst)
        // As the prompt says; a model that may not end yet apologizes instead.
        let person = session.style.person.isEmpty ? ["I", "We"] : []
        let avoided = SentenceOpenings.frequent(in: texts, above: Self.mostAlike)
        return shape(
            ParagraphShape(
                avoidedOpenings: avoided.union(Self.noSentences).union(closers + person),
                avoidedAtStart: Self.noOpenings,
                longSentence: Self.longSentence, fullStopBias: Self.fullStopBias))
    }

    /// The form of a small model's paragraph, of which only the first of the post may begin with the topic's words, as a
    /// definition does.
    func smallShape(isOpening: Bool) -> ParagraphShape {
        let addressesReader = PlainParagraph.addressesReader(session.topic, style: session.style)
        let unused = PlainParagraph.unusedOpenings(addressesReader: addressesReader)
        var avoided = SentenceOpenings.frequent(in: told.paragraphs, above: Self.mostAlike)
        if !isFirst || !isOpening { avoided.formUnion(topicWords) }
        // Without a sentence that has to be long: one leads such a model to others.
        return shape(
            ParagraphShape(
                isSingle: true, avoidedOpenings: avoided.union(unused.anywhere), avoidedAtStart: unused.atStart))
    }

    /// The words of the topic that carry its meaning, without a last "e", so that "Bake" stands for "Baking" too.
    private var topicWords: [String] {
        session.topic.split { !$0.isLetter }.map(String.init).filter { !ContentWords.of($0).isEmpty }
            .map { $0.count > 3 && $0.hasSuffix("e") ? String($0.dropLast()) : $0 }
    }

    /// Completes a form for scripts with capitals and spaces between words; elsewhere it only keeps lists out.
    private func shape(_ shape: ParagraphShape) -> ParagraphShape {
        let systems = WritingSystem.expected(topic: session.topic, language: session.style.language)
        guard systems == [.latin] else { return ParagraphShape(isSingle: shape.isSingle) }
        var shape = shape
        shape.avoidedOpenings = Set(shape.avoidedOpenings.map(\.capitalizedFirst))
        shape.readsSentences = true
        return shape
    }
}
