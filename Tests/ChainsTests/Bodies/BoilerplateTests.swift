import Manuscript
import Testing

@testable import Chains

/// Cleaning of a very small model's answer.
struct BoilerplateTests {
    @Test(arguments: [
        ("Bread is made of flour and water.", "Bread is made of flour and water."),
        ("Bread is made of flour. See http://a.b for more. It is good.", "Bread is made of flour."),
        ("**Paragraph 1:** Bread is made of flour and water.", "Bread is made of flour and water."),
        ("Opening paragraph: Bread is made of flour today.", "Bread is made of flour today."),
        ("Posted at 12:30 by the whole team here.", ""), ("Too short.", ""), ("Bread is \"good and cheap for all.", ""),
        ("Bread is good for us all \u{1F35E}.", ""),
        ("Bread is a good thing.\n\n- flour\n- water", "Bread is a good thing.\n\n- flour\n- water"),
        ("- see www.bread.example", ""), ("Bread costs 5 to 10 cents here.", "Bread costs 5 to 10 cents here."),
        ("", ""),
        ("Bread is made\nof flour and water.", "Bread is made of flour and water."),
    ])
    func debrisOfWebPagesIsRemoved(text: String, expected: String) {
        #expect(Boilerplate.removed(from: text).text == expected)
    }

    @Test(arguments: [
        ("Bread is made of flour and water.", 0), ("Too short.", 1), ("- see www.bread.example", 1),
        ("Bread is made of flour. See http://a.b for more. It is good.", 2), ("", 0),
        ("- see www.bread.example\n\nToo short.\n\nBread is made of flour and water.", 2),
        ("Bread is made of flour.", 0), ("Bread is of flour.", 1),
    ])
    func removedSentencesAreCounted(text: String, count: Int) {
        #expect(Boilerplate.removed(from: text).count == count)
    }

    @Test(arguments: [
        ("Bread is made of flour. It is baked in an oven.", "Bread is made of flour. It is baked in an oven."),
        ("Bread is made of flour. In this blog post we bake it.", "Bread is made of flour."),
        ("Bread needs these: * flour * water. Bakers have an oven.", "Bakers have an oven."),
        (
            "Bread is made of flour.\n\n1. Flour\n2. Water\n\nIt is baked twice.",
            "Bread is made of flour. It is baked twice."
        ),
        ("Bread is made of flour. Bread is made of flour.", "Bread is made of flour."),
        ("and so it goes on. Bread (with salt is good for you.", ""),
        ("In today's fast-paced world bread is still good. Bread is baked slowly.", "Bread is baked slowly."),
        (String(repeating: "bread and ", count: 30) + "butter.", ""), ("Bread is made of", ""), ("", ""),
    ])
    func onlyWholePlainSentencesMakeAParagraph(text: String, expected: String) {
        #expect(PlainParagraph.of(text) == expected)
    }

    @Test(arguments: [
        "In 2017 the society of bakers was founded there.", "The Bread Bakers of America (BBA) bake all day.",
        "I have baked a lot of bread at home.", "We bake it in an oven made of stone.",
        "Is bread not good for everybody?",
        "Bread needs ovens, ovens, and more ovens to be baked.", "The topic of bread is a wide one.",
        "Bread bakes bread where bread meets bread on tables.",
    ])
    func madeUpFiguresSpeakersAndCirclesAreLeftOut(sentence: String) {
        #expect(PlainParagraph.of("\(sentence) Bread is baked slowly.") == "Bread is baked slowly.")
    }

    @Test func aParagraphBeginsWithASelfContainedSentence() {
        let text = "However, this is hard. In addition, it takes time. Bread is baked slowly. This takes a whole day."
        #expect(PlainParagraph.of(text) == "Bread is baked slowly. This takes a whole day.")
        #expect(PlainParagraph.unquoted("\"Bread is “good” here.") == "Bread is good here.")
    }

    @Test func theReaderIsSpokenToThroughoutOrNotAtAll() {
        let text = "Bread is baked slowly. You bake it in your oven."
        #expect(PlainParagraph.of(text, addressesReader: false) == "Bread is baked slowly.")
        #expect(PlainParagraph.of(text, addressesReader: true) == text)
        #expect(PlainParagraph.addressesReader("How to bake bread", style: Style()))
        #expect(!PlainParagraph.addressesReader("How bread rises", style: Style()))
        var style = Style()
        style.person = "second person"
        #expect(PlainParagraph.addressesReader("How bread rises", style: style))
        style.person = "third person"
        #expect(!PlainParagraph.addressesReader("How to bake bread", style: style))
    }
}
