import Manuscript
import Testing

@testable import Chains

/// A length is accepted within a quarter, and the complaint says what to add or to cut.
struct LengthGoalTests {
    private func text(_ words: Int) -> String { Array(repeating: "word", count: words).joined(separator: " ") }

    @Test(arguments: [(74, false), (75, true), (100, true), (125, true), (126, false), (0, false)])
    func aQuarterIsAccepted(words: Int, isAccepted: Bool) {
        #expect(LengthGoal(words: 100).accepts(text(words)) == isAccepted)
    }

    @Test func aGoalOfNothingDoesNotDivideByZero() {
        #expect(!LengthGoal(words: 0).accepts(text(5)) && !LengthGoal(words: 0).accepts(""))
    }

    @Test func theNearerTextIsPreferred() {
        let goal = LengthGoal(words: 100)
        #expect(goal.prefers(text(90), to: text(50)) && !goal.prefers(text(50), to: text(90)))
        #expect(!goal.prefers(text(90), to: text(90)))
    }

    @Test func missingPointsAreNamed() {
        let section = Section(title: "Bread", points: ["rye flour needs water", "oven temperature"])
        let complaint = LengthGoal(words: 90).complaint(about: "Rye flour and water.", section: section)
        #expect(complaint.contains("- oven temperature") && !complaint.contains("- rye"))
        #expect(complaint.contains("That has 4 words; about 90 are wanted.") && complaint.hasSuffix("in 1 paragraph."))
    }

    @Test func aLongTextIsRequestedAgainNamingThePointsToKeep() {
        let section = Section(title: "Bread", points: ["rye flour needs water", "oven temperature"])
        let long = "Rye flour and water. " + text(200)
        let complaint = LengthGoal(words: 180).complaint(about: long, section: section)
        #expect(complaint.contains("- rye flour needs water") && !complaint.contains("- oven"))
        #expect(complaint.hasSuffix("in 2 paragraphs."))
        let without = LengthGoal(words: 10).complaint(about: long, section: Section(title: "Bread"))
        #expect(without.contains("Keep what matters most"))
    }

    @Test(arguments: [
        ("Rye needs much water.", "rye flour, water", true), ("Bread.", "rye flour, water", false),
        ("", "of the", true),
        ("数据工程", "数据工程", true),
    ])
    func halfOfAPointsWordsSayIt(text: String, point: String, isSaid: Bool) {
        #expect(LengthGoal.says(text, point) == isSaid)
    }
}
