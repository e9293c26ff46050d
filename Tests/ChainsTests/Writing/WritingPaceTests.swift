import Manuscript
import SeededRandom
import Testing

@testable import Chains

/// A surplus is carried on, by a tenth of a section's budget at most.
struct WritingPaceTests {
    private func pace(_ budgets: [Int?], task: SectionTask = .write) -> WritingPace {
        let sections = budgets.enumerated().map { Section(id: "\($0)", title: "T", words: $1) }
        let jobs = Outline(sections).entries.map { WritingPlan.Job(entry: $0, task: task) }
        return WritingPace(WritingPlan(jobs: jobs, parallel: 1))
    }

    private func text(_ words: Int) -> String { Array(repeating: "word", count: words).joined(separator: " ") }

    @Test func excessIsTakenFromTheRest() {
        var pace = pace([100, 100, 100])
        #expect(pace.target(of: 0) == nil)
        pace.wrote(text(110), of: 0)
        #expect(pace.target(of: 1) == 95)
        pace.wrote(text(80), of: 1)
        #expect(pace.target(of: 2) == 110)
    }

    @Test func smallBudgetsAndOtherTasksAreNotAdjusted() {
        var small = pace([100, 49, nil])
        small.wrote(text(300), of: 0)
        small.wrote(text(300), of: 2)
        #expect(small.target(of: 1) == nil && small.target(of: 2) == nil)
        var rewrite = pace([100, 100], task: .rewrite(instruction: ""))
        rewrite.wrote(text(300), of: 0)
        #expect(rewrite.target(of: 1) == nil)
    }

    @Test(arguments: 0..<20) func noTargetIsMoreThanATenthAway(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let budgets = (0..<10).map { _ in Int.random(in: 1...900, using: &random) }
        var pace = pace(budgets)
        for (index, budget) in budgets.enumerated() {
            if let target = pace.target(of: index) { #expect(abs(target - budget) <= budget / 10 + 3) }
            pace.wrote(text(Int.random(in: 0...1500, using: &random)), of: index)
        }
    }
}
