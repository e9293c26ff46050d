/// The sentences read so far, by their content words, to find one that is nearly the same.
///
/// Two sentences are nearly the same if their content words have a Dice coefficient of at least one half (Dice,
/// "Measures of the amount of ecologic association between species", 1945), or more where `least` asks for it. Such a
/// pair shares at least a third of either one's words, so one of the rarer words of a sentence is in its match (prefix
/// filtering, as in `ShareIndex`), and most sentences are never compared.
struct NearSentences {
    /// The least Dice coefficient within one section, where sentences of the same build are often meant.
    static let leastWithinSection = 0.67
    /// The least number of content words that makes a sentence comparable.
    static let leastWords = 4
    /// The number of comparisons for one sentence; it bounds the time for a long post of few words.
    private static let most = 200

    /// The least Dice coefficient of two sentences that are nearly the same, from 0.5 to 1.
    private let least: Double
    private var numbers: [String: Int] = [:]
    /// By word number: the sentences that have the word.
    private var holders: [[Int]] = []
    /// By sentence: the numbers of its words, ascending.
    private var sentences: [[Int]] = []
    private var sections: [Int] = []

    init(least: Double = 0.5) { self.least = least }

    /// The number of sentences added.
    var count: Int { sentences.count }

    /// Returns the words of a sentence that are compared; in other languages than English, those of five letters and
    /// more, since the short ones are mostly articles and prepositions.
    static func words(of sentence: String, isEnglish: Bool) -> Set<String> {
        let words = Set(ContentWords.of(sentence))
        return isEnglish ? words : words.filter { $0.count >= 5 }
    }

    /// Returns the words as those of one sentence with its figures: sentences that differ in a number share none.
    static func marked(_ words: Set<String>, as sentence: String) -> Set<String> {
        let figures = String(decoding: sentence.utf8.filter { (0x30...0x39).contains($0) }, as: UTF8.self)
        return figures.isEmpty ? words : Set(words.map { $0 + figures })
    }

    /// Adds a sentence of a section.
    mutating func add(_ words: Set<String>, section: Int) {
        guard words.count >= Self.leastWords else { return }
        var known: [Int] = []
        for word in words {
            let number = numbers[word] ?? numbers.count
            if number == holders.count {
                numbers[word] = number
                holders.append([])
            }
            known.append(number)
            holders[number].append(sentences.count)
        }
        sentences.append(known.sorted())
        sections.append(section)
    }

    /// Returns the section of an added sentence that is nearly the same; nil if there is none.
    func section(like words: Set<String>) -> Int? {
        guard words.count >= Self.leastWords else { return nil }
        let known = words.compactMap { numbers[$0] }.sorted()
        // The least that a match shares: its own size is at least a third of this one's.
        let shared = (words.count + (words.count + 2) / 3 + 3) / 4
        guard known.count >= shared else { return nil }
        let rarest = known.sorted { (holders[$0].count, $0) < (holders[$1].count, $1) }.prefix(known.count - shared + 1)
        var left = Self.most
        for word in rarest {
            for place in holders[word] {
                let needed = (least * Double(words.count + sentences[place].count) / 2).rounded(.up)
                if ShareIndex.share(known, sentences[place], Int(needed)) { return sections[place] }
                left -= 1
                if left == 0 { return nil }
            }
        }
        return nil
    }
}
