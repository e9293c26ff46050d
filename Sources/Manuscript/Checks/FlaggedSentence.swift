/// A sentence that the reader of a post would rather not meet.
package struct FlaggedSentence: Sendable, Equatable {
    /// A fault of a sentence.
    package enum Kind: Sendable, Hashable, CaseIterable {
        /// It defines a subject that an earlier section defined.
        case redefinition
        /// It says nearly the same as a sentence of an earlier section.
        case nearSame
        /// It opens the section and is the title again.
        case titleEcho
    }

    package var kind: Kind
    package var sentence: ProseSentence
    /// The fault, as a clause that follows "this sentence".
    package var fault: String
    /// The index of the earlier section that said it first; nil for a title echo.
    package var earlier: Int?

    /// Returns the flagged sentences of a new section, given the sections before it in reading order.
    ///
    /// The ranges of the sentences are those of `body`. Definitions are recognized in the languages that
    /// `GrammaticalPerson` supports. With a topic, the reader knows what its subject is. A sentence with two faults is
    /// returned twice.
    ///
    ///     let flags = FlaggedSentence.all(in: draft, title: section.title, after: earlier)
    ///     flags.map { "\"\($0.sentence.text)\" \($0.fault)" }
    package static func all(
        in body: String, title: String, topic: String? = nil, after earlier: [(title: String, body: String)]
    ) -> [FlaggedSentence] {
        let text = (earlier.map(\.body) + [body]).joined(separator: "\n")
        var reader = RepetitionReader(Set(Kind.allCases), language: GrammaticalPerson.language(of: text))
        if let topic { reader.know(topic) }
        for section in earlier { reader.add(ProseSentence.all(in: section.body)) }
        return reader.flags(in: ProseSentence.all(in: body), title: title)
    }
}
