import Testing

@testable import Chains

/// What is left of a very small model's answer.
struct DebrisTests {
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
    func debrisOfWebPagesIsRemoved(text: String, expected: String) { #expect(Debris.removed(from: text) == expected) }

    @Test(arguments: [
        ("Bread is made of flour. It is baked in an oven.", "Bread is made of flour. It is baked in an oven."),
        ("Bread is made of flour. In this blog post we bake it.", "Bread is made of flour."),
        ("Bread needs these: * flour * water. It is baked in an oven.", "It is baked in an oven."),
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
}
