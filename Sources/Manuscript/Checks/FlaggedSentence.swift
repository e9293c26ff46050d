/// A sentence that the reader of a post would rather not meet.
package struct FlaggedSentence: Sendable, Equatable {
    /// A fault of a sentence.
    package enum Kind: Sendable, Hashable, CaseIterable {
        /// It defines a subject that an earlier section defined.
        case redefinition
        /// It says nearly the same as a sentence of another section, or as an earlier one of the same section.
        case nearSame
        /// It opens the section and is the title again.
        case titleEcho
        /// It has a stock phrase, or one that the style card bans.
        case phrase
    }

    package var kind: Kind
    package var sentence: ProseSentence
    /// The fault, as a clause that follows "this sentence".
    package var fault: String
    /// The index of the section that said it first; nil for a title echo, and for a sentence of a later section.
    package var earlier: Int?

    /// Returns the flagged sentences of a new section, given the sections before it in reading order.
    ///
    /// The ranges of the sentences are those of `body`. Definitions are recognized in the languages that
    /// `GrammaticalPerson` supports. With a topic, the reader knows what its subject is. A sentence with two faults is
    /// returned twice. Only flags of these `kinds` are looked for. The sentences of `later` sections, which are written
    /// already, are not to be said before.
    ///
    ///     let flags = FlaggedSentence.all(in: draft, title: section.title, after: earlier)
    ///     flags.map { "\"\($0.sentence.text)\" \($0.fault)" }
    package static func all(
        in body: String, title: String, topic: String? = nil, after earlier: [(title: String, body: String)],
        before later: [String] = [], kinds: Set<Kind> = Set(Kind.allCases)
    ) -> [FlaggedSentence] {
        guard !earlier.isEmpty || topic != nil || kinds.contains(.nearSame) else {
            // Such a section can only repeat its title, in its first sentence.
            let reader = RepetitionReader([.titleEcho], language: nil)
            return reader.flags(in: ProseSentence.all(in: body, limit: 1), title: title)
        }
        let text = (earlier.map(\.body) + later + [body]).joined(separator: "\n")
        var reader = RepetitionReader(kinds, language: GrammaticalPerson.language(of: text))
        if let topic { reader.know(topic) }
        for section in earlier { reader.add(ProseSentence.all(in: section.body)) }
        for body in later { reader.add(later: ProseSentence.all(in: body)) }
        return reader.flags(in: ProseSentence.all(in: body), title: title)
    }

    /// Returns the sentences with stock phrases, if the text is English, or with banned phrases: one flag a phrase.
    package static func phrases(in body: String, banned: [String], isEnglish: Bool) -> [FlaggedSentence] {
        ProseSentence.all(in: body).flatMap { sentence in
            let stock = isEnglish ? StockPhrases.all(in: sentence.text) : []
            let found =
                stock + banned.filter { BannedPhrases.count(of: $0, in: sentence.text) > 0 && !stock.contains($0) }
            return found.map { FlaggedSentence(kind: .phrase, sentence: sentence, fault: "says \"\($0)\"") }
        }
    }

    /// Returns the flagged sentences of a session's sections by section: repetitions, or phrases as its style card wants.
    package static func all(in session: Session, _ what: What) -> [(entry: Outline.Entry, flags: [FlaggedSentence])] {
        let entries = session.outline.entries.filter { $0.section.text?.text.isEmpty == false }
        let bodies = entries.map { $0.section.text?.text ?? "" }
        let language = GrammaticalPerson.language(of: bodies.joined(separator: "\n"))
        var reader = RepetitionReader([.redefinition, .nearSame, .titleEcho], language: language)
        let style = session.style
        return zip(entries, bodies).map { entry, body in
            switch what {
            case .repetitions: (entry, reader.read(ProseSentence.all(in: body), title: entry.section.title))
            case .phrases:
                (
                    entry,
                    phrases(
                        in: body, banned: style.banned, isEnglish: language == .english && style.stock != "off")
                )
            }
        }.filter { !$0.flags.isEmpty }
    }

    /// The faults to look for in a whole session.
    package enum What: Sendable { case repetitions, phrases }
}
