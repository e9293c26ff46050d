import Manuscript
import Testing

@Suite struct ClaimFactsTests {
    @Test func namesAreCapitalizedWords() {
        #expect(ClaimFacts("In 1998, Anna's bakery in Lyon sold to NASA.").names == ["anna", "lyon", "nasa"])
        #expect(ClaimFacts("Bread rises.", vocabulary: ["bread"]).names == [])
        #expect(ClaimFacts("Lyon grows.", vocabulary: ["bread"]).names == ["lyon"])
        #expect(ClaimFacts("Slowly it rises. I'm glad.").names == [])
        #expect(ClaimFacts("Das Brot steigt in Lyon, sagt die NASA.", capitalizesNouns: true).names == ["nasa"])
    }

    @Test func quotationsHaveThreeWords() {
        #expect(ClaimFacts("He said “it never rises twice” and “no”.").quotes == ["it never rises twice"])
        #expect(ClaimFacts("Er sagte „es geht nie wieder“.").quotes == ["es geht nie wieder"])
    }

    @Test func aPlainSentenceIsNotSpecific() {
        #expect(!ClaimFacts("It rises slowly in a warm room.").isSpecific)
        #expect(ClaimFacts("It rises at 24 degrees.").isSpecific)
        #expect(ClaimFacts("It does not rise.").isNegative)
    }
}
