import Manuscript
import Testing

@testable import Chains

/// A length is accepted within a quarter, and the complaint says what to add or to cut.
struct LengthGoalTests {
    private func text(_ words: Int) -> String { Array(repeating: "word", count: words).joined(separator: " ") }

    @Test(arguments: [(74, false), (75, true), (100, true), (125, true), (126, false), (0, false)])
    func aQuarterIsAccepted(words: Int, isAccepted: Bool) {
        #expect(LengthGoal(words: 100).accepts(text(words)) == isAccepted)
        #expect(LengthGoal(words: 100).least == 75 && LengthGoal(words: 7).least == 6)
    }

    @Test func aGoalOfNothingDoesNotDivideByZero() {
        #expect(!LengthGoal(words: 0).accepts(text(5)) && !LengthGoal(words: 0).accepts(""))
    }

    /// A growing text may end with a paragraph near the goal, or with a sentence beyond it, but not within a list.
    @Test func aTextEndsWithTheParagraphNearItsGoalOrTheSentenceBeyond() {
        let goal = LengthGoal(words: 20)
        func kept(_ text: String) -> String? { goal.end(of: text).map { String(text[..<$0]) } }
        let (ten, nine) = (text(10) + ".", text(9) + ".")
        #expect(kept("\(ten) \(nine)\n\n\(ten)") == "\(ten) \(nine)")
        #expect(kept("\(ten)\n\n\(text(8)). \(text(3))") == nil)
        #expect(kept("\(ten) \(nine) And so on.") == nil, "more of this sentence may come")
        #expect(kept("\(ten) \(nine) And so on. Then") == "\(ten) \(nine) And so on.")
        #expect(kept("\(ten) \(ten) And so on. Then") == "\(ten) \(ten)")
        #expect(kept("\(ten) \(nine) It takes 3.") == nil && kept("\(ten) \(nine) It takes 3.5 hours. T") != nil)
        #expect(kept("\(ten)\n- \(ten) \(ten) More") == nil)
        let short = Array(repeating: "ab", count: 20).joined(separator: " ") + "."
        #expect(kept(short + "\n\nab") == short, "short words end it as well")
        // A text that comes at once is ended as early as one that comes in pieces.
        #expect(kept("\(ten) \(nine)\n\n\(ten)\n\n\(ten)\n\n\(ten)") == "\(ten) \(nine)")
        #expect(kept("```\n\(ten) \(ten) So on.\n\n\(ten) \(ten)\n```\n") == nil)
    }

    /// The words before a continuation count, and those that it repeats do not.
    @Test func aContinuationEndsWhereTheWholeIsLongEnough() {
        let goal = LengthGoal(words: 25)
        let begun = (1...3).map { "Part \($0) of this text says five." }.joined(separator: " ")
        func kept(_ more: String) -> String? {
            goal.end(of: more, behind: ResumePoint(begun)).map { String(more[..<$0]) }
        }
        #expect(kept("It goes on. Then") == nil && kept("It goes on well. Then") == "It goes on well.")
        #expect(kept("Part 3 of this text says five. It goes on. T") == nil)
        #expect(kept("Part 3 of this text says five. It goes on well. T")?.hasSuffix("well.") == true)
        #expect(kept(begun + " T") == nil, "the text so far is not cut")
        #expect(LengthGoal(words: 5).end(of: "More. Still more.", behind: ResumePoint(begun)) != nil)
    }

    @Test func missingPointsAreNamed() {
        let section = Section(title: "Bread", points: ["rye flour needs water", "oven temperature"])
        let complaint = LengthGoal(words: 90).complaint(about: "Rye flour and water.", section: section)
        #expect(complaint.contains("- oven temperature") && !complaint.contains("- rye"))
        #expect(
            complaint.contains("That has 4 words; about 90 are wanted.")
                && LengthGoal(words: 90).whole.hasSuffix("in 1 paragraph."))
    }

    @Test func aLongTextIsRequestedAgainNamingThePointsToKeep() {
        let section = Section(title: "Bread", points: ["rye flour needs water", "oven temperature"])
        let long = "Rye flour and water. " + text(200)
        let complaint = LengthGoal(words: 180).complaint(about: long, section: section)
        #expect(complaint.contains("- rye flour needs water") && !complaint.contains("- oven"))
        #expect(LengthGoal(words: 180).whole.hasSuffix("in 2 paragraphs."))
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

    @Test func halfOfAPointsWordsSayIt() {
        #expect(LengthGoal.says("Rye needs an oven.", "rye flour oven steam"))
        #expect(!LengthGoal.says("Rye needs an oven.", "rye flour water oven steam"))
    }
}
