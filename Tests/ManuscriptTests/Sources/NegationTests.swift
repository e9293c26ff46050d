import Testing

@testable import Manuscript

@Suite struct NegationTests {
    @Test(arguments: [
        ("It does not rise.", true), ("It doesn’t rise.", true), ("It rises without yeast.", true),
        ("It never rises.", true),
        ("Es steigt nicht.", true), ("It rises.", false), ("It not only rises but browns.", false),
        ("No fewer than ten rise.", false), ("Notable bread rises.", false),
    ])
    func denialIsSeen(text: String, isNegative: Bool) {
        #expect(Negation.occurs(in: text) == isNegative)
    }

    @Test func aPrefixDeniesToo() {
        #expect(Negation.isHidden(in: "It is not stable", "It is unstable"))
        #expect(!Negation.isHidden(in: "It is not stable", "It is stable"))
    }
}
