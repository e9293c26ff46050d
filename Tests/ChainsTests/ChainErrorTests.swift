import Chains
import Testing

/// Every error is one plain paragraph that says what to do next.
struct ChainErrorTests {
    private static let all: [ChainError] = [
        .noTopic, .unreadableOutline(model: "M"), .emptyBody(number: "2.3", model: "M"),
        .cutOff(number: "2.3", model: "M"), .filtered(number: "2.3", model: "M"), .repeated(number: "2.3", model: "M"),
        .doesNotFit(what: "section 2.3", tokens: 900, answer: 64, window: 512), .tooSmall(model: "M", what: "review"),
        .unreadable(what: "the titles", model: "M"), .onlyReasoning(number: "2.3", model: "M"),
        .nothingAdded(number: "2.3", model: "M"), .answerCut(model: "M"), .answerFiltered(model: "M"),
    ]

    @Test(arguments: all) func aSentenceNamesTheNextStep(error: ChainError) {
        let sentence = error.sentence
        #expect(sentence.contains("`:") || sentence.contains("again"), "\(sentence)")
        #expect(sentence.hasSuffix(".") && !sentence.contains("\n"))
        #expect(sentence.first?.isUppercase == true)
    }

    @Test func theNumbersAreInTheSentence() {
        let sentence = Self.all[6].sentence
        #expect(sentence.hasPrefix("Not sent: section 2.3 needs about 964 tokens"))
        for number in ["900", "64", "512"] { #expect(sentence.contains(number)) }
        #expect(ChainError.cutOff(number: "2.3", model: "M").sentence.hasSuffix(ChainError.ways("2.3")))
    }
}
