import Markdown

/// Measurements of a text's style, made without a model.
package struct StyleMeasures: Sendable, Equatable {
    /// The mean number of words per sentence.
    package var sentenceWords: Int
    /// The length in words that nine of ten sentences do not exceed.
    package var longSentence: Int
    /// The grammatical person; nil if the pronouns of the language are not known.
    package var person: String?
    /// The use of lists: "never", "few" or "often".
    package var lists: String
    /// The English name of the language; nil if it is not known.
    package var language: String?
    /// A paragraph of typical length with sentences of typical length.
    package var sample: String

    /// The minimum number of words that can be measured.
    package static let leastWords = 60

    /// Measures a Markdown text; nil if it has too little prose.
    package init?(_ markdown: String) {
        let blocks = RetoldParagraphs.prose(of: Markdown.withLineFeeds(markdown)).filter { !$0.trimmed.hasPrefix("#") }
        let lists = blocks.count { $0.split(separator: "\n").contains { Self.isItem($0) } }
        let prose = blocks.filter { !Sentences.isStructural($0) }.map { block in
            block.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        let text = prose.joined(separator: "\n\n")
        guard Prose.words(in: text) >= Self.leastWords else { return nil }
        let lengths = prose.flatMap(Self.sentences).sorted()
        guard !lengths.isEmpty else { return nil }
        let mean = Int((Double(lengths.reduce(0, +)) / Double(lengths.count)).rounded())
        sentenceWords = mean
        longSentence = lengths[min(lengths.count - 1, lengths.count * 9 / 10)]
        self.lists = lists == 0 ? "never" : lists * 4 <= blocks.count ? "few" : "often"
        let known = GrammaticalPerson.language(of: text)
        language = Self.language(of: text)
        person = known.map {
            Self.person(GrammaticalPerson.counts(in: text, language: $0), words: Prose.words(in: text))
        }
        func distance(_ paragraph: String) -> Int {
            let own = Self.sentences(paragraph)
            return abs(own.reduce(0, +) / max(own.count, 1) - mean)
        }
        let usual = prose.filter { (30...120).contains(Prose.words(in: $0)) }
        sample = (usual.isEmpty ? prose : usual).min { distance($0) < distance($1) } ?? ""
    }

    /// The rule about sentence length for the style card.
    package var rule: String {
        "Sentences of about \(sentenceWords) words, seldom longer than \(max(longSentence, sentenceWords))."
    }

    private static func isItem(_ line: Substring) -> Bool {
        let line = line.trimmed
        let digits = line.prefix(while: \.isNumber)
        return ["- ", "* ", "+ "].contains { line.hasPrefix($0) }
            || (!digits.isEmpty && [". ", ") "].contains { line.dropFirst(digits.count).hasPrefix($0) })
    }

    private static func sentences(_ paragraph: String) -> [Int] {
        var start = paragraph.startIndex
        return (Sentences.ends(in: paragraph) + [paragraph.endIndex]).compactMap { end in
            defer { start = end }
            let words = Prose.words(in: String(paragraph[start..<end]))
            return words == 0 ? nil : words
        }
    }

    /// Returns the most frequent person; a text that hardly ever says I, we or you is in the third person.
    private static func person(_ counts: [GrammaticalPerson: Int], words: Int) -> String {
        let all = counts.values.reduce(0, +)
        guard all * 150 >= words,
            let most = counts.max(by: { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) })
        else { return "third person" }
        return most.key.rawValue
    }

    /// Returns the language, unless only its script is known and other languages share that.
    private static func language(of text: String) -> String? {
        let language = TextLanguage.of(text)
        return [.cyrillic, .arabic, .devanagari].contains(language?.systems.first) ? nil : language?.name
    }
}
