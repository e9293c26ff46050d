import Manuscript

/// The words of plain requests in one language or several, in lower case.
///
/// There are few on purpose: a model reads anything else, and nothing is guessed. Each language has a file of its own;
/// `of(_:environment:)` chooses the ones that count for a post.
struct Lexicon: Sendable {
    /// What a clause asks for.
    enum Deed: CaseIterable {
        case remove, move, rename, merge, write, show, compare, export
        case shorten, lengthen, restyle, rewrite, make, give
        /// Change the length, but only by an amount: "cut 2 by half", "double 2".
        case reduce, increase
        /// Writes again: "refais 2".
        case redo
        /// The same, but only with a word such as "again": "do 2 again".
        case attempt
    }

    /// What a word or a phrase says.
    enum Kind: CaseIterable {
        // Degrees of a text.
        /// Comparatives of length, and of everything else.
        case shorter, longer, comparative
        /// Words that make a comparative of an adjective: "more formal", "weniger förmlich".
        case more, less
        /// Adjectives behind such a word: of length, and others.
        case shortAdjective, longAdjective, adjective
        /// Words that only measure a comparative: "a bit", "etwas".
        case measure
        /// Words between a section and its comparative that ask: "2 should be shorter".
        case wish
        case copula, tooMuch, tooLong, tooShort, still, very
        /// Words for a text that pleases nobody; what follows is about it.
        case complaint

        // Amounts.
        /// Words in front of an amount that is the difference, and of one that is the result.
        case by, to
        /// Words in front of an amount that is only about right.
        case about
        case percent, wordUnit
        /// What may follow an amount, "half its length", and what may stand before sections: "the length of 2".
        case ofLength, lengthOf

        // Requests.
        case again
        /// What `alt` draws, and words around them.
        case others, filler
        /// One title is wanted, several to choose from; the word for an outline.
        case title, titles, outline
        /// Words between a section and its new title, and one that ends a new title.
        case titleJoint, titleEnd
        case together
        case before, after, toEnd, toStart
        /// Words before a format.
        case formatJoint
        /// Whole clauses that undo the last turn; the verb before a number of turns, and the word behind it.
        case undo, undoVerb, turns
        /// Words that begin a question.
        case question
        /// Words that negate a request, make it conditional, compare it or except something from it.
        case reservation
        /// Words in front of a request that say nothing, the same behind it, and what makes a request of a question.
        case courtesy, thanks, polite
        /// Words between two requests, and verbs besides the deeds that begin one.
        case then, otherVerb
        /// What people say before they begin.
        case greeting
        /// The word for help, and words of a question that is about the program.
        case help, aboutProgram

        // Sections.
        case determiner
        /// Words between the sections of a list; between sections of which the second is the one that stays.
        case joint, into
        /// Words before the number or the title of a section; the ones before a range, and the range's own.
        case section, numberSign, sections, range
        /// Words between "section" and its subject, and words that end the subject.
        case subjectJoint, subjectEnd
        /// What names the whole post, its beginning, its end and its last section.
        case whole, opening, ending, last
        /// Words before an ending that make a place of it: "to the end".
        case placeJoint
        case pronoun

        /// The language's own names and its code (ISO 639-1).
        case name
    }

    /// What a number word counts.
    enum Measure: CaseIterable {
        case count, ordinal
        /// In percent.
        case fraction
        /// A change of length, in percent: "twice as long"; the same for a verb that needs no amount: "halve".
        case change, verb
    }

    private let deeds: [String: Deed]
    private let words: [Kind: Set<String>]
    private let ordered: [Kind: [String]]
    private let numbers: [Measure: [String: Int]]
    /// The most words that a phrase of a deed has.
    private let longestDeed: Int
    /// The languages that were merged; empty for a single one.
    private var parts: [Lexicon] = []

    /// The words of one language, as lists between commas.
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

    /// The words of both; where they differ, the first counts.
    func merging(_ other: Lexicon) -> Lexicon {
        var whole = Lexicon(
            deeds: deeds.merging(other.deeds) { own, _ in own },
            words: words.merging(other.words) { $0.union($1) },
            numbers: numbers.merging(other.numbers) { $0.merging($1) { own, _ in own } })
        whole.parts = [self, other].flatMap { $0.parts.isEmpty ? [$0] : $0.parts }
        return whole
    }

    // MARK: - Looking up

    /// True if a word or phrase is of a kind.
    func has(_ kind: Kind, _ word: String) -> Bool { words[kind]?.contains(word) == true }

    /// All words and phrases of a kind, the longest first.
    func phrases(_ kind: Kind) -> [String] { ordered[kind] ?? [] }

    /// The number that a word or phrase stands for; nil if it stands for none.
    func number(_ measure: Measure, _ word: String) -> Int? { numbers[measure]?[word] }

    /// All number words of a measure, the longest first.
    func numberWords(_ measure: Measure) -> [(word: String, number: Int)] {
        (numbers[measure] ?? [:]).map { (word: $0.key, number: $0.value) }
            .sorted { ($1.word.count, $0.word) < ($0.word.count, $1.word) }
    }

    /// The deed that some words begin with, and how many of them say it.
    func deed(_ words: some Collection<String>) -> (deed: Deed, count: Int)? {
        let most = min(longestDeed, words.count)
        for count in stride(from: most, to: 0, by: -1) {
            if let deed = deeds[words.prefix(count).joined(separator: " ")] { return (deed, count) }
        }
        return nil
    }

    /// The language of a verb, the first that has it: "rename 2 in …" is not completed by a word of another language.
    func language(of verb: String) -> Lexicon { parts.first { $0.deeds[verb] != nil } ?? self }

    /// The longest phrase of a kind that some words begin with, as a number of words; 0 if there is none.
    func prefix(_ kind: Kind, of words: some Collection<String>) -> Int {
        let text = words.joined(separator: " ") + " "
        return phrases(kind).first { text.hasPrefix($0 + " ") }?.split(separator: " ").count ?? 0
    }
}

extension Lexicon {
    /// The languages besides English.
    private static let others = [german, french, spanish, italian]

    /// Every language.
    static let every = others.reduce(english) { $0.merging($1) }

    /// English with the language of the post and that of the writer's locale, as far as they are known.
    ///
    /// The post's language is the style card's, else that of its topic, titles and texts. The locale is the first of
    /// `LC_ALL`, `LC_MESSAGES` and `LANG` that is set (POSIX.1-2017, 8.2 "Internationalization Variables").
    static func of(_ session: Session, environment: [String: String] = [:]) -> Lexicon {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let names = nameWords(language(of: session)).union([locale.lowercased().prefix { $0.isLetter }.description])
        return others.filter { !$0.words[.name, default: []].isDisjoint(with: names) }
            .reduce(english) { $0.merging($1) }
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
