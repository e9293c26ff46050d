import Manuscript
import SeededRandom
import Testing

@testable import Chains

/// A long sentence is split where a clause can stand alone, and nowhere else.
struct SentenceSplitTests {
    private static let long =
        "The bees of the hive gather in a tight and warm ball around their queen for the whole winter"

    @Test(arguments: [
        (", and they take turns at its cold edge.", ". They take turns at its cold edge."),
        (", but they never stop moving at its edge.", ". But they never stop moving at its edge."),
        ("; however, they never stop moving at its edge.", ". However, they never stop moving at its edge."),
        (", which is how they keep warm without any sleep.", ". This is how they keep warm without any sleep."),
        (", as they store honey for all of these months.", ". They store honey for all of these months."),
        (", yet they never stop moving at its edge.", ". Yet they never stop moving at its edge."),
        (", which keeps all of them warm without sleep.", ". This keeps all of them warm without sleep."),
        (", which are the coldest of all the months here.", ". These are the coldest of all the months here."),
        (
            " and many months, such as December, January, and the end of February.",
            " and many months. Among them are December, January, and the end of February."
        ),
        (", allowing every bee to warm itself in the middle.", ". This allows every bee to warm itself in the middle."),
    ])
    func aClauseThatCanStandAloneBecomesASentence(clause: String, parts: String) {
        #expect(SentenceSplit.of(Self.long + clause) == Self.long + parts)
    }

    @Test(arguments: [
        // Short, in whole or in part.
        "They gather in a ball, and they take turns.", "\(long), and they do.",
        // The main clause goes on, or comes only after it.
        "\(long), which is a time of rest, eats what it has.",
        "The many bees of the whole hive, as they gather around their queen for the winter, keep themselves and their honey warm.",
        "In winter, when the bees of a hive are cold, and they cannot fly out for food, \(long.lowercased()).",
        "When \(long.lowercased()), and they take turns at its cold edge, nothing freezes.",
        // A participle of the subject.
        "\(long), making their home in a hollow tree by the road.",
        "\(long), offering warmth to each of those at the cold edge.",
        // Examples of one thing, a single example, or more than examples.
        "\(long), including December, January, and February.",
        "\(long) and many months, such as a very cold December.",
        "\(long) and many months, such as December, January, and February, to save food.",
        "\(long) and many months, such as December, January, and a February that nobody who keeps bees forgets.",
        // A list of participles, a clause without its own subject, brackets.
        "By storing honey and closing gaps the bees of the hive live through the whole winter, keeping warm and making little noise.",
        "\(long), and take turns at the cold edge of it.",
        "\(long) (a time of rest, and they take turns at its cold edge).",
    ])
    func otherSentencesStayWhole(sentence: String) {
        #expect(SentenceSplit.of(sentence) == sentence)
    }

    @Test func anOpeningThatIsUsedTooOftenIsAvoided() {
        let sentence = "\(Self.long), which is how they keep warm, and they take turns at its cold and windy edge."
        #expect(SentenceSplit.of(sentence).contains("winter. This is how"))
        #expect(SentenceSplit.of(sentence, avoiding: ["This"]).contains("winter. That is how"))
        #expect(SentenceSplit.of(sentence, avoiding: ["This", "That"]).contains("warm. They take turns"))
        #expect(SentenceSplit.of(sentence, avoiding: ["This", "That", "They"]) == sentence)
    }

    /// Whatever is split, the words of the sentence stay in their order, apart from those at its joints.
    @Test func everythingButTheJointsStays() {
        var random = SeededGenerator(seed: 11)
        let joints = [", and they ", ", which is ", ", making ", "; however, it ", ", but we ", ", with ", " and "]
        for _ in 0..<300 {
            var sentence = "Bees"
            for number in 0..<Int.random(in: 10...60, using: &random) {
                sentence += Int.random(in: 0..<6, using: &random) == 0 ? joints.randomElement(using: &random)! : " "
                sentence += "word\(number)"
            }
            let split = SentenceSplit.of("Short one. \(sentence).")
            #expect(split.hasPrefix("Short one. ") && split.hasSuffix("."))
            let numbers = { (text: String) in text.split { !$0.isNumber } }
            #expect(numbers(split) == numbers(sentence), "\(sentence)")
            #expect(Sentences.ends(in: split).count >= 2)
        }
    }
}
