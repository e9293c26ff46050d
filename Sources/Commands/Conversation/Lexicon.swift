import Manuscript

/// The vocabulary of plain requests in one or more languages, in lower case.
///
/// It is small on purpose: a model reads anything else, and nothing is guessed. Each language has its own file;
/// `of(_:environment:)` selects the languages for a post.
struct Lexicon: Sendable {
    /// The action that a clause requests.
    enum Deed: CaseIterable {
        case remove, move, rename, merge, write, show, compare, export
        case shorten, lengthen, restyle, rewrite, make, give
        /// Change the length, but only by an amount: "cut 2 by half", "double 2".
        case reduce, increase
        /// Write again: "refais 2".
        case redo
        /// Write again, but only with a word such as "again": "do 2 again".
        case attempt
    }

    /// The function of a word or phrase.
    enum Kind: CaseIterable {
        // Degrees of a text.
        /// Comparatives of length, and of everything else.
        case shorter, longer, comparative
        /// Words that form a comparative from an adjective: "more formal", "weniger förmlich".
        case more, less
        /// Adjectives after such a word: of length, and others.
        case shortAdjective, longAdjective, adjective
        /// Words that only qualify a comparative: "a bit", "etwas".
        case measure
        /// Words between a section and its comparative that express a request: "2 should be shorter".
        case wish
        case copula, tooMuch, tooLong, tooShort, still, very
        /// Words that find fault with a text.
        case complaint

        // Amounts.
        /// Words before an amount of change, and words before a resulting amount.
        case by, to
        /// Words before an approximate amount.
        case about
        case percent, wordUnit
        /// Words after an amount, as in "half its length", and words before sections, as in "the length of 2".
        case ofLength, lengthOf

        // Requests.
        case again
        /// The words for the results of `alt`, and the words around them.
        case others, filler
        /// The words for a single title, for several titles to choose from, and for an outline.
        case title, titles, outline
        /// Words between a section and its new title, and words that end a new title.
        case titleJoint, titleEnd
        case together
        case before, after, toEnd, toStart
        /// Words before a format.
        case formatJoint
        /// Answers to "Do it?", and the first words of an answer that changes the plan: "without 3", "only 2", "also
        /// …".
        case yes, no, without, only, also, instead
        /// Clauses that undo the last turn; the verb before a number of turns, and the noun after it.
        case undo, undoVerb, turns
        /// Words that begin a question.
        case question
        /// Words that negate a request, make it conditional, compare it or except something from it.
        case reservation
        /// Empty phrases before a request and after it, and phrases that turn a question into a request.
        case courtesy, thanks, polite
        /// Words between two requests, and verbs other than the deeds that start one.
        case then, otherVerb
        /// Verbs that stand before a section and its new title.
        case callVerb
        /// Greetings.
        case greeting
        /// The word for help, and words that mark a question about the program.
        case help, aboutProgram

        // Sections.
        case determiner
        /// Words between the sections of a list; words before a second section that is the one to keep.
        case joint, into
        /// Words before the number or title of a section; words before a range, and words within one.
        case section, numberSign, sections, range
        /// Words between "section" and its subject, and words that end the subject.
        case subjectJoint, subjectEnd
        /// Words for the whole post, its opening, its ending and its last section.
        case whole, opening, ending, last
        /// Words before an ending that make it a place: "to the end".
        case placeJoint
        case pronoun
        /// The word for a paragraph, words between it and its section, and adjectives for the last one.
        case paragraph, of, final

        /// The language's names and its code (ISO 639-1).
        case name
    }

    /// The quantity that a number word expresses.
    enum Measure: CaseIterable {
        case count, ordinal
        /// A fraction, in percent.
        case fraction
        /// A change of length, in percent: "twice as long"; the same as a verb without an amount: "halve".
        case change, verb
    }

    private let deeds: [String: Deed]
    private let words: [Kind: Set<String>]
    private let ordered: [Kind: [String]]
    private let numbers: [Measure: [String: Int]]
    /// The length of the longest deed phrase, in words.
    private let longestDeed: Int
    /// The languages that were merged; empty for a single one.
    private var parts: [Lexicon] = []

    /// Makes the lexicon of one language from comma-separated lists.
    init(deeds: [Deed: String], words: [Kind: String], numbers: [Measure: [String: Int]]) {
        func list(_ text: String) -> [String] { text.split(separator: ",").map(\.trimmed) }
        self.init(
            deeds: deeds.reduce(into: [:]) { deeds, item in
                for phrase in list(item.value) { deeds[phrase] = item.key }
            },
            words: words.mapValues { Set(list($0)) }, numbers: numbers)
    }

    private init(deeds: [String: Deed], words: [Kind: Set<String>], numbers: [Measure: [String: Int]]) {
        self.deeds = deeds
        self.words = words
        ordered = words.mapValues { $0.sorted { ($1.count, $0) < ($0.count, $1) } }
        self.numbers = numbers
        longestDeed = deeds.keys.map { $0.split(separator: " ").count }.max() ?? 1
    }

