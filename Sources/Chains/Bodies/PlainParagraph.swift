import Manuscript

/// Makes one plain paragraph from a very small model's answer.
///
/// Such a model begins lists that it does not finish, stretches sentences until they mean nothing, talks about itself
/// and the websites it was trained on, and invents figures, dates and societies. Its strength is whole sentences of
/// plain prose.
enum PlainParagraph {
    private static let longestSentence = 45
    private static let shortestSentence = 4
    /// The maximum length of a sentence in bytes; in scripts without spaces, the word count may stay low.
    private static let mostBytes = 1000
    /// Phrases in lower case, with straight apostrophes.
    private static let boilerplate = [
        "in today's", "blog", "website", "webpage", "your content", "this article", "click ", "subscribe", "as an ai",
        "language model", "in this guide", "stay tuned", "read more", "this essay", "this paragraph", "this question",
        "this topic", "this subject", "the subject", "this text", "the text", "this section", "here's", "here are",
        "here is", "the following", "mentioned above", "as mentioned", "as described", "in conclusion", "in summary",
        "the answer", "sentence", "dear ", "testament to",
        "the topic", "the story of", "the concept of", "section is", "section of", "the content", "joke",
        "no exception",
        "interested person", "this is where", "read-aloud", "the reader", "the writer", "the author",
    ]
    /// Words that refer back to a sentence that may not be there.
    private static let backReferences: Set<String> = [
        "however", "additionally", "furthermore", "moreover", "another", "these", "this", "those", "they", "it", "he",
        "she", "therefore", "thus", "consequently", "similarly", "likewise", "such", "also", "then", "but", "and", "so",
        "instead", "meanwhile", "finally", "secondly", "lastly", "overall", "ultimately",
    ]
    /// Openings of several words that refer back.
    private static let backPhrases = [
        "in addition", "for example", "for instance", "in contrast", "as such", "in fact", "by doing", "in this ",
        "as a result",
        "one such", "in essence", "in other words", "in reality", "in particular", "on the other", "not only does",
        "by following",
        "by using", "with this", "with these", "a good example", "for this", "at the same", "the impact was",
        "the process involve", "by understanding",
    ]
    private static let speakers: Set<String> = ["i", "i'm", "i've", "my", "me", "myself", "we", "we're", "us", "let's"]
    private static let readers: Set<String> = ["you", "your", "yours", "yourself", "you're", "you'll", "you've"]

    /// Returns the acceptable sentences, in order, as one paragraph; empty if there are none.
    ///
    /// Sentences that address the reader are kept only if `addressesReader` is true, so that a text does so throughout
    /// or not at all.
    static func of(_ text: String, addressesReader: Bool = true) -> String {
        var kept: [String] = []
        var known: Set<String> = []
        for line in text.split(separator: "\n").map(String.init) where !line.trimmed.isEmpty {
            if Sentences.isStructural(line) || line.trimmed.hasPrefix("#") { continue }
            var start = line.startIndex
            for end in Sentences.ends(in: line) {
                let sentence = line[start..<end].trimmed
                start = end
                guard holds(sentence, addressesReader), !known.contains(sentence) else { continue }
                if kept.isEmpty, pointsBack(sentence) { continue }
                known.insert(sentence)
                kept.append(sentence)
            }
        }
        return kept.joined(separator: " ")
    }

    /// Removes the double quotation marks that such a model puts around whole answers and seldom closes.
    static func unquoted(_ text: String) -> String { text.filter { !"\"“”".contains($0) } }

    /// Returns true if a post on this topic addresses its reader: as the style card says, or else if the topic is a
    /// how-to or addresses the reader itself.
    static func addressesReader(_ topic: String, style: Style) -> Bool {
        let person = style.person.lowercased()
        if !person.isEmpty { return person.contains("second") || person.contains("you") }
        let words = Set(topic.lowercased().split { !$0.isLetter }.map(String.init))
        return words.isSuperset(of: ["how", "to"]) || !words.isDisjoint(with: readers)
    }

    private static func holds(_ sentence: String, _ addressesReader: Bool) -> Bool {
        guard sentence.utf8.count <= mostBytes else { return false }
        let plain = sentence.lowercased().replacing("’", with: "'")
        let words = Set(plain.split { !$0.isLetter && $0 != "'" }.map(String.init))
        return (shortestSentence...longestSentence).contains(Prose.words(in: sentence))
            && !boilerplate.contains { plain.contains($0) } && Phrases.banned(in: sentence).isEmpty
            // A list run together on one line: "These are: * first - **second**".
            && !["**", "  ", " * ", " - ", " – ", ": -", "..", "…", ". ."].contains { sentence.contains($0) }
            && sentence.first?.isLowercase == false && !sentence.contains(where: \.isNumber)
            && sentence.last != "?" && sentence.last != "!"
            && speakers.isDisjoint(with: words) && (addressesReader || readers.isDisjoint(with: words))
            && sentence.filter { $0 == "(" }.count == sentence.filter { $0 == ")" }.count
            && !sentence.contains(/\([A-Z]{2,}\)/) && !goesInCircles(plain)
    }

    /// Returns true if a sentence repeats a word again and again: "frames, frames, and more frames".
    private static func goesInCircles(_ sentence: String) -> Bool {
        if sentence.contains(/\b(\w{4,}),? (?:(?:and|or) )?(?:more )?\1\b/) { return true }
        var counts: [String: Int] = [:]
        for word in ContentWords.of(sentence) { counts[word, default: 0] += 1 }
        return counts.values.contains { $0 > 3 }
    }

    /// The words, capitalised, with which a post on a topic begins no sentence, and those with which it begins no paragraph.
    static func unusedOpenings(addressesReader: Bool) -> (anywhere: Set<String>, atStart: Set<String>) {
        let persons = addressesReader ? speakers : speakers.union(readers)
        return (Set(persons.map(\.capitalizedFirst)), Set(backReferences.map(\.capitalizedFirst)))
    }

    /// Returns true if a paragraph cannot begin with this sentence because it refers back to another one.
    static func pointsBack(_ sentence: String) -> Bool {
        let plain = sentence.lowercased()
        let first = plain.prefix { $0.isLetter }
        let opening = plain.split { !$0.isLetter && $0 != "'" }.prefix(6)
        return backReferences.contains(String(first)) || backPhrases.contains { plain.hasPrefix($0) }
            || ["this", "these", "its", "their"].contains { opening.contains($0) }
    }
}
