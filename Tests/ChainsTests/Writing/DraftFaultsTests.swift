import Manuscript
import Testing

@testable import Chains

/// The faults of a draft, and the complaint that names them.
struct DraftFaultsTests {
    private static let earlier = [
        (title: "Yeast", body: "Yeast is a fungus that feeds on sugar. Tiny bubbles of gas raise the dough overnight.")
    ]
    private static let section = Section(title: "Why Heat Helps", points: ["oven spring"])

    private func faults(
        _ draft: String, words: Int? = nil, lists: Bool = false, topic: String? = nil
    ) -> DraftFaults {
        DraftFaults(
            of: draft, section: Self.section, goal: words.map { LengthGoal(words: $0) }, allowsLists: lists,
            topic: topic,
            after: Self.earlier)
    }

    @Test func aSoundDraftHasNone() {
        let sound = faults("Warm rooms make a loaf grow. Bakers watch the clock.", words: 10)
        #expect(sound.isEmpty && sound.weight == 0 && sound.description.isEmpty)
    }

    @Test func theSentenceIsNamed() {
        let again = faults("Warm rooms help. Yeast is an organism that bakers use.")
        #expect(again.description == "defines \"Yeast\" again" && !again.isEmpty)
        let complaint = again.complaint
        #expect(
            complaint.contains("\"Yeast is an organism that bakers use.\"")
                && complaint.contains("defines \"Yeast\" again"))
        #expect(complaint.hasSuffix("Give the whole body again, with only that changed."))
        let echo = faults("Why Heat Helps. Warm rooms make a loaf grow.")
        #expect(echo.complaint.contains("only the title again: \"Why Heat Helps.\""))
    }

    @Test func theTopicIsKnown() {
        let draft = "Bread is a food made from flour. Warm rooms help."
        #expect(faults(draft).isEmpty && !faults(draft, topic: "How bread rises").isEmpty)
    }

    @Test func aListIsAFaultUnlessOneIsWelcome() {
        let list = "- Warm rooms make a loaf grow.\n- Cold rooms do not."
        #expect(faults(list).isList && faults(list).complaint.contains("came as a list"))
        #expect(faults(list).description == "a list" && faults(list, lists: true).isEmpty)
    }

    @Test func oneSimilarSentenceMayBeChance() {
        let near = "Overnight, tiny bubbles of gas raise the dough."
        let rest = (1...10).map { "Bakers number \($0) like warm rooms\($0)." }.joined(separator: " ")
        #expect(faults("\(near) \(rest)").isEmpty)
        #expect(faults("\(near) Warm rooms help.").isEmpty)
        #expect(!faults("\(near) Warm rooms help. \(near)").isEmpty)
    }

    @Test func theLengthIsNamedFirstAndWeighsByItsScore() {
        let short = faults("Warm rooms help.", words: 10)
        #expect(short.description == "3 of 10 words" && short.weight > 50)
        #expect(
            short.complaint.contains("- oven spring") && short.complaint.hasSuffix("about 10 words in 1 paragraph."))
        #expect(faults("Warm rooms help a loaf to grow fast. Yeast is a fungus.", words: 10).weight == 30)
    }
}