    /// Returns the vocabulary of both; if they differ, this one takes precedence.
    func merging(_ other: Lexicon) -> Lexicon {
        var whole = Lexicon(
            deeds: deeds.merging(other.deeds) { own, _ in own },
            words: words.merging(other.words) { $0.union($1) },
            numbers: numbers.merging(other.numbers) { $0.merging($1) { own, _ in own } })
        whole.parts = [self, other].flatMap { $0.parts.isEmpty ? [$0] : $0.parts }
        return whole
    }

    // MARK: - Looking up

    /// Returns true if a word or phrase is of a kind.
    func has(_ kind: Kind, _ word: String) -> Bool { words[kind]?.contains(word) == true }

    /// Returns all words and phrases of a kind, longest first.
    func phrases(_ kind: Kind) -> [String] { ordered[kind] ?? [] }

    /// Returns the number for a word or phrase; nil if there is none.
    func number(_ measure: Measure, _ word: String) -> Int? { numbers[measure]?[word] }

    /// Returns all number words of a measure, longest first.
    func numberWords(_ measure: Measure) -> [(word: String, number: Int)] {
        (numbers[measure] ?? [:]).map { (word: $0.key, number: $0.value) }
            .sorted { ($1.word.count, $0.word) < ($0.word.count, $1.word) }
    }

    /// Returns the deed at the start of some words, and the number of words that express it.
    func deed(_ words: some Collection<String>) -> (deed: Deed, count: Int)? {
        let most = min(longestDeed, words.count)
        for count in stride(from: most, to: 0, by: -1) {
            if let deed = deeds[words.prefix(count).joined(separator: " ")] { return (deed, count) }
        }
        return nil
    }

    /// Returns the first language that has a verb, so that words of another language do not complete "rename 2 in …".
    func language(of verb: String) -> Lexicon { parts.first { $0.deeds[verb] != nil } ?? self }

    /// Returns the number of words of the longest phrase of a kind at the start of some words; 0 if there is none.
    func prefix(_ kind: Kind, of words: some Collection<String>) -> Int {
        let text = words.joined(separator: " ") + " "
        return phrases(kind).first { text.hasPrefix($0 + " ") }?.split(separator: " ").count ?? 0
    }
}

extension Lexicon {
    /// The languages other than English.
    private static let others = [german, french, spanish, italian]

    /// All languages combined.
    static let every = others.reduce(english) { $0.merging($1) }

    /// Returns English combined with the languages of the post and of the writer's locale, if known.
    ///
    /// The post's language is that of the style card, or else of its topic, titles and texts. The locale is the first
    /// of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set (POSIX.1-2017, 8.2 "Internationalization Variables"). A request
    /// that is plainly in another language adds that language.
    static func of(_ session: Session, environment: [String: String] = [:], request: String = "") -> Lexicon {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let names = nameWords(language(of: session)).union([locale.lowercased().prefix { $0.isLetter }.description])
        let known = others.filter { !$0.words[.name, default: []].isDisjoint(with: names) }
            .reduce(english) { $0.merging($1) }
        return (others.first { $0.isPlainly(in: request, known) }).map { known.merging($0) } ?? known
    }

    /// Returns true if a request is in this language: it has a verb or comparative that the other vocabulary lacks, and
    /// further words of that kind unless it is the only word.
    private func isPlainly(in request: String, _ other: Lexicon) -> Bool {
        let words = request.lowercased().split { !$0.isLetter && $0 != "'" }.map(String.init)
        guard !words.isEmpty, other.deed(words) == nil else { return false }
        let spoken = words.joined(separator: " ")
        if has(.undo, spoken) { return !other.has(.undo, spoken) }
        let own = vocabulary.subtracting(other.vocabulary)
        let count = words.count { own.contains($0) }
        let hasDeed = words.contains { word in
            own.contains(word) && (deeds[word] != nil || has(.shorter, word) || has(.longer, word))
        }
        return hasDeed && (count > 1 || words.count == 1)
    }

    /// All words, those of phrases one by one.
    private var vocabulary: Set<String> {
        let phrases = Array(deeds.keys) + words.values.flatMap { $0 } + numbers.values.flatMap(\.keys)
        return Set(phrases.flatMap { $0.split(separator: " ").map(String.init) })
    }

    private static func nameWords(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    }

    private static func language(of session: Session) -> String {
        guard session.style.language.isEmpty else { return session.style.language }
        let entries = session.outline.entries
        let titles = ([session.topic] + entries.map(\.section.title)).joined(separator: "\n")
        let known =
            GrammaticalPerson.language(of: titles)
            ?? GrammaticalPerson.language(of: entries.compactMap(\.section.text?.text).joined(separator: "\n"))
        return known?.rawValue ?? ""
    }
}
