/// Reads a post section by section, as a reader does, and flags the sentences that repeat what was read.
struct RepetitionReader {
    private let kinds: Set<FlaggedSentence.Kind>
    private let language: GrammaticalPerson.Language?
    /// The number of sections read.
    private var sections = 0
    /// By subject: the first section that defines it.
    private var definers: [String: Int] = [:]
    private var told = NearSentences()
    /// The sentences of later sections that are written already.
    private var ahead = NearSentences()
    /// The words of a topic that needs no definition.
    private var topical: Set<String> = []

    /// Makes a reader that looks for these kinds; in an unknown language (nil), definitions are not recognized.
    init(_ kinds: Set<FlaggedSentence.Kind>, language: GrammaticalPerson.Language?) {
        self.kinds = kinds
        self.language = language
    }

    /// Reads parts of a post for one kind of fault; returns each flagged sentence as a finding, and the number of parts
    /// that have any.
    static func findings(
        _ kind: FlaggedSentence.Kind, in parts: [CheckedPost.Part], language: GrammaticalPerson.Language?,
        _ finding: (_ flag: FlaggedSentence, _ earlier: String?) -> String
    ) -> (lines: [String], parts: Int) {
        var reader = RepetitionReader([kind], language: language)
        let lines = parts.map { part in
            reader.read(part.sentences, title: part.title).map { flag in
                "\(part.name), \(flag.sentence.place)\(finding(flag, flag.earlier.map { parts[$0].name }))"
            }
        }
        return (lines.flatMap(\.self), lines.count { !$0.isEmpty })
    }

    /// Returns the flags of the next section, and adds it to what was read.
    mutating func read(_ sentences: [ProseSentence], title: String) -> [FlaggedSentence] {
        let flags = flags(in: sentences, title: title)
        add(sentences)
        return flags
    }

    /// Returns the flags of a section as if it came next.
    func flags(in sentences: [ProseSentence], title: String) -> [FlaggedSentence] {
        var own = NearSentences(least: NearSentences.leastWithinSection)
        return sentences.flatMap { sentence in
            [titleEcho(sentence, title), redefinition(sentence), nearSame(sentence, &own)].compactMap(\.self)
        }
    }

    /// Takes it that the reader knows the subject of a topic.
    mutating func know(_ topic: String) { topical.formUnion(ContentWords.of(topic)) }

    /// Adds a section to what was read.
    mutating func add(_ sentences: [ProseSentence]) {
        for sentence in sentences {
            if kinds.contains(.redefinition), let definition = definition(in: sentence),
                definers[definition.key] == nil
            {
                definers[definition.key] = sections
            }
            if kinds.contains(.nearSame) { told.add(words(of: sentence), section: sections) }
        }
        sections += 1
    }

    /// Adds a section that comes later; its sentences are not to be said before.
    mutating func add(later sentences: [ProseSentence]) {
        for sentence in sentences where kinds.contains(.nearSame) { ahead.add(words(of: sentence), section: 0) }
    }

    private func titleEcho(_ sentence: ProseSentence, _ title: String) -> FlaggedSentence? {
        guard kinds.contains(.titleEcho), sentence.number == 1, TitleEcho.echoes(sentence.text, title) else {
            return nil
        }
        return FlaggedSentence(kind: .titleEcho, sentence: sentence, fault: "is the title again")
    }

    private func redefinition(_ sentence: ProseSentence) -> FlaggedSentence? {
        guard kinds.contains(.redefinition), let definition = definition(in: sentence) else { return nil }
        let earlier = definers[definition.key]
        let words = ContentWords.of(definition.subject)
        guard earlier != nil || !words.isEmpty && topical.isSuperset(of: words) else { return nil }
        return FlaggedSentence(
            kind: .redefinition, sentence: sentence, fault: "defines \"\(definition.subject)\" again", earlier: earlier)
    }

    /// Compares a sentence with the sections read, and with `own`, the sentences before it in its section.
    private func nearSame(_ sentence: ProseSentence, _ own: inout NearSentences) -> FlaggedSentence? {
        guard kinds.contains(.nearSame) else { return nil }
        let words = words(of: sentence)
        let marked = NearSentences.marked(words, as: sentence.text)
        defer { own.add(marked, section: sections) }
        let earlier = told.section(like: words) ?? own.section(like: marked)
        guard earlier != nil || ahead.section(like: words) != nil else { return nil }
        let other = earlier == nil ? "one of a later section" : "an earlier one"
        return FlaggedSentence(
            kind: .nearSame, sentence: sentence, fault: "says nearly the same as \(other)", earlier: earlier)
    }

    private func definition(in sentence: ProseSentence) -> Definition? {
        language.flatMap { Definition(sentence.text, language: $0) }
    }

    private func words(of sentence: ProseSentence) -> Set<String> {
        NearSentences.words(of: sentence.text, isEnglish: language == .english)
    }
}
