import Testing

@testable import Manuscript

/// Phrases that models write far more often than people.
struct StockPhrasesTests {
    @Test(arguments: [
        ("In today's fast-paced world, bakers delve into dough.", ["in today's", "fast-paced", "delve"]),
        ("It’s important to rest the dough.", ["it's important to"]),
        ("Heat plays a very crucial role here.", ["plays a very crucial role"]),
        ("It is not only warm but also wet.", ["not only warm but"]),
        ("They delved, leveraged and streamlined.", ["delved", "leveraged", "streamlined"]),
        ("Overall, it works.", ["overall"]),
        ("Heat plays a large and odd role.", ["plays a large and odd role"]),
        ("Heat plays a rather large and odd role.", ["plays a rather large and odd role"]),
    ])
    func theyAreFoundInOrder(sentence: String, phrases: [String]) {
        #expect(StockPhrases.all(in: sentence) == phrases)
    }

    @Test(arguments: [
        "Bakers rest the dough for an hour.", "He plays a flute.", "Not only that.", "The role of heat is plain.", "",
        "It plays a part of some importance in the long and slow work of the night, and then the role ends.",
        "Heat plays a rather large and quite odd role.", "Er spielt eine wichtige Rolle.",
    ])
    func plainSentencesHaveNone(sentence: String) { #expect(StockPhrases.all(in: sentence).isEmpty) }

    /// The longest pattern counts, and its words do not count again.
    @Test func aPhraseCountsOnce() {
        #expect(StockPhrases.all(in: "It's important to note that bread rises.") == ["it's important to"])
        #expect(
            StockPhrases.all(in: "It is crucial to unlock the power of yeast.") == ["it is crucial to", "unlock the"])
    }

    @Test func allThatAModelIsToAvoidIsFound() {
        for phrase in StockPhrases.told where !phrase.contains("X") {
            #expect(StockPhrases.all(in: "\(phrase) bread").count == 1, "\(phrase)")
        }
    }
}
