import Manuscript
import Testing

/// The person that a style card names and a text uses.
struct GrammaticalPersonTests {
    @Test(arguments: [
        ("second person", [GrammaticalPerson.you]), ("you", [.you]), ("we", [.we]), ("first person plural", [.we]),
        ("I", [.i]),
        ("first person", [.i, .we]), ("third person", []), ("Sie", [.you]), ("3rd", []),
    ])
    func cardsAreReadForPersons(card: String, persons: [GrammaticalPerson]) {
        #expect(GrammaticalPerson.allowed(by: card) == Set(persons))
    }

    @Test func wordsWithoutAPersonMakeNoRule() {
        #expect(GrammaticalPerson.allowed(by: "third person for the example, second for advice") == [.you])
        #expect(GrammaticalPerson.allowed(by: "we and you") == [.we, .you])
        #expect(GrammaticalPerson.allowed(by: "friendly") == nil && GrammaticalPerson.allowed(by: "") == nil)
    }

    @Test func pronounsAreCountedOutsideOfQuotationsAndCode() {
        let text =
            "I know that the rest of it is fine, and \"we\" are not us. Use `my` code.\n\n```\nyou = me\n```\n\n> We said so.\n\nMy \"open quote\nI end."
        let counts = GrammaticalPerson.counts(in: text, language: .english)
        #expect(counts == [.i: 3, .we: 1])
        #expect(GrammaticalPerson.counts(in: "The i-th item of type i.", language: .english) == [:])
        let german = GrammaticalPerson.counts(
            in: "Sie gehen. Wenn Sie das sehen, nehmen Sie Ihren Hut, den sie mag.", language: .german)
        #expect(german == [.you: 3])
    }

    @Test func languagesAreRecognisedByTheirFunctionWords() {
        #expect(GrammaticalPerson.language(of: "The cat and the dog are of one mind") == .english)
        #expect(GrammaticalPerson.language(of: "Der Hund und die Katze, das ist nicht ein Spiel") == .german)
        #expect(GrammaticalPerson.language(of: "Les chats et les chiens sont dans une maison, qui est des") == .french)
        #expect(GrammaticalPerson.language(of: "数据工程") == nil && GrammaticalPerson.language(of: "") == nil)
    }
}
