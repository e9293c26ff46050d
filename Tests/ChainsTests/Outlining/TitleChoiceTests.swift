import Testing

@testable import Chains

/// Of the titles that a small model draws, those are chosen on which the draws agree.
struct TitleChoiceTests {
    private static let draws = [
        ["Feeding the Starter", "Shaping the Loaf", "Football Results"], ["Your Starter", "Loaf Shapes", "Oven Heat"],
        ["The Oven", "Feeding Schedules", "Steam"],
    ]

    private func best(_ count: Int, taken: [String] = [], draws: [[String]] = Self.draws) -> [String] {
        TitleChoice.best(of: draws, topic: "How to bake bread", count: count, taken: taken)
    }

    @Test func whatOccursOnceIsNotChosen() {
        let chosen = best(10)
        #expect(!chosen.isEmpty)
        #expect(!chosen.contains("Football Results") && !chosen.contains("Steam"))
    }

    @Test func noTwoSayTheSame() {
        let chosen = best(10)
        #expect(chosen.filter { $0.contains("Starter") }.count == 1)
        #expect(chosen.filter { $0.contains("Loaf") }.count == 1)
        #expect(chosen.filter { $0.contains("Oven") }.count == 1)
    }

    @Test func noMoreAreChosenThanAsked() {
        for count in 0...3 { #expect(best(count).count == count) }
        #expect(best(2) == Array(best(3).prefix(2)))
    }

    @Test func whatIsTakenIsNotChosenAgain() {
        #expect(!best(10, taken: ["Starters"]).contains { $0.contains("Starter") })
    }

    @Test func theTopicItselfIsNoTitle() {
        let draws = Array(repeating: ["How to Bake Bread", "How to bake bread!", "Salt and Water"], count: 2)
        #expect(best(5, draws: draws) == ["Salt and Water"])
    }

    @Test(arguments: [
        "<b>Bread</b>", "10 Breads", "Bread #bread", "www.bread/x", "Br",
        "Bread " + String(repeating: "and ", count: 9), "Your Bread Needs You", "How Bread Rises", "Salt, Bread",
        "The Bread of the",
        "Bread and More Bread", "A Guide to Salt Bread",
    ])
    func codeNumbersAndRamblingAreNoTitles(title: String) {
        #expect(best(3, draws: [[title], [title], [title]]) == [])
    }

    @Test func theChoiceIsTheSameEveryTime() {
        #expect(Set((0..<20).map { _ in best(10).joined(separator: "|") }).count == 1)
        #expect(best(3, draws: []) == [] && best(3, draws: [[], []]) == [])
    }
}
