import Testing

@testable import Manuscript

/// The sentences of one new section that the reader has read before.
struct FlaggedSentenceTests {
    private static let first = "Yeast is a fungus that feeds on sugar. It makes the bubbles that raise the dough."

    private func flags(_ body: String, title: String = "Gas") -> [FlaggedSentence] {
        FlaggedSentence.all(in: body, title: title, after: [("Yeast", Self.first)])
    }

    @Test func aSubjectDefinedBeforeIsNamed() throws {
        let body = "Warm water wakes it up. Yeast is the organism that bakers rely on."
        let flag = try #require(flags(body).first)
        #expect(flag.kind == .redefinition && flag.earlier == 0 && flag.sentence.number == 2)
        #expect(flag.fault == "defines \"Yeast\" again")
        #expect(body[flag.sentence.range] == "Yeast is the organism that bakers rely on.")
    }

    @Test func aSentenceThatIsNearlyTheSameIsNamed() throws {
        let flag = try #require(flags("In the oven, the bubbles that it makes raise the dough.").first)
        #expect(flag.kind == .nearSame && flag.earlier == 0 && flag.sentence.number == 1)
    }

    @Test func anOpeningThatIsTheTitleIsNamed() throws {
        let found = flags("**Why the Gas Expands.** Heat drives its molecules apart.", title: "Why the Gas Expands")
        #expect(found.map(\.kind) == [.titleEcho] && found.first?.earlier == nil)
    }

    @Test(arguments: [
        ("Data engineering is the process of moving records.", true),
        ("A data engineer is a person who moves them.", false),
        ("Engineers move records.", false),
    ])
    func theSubjectOfTheTopicIsKnown(sentence: String, isKnown: Bool) {
        let flags = FlaggedSentence.all(in: sentence, title: "Pipes", topic: "What is data engineering?", after: [])
        #expect(flags.map(\.kind) == (isKnown ? [.redefinition] : []) && flags.allSatisfy { $0.earlier == nil })
        #expect(FlaggedSentence.all(in: sentence, title: "Pipes", after: []).isEmpty)
    }

    @Test func aSentenceOfALaterSectionIsNotSaidBefore() throws {
        let later = ["Rye is a grass. In the oven, the bubbles that it makes raise the dough."]
        let body = "Rye is a hardy grain. The bubbles that it makes raise the dough in the oven."
        let flags = FlaggedSentence.all(in: body, title: "Gas", after: [], before: later)
        let flag = try #require(flags.first)
        #expect(flags.count == 1 && flag.kind == .nearSame && flag.earlier == nil && flag.sentence.number == 2)
        #expect(flag.fault == "says nearly the same as one of a later section")
    }

    @Test func aFreshSectionHasNoFlags() {
        #expect(flags("Bakers knead the loaf until it springs back. Then they wait.").isEmpty)
        #expect(FlaggedSentence.all(in: Self.first, title: "Yeast", after: []).isEmpty)
    }
}
