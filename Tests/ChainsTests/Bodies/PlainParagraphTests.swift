import Manuscript
import Testing

@testable import Chains

/// Of a very small model's answer, whole plain sentences are kept.
struct PlainParagraphTests {
    private static let good = "Bread rises slowly in a cold kitchen."

    @Test(arguments: [
        "It has no end and goes on", "Too short.", "I bake bread in my kitchen.", "Is bread good for everybody here?",
        "Bread was invented in the year 1432 by monks.", "Subscribe to our blog for more bread.",
        "Bread is good, bread, bread and more bread.", "Bread (with salt is good for you.",
        "bread rises slowly in the cold.",
        "These are: * first - **second** and more.", "- a list item with some words.", "# A heading of some words.",
        "The Society (SBB) bakes bread every day.", "As an AI language model it has no bread.",
    ])
    func unclearSentencesAreLeftOut(text: String) {
        #expect(PlainParagraph.of(text) == "")
        #expect(PlainParagraph.of("\(Self.good)\n\(text)") == Self.good)
    }

    @Test func sentencesAreKeptOnceAndInOrder() {
        let other = "Salt makes the dough stronger and slower."
        #expect(PlainParagraph.of("\(Self.good) \(other)\n\n\(Self.good)") == "\(Self.good) \(other)")
        #expect(PlainParagraph.of("") == "" && PlainParagraph.of("\n \n") == "")
    }

    @Test(arguments: [
        "However, salt makes the dough stronger.", "This dough needs salt and time.",
        "For example, rye needs more water.",
        "Bakers know their dough very well.",
    ])
    func aParagraphDoesNotBeginByPointingBack(text: String) {
        #expect(PlainParagraph.pointsBack(text) && PlainParagraph.of(text) == "")
        #expect(PlainParagraph.of("\(Self.good) \(text)") == "\(Self.good) \(text)")
    }

    @Test func theReaderIsAddressedThroughoutOrNotAtAll() {
        let text = "Your dough rises slowly in a cold kitchen."
        #expect(PlainParagraph.of(text) == text && PlainParagraph.of(text, addressesReader: false) == "")
    }

    @Test(arguments: [
        ("How to bake bread", "", true), ("Bread and your health", "", true), ("Bread", "", false),
        ("Bread", "second person", true), ("How to bake", "third person", false), ("To how", "", true),
    ])
    func aTopicOrTheCardSaysWhetherTheReaderIsAddressed(topic: String, person: String, expected: Bool) {
        var style = Style()
        style.person = person
        #expect(PlainParagraph.addressesReader(topic, style: style) == expected)
    }

    @Test func quotationMarksAreTakenAway() {
        #expect(PlainParagraph.unquoted("“It’s \"bread\"”") == "It’s bread")
    }

    @Test func aHugeSentenceIsLeftOut() {
        #expect(PlainParagraph.of(String(repeating: "面包", count: 2000) + "。") == "")
    }
}
