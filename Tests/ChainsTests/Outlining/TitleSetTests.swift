import Testing

@testable import Chains

/// Code chooses the titles of an outline among several lists that a model drew.
struct TitleSetTests {
    private static let draws = [
        ["Feeding the Starter", "Shaping the Loaf", "Football Results"], ["Your Starter", "Loaf Shapes", "Oven Heat"],
        ["The Oven", "Feeding Schedules", "Steam"],
    ]
    private let set = TitleSet(topic: "How to bake bread")

    private func best(
        _ count: Int, agreeing: Bool = true, taken: [String] = [], draws: [[String]] = Self.draws
    ) -> [String] {
        set.best(of: draws, count: count, agreeing: agreeing, taken: taken)
    }

    @Test func aTitleOfOneListIsLeftOutIfListsMustAgree() {
        let chosen = best(10)
        #expect(chosen.count > 2)
        #expect(!chosen.contains("Football Results") && !chosen.contains("Steam"))
        #expect(best(10, agreeing: false).contains("Football Results"))
    }

    @Test func noTwoTitlesAreAlike() {
        for agreeing in [true, false] {
            let chosen = best(10, agreeing: agreeing)
            for word in ["Starter", "Loaf", "Oven"] { #expect(chosen.filter { $0.contains(word) }.count == 1) }
        }
        #expect(set.areAlike("Choosing the right flour for your loaf", "Choosing the right flour for crisp crusts"))
        #expect(set.areAlike("Salt and water", "Water and salt!"))
        #expect(!set.areAlike("How bread tastes", "How bread rises"))
    }

    @Test func atMostTheCountIsChosen() {
        for count in 0...3 { #expect(best(count).count == count) }
    }

    @Test func titlesKeepTheOrderOfTheirLists() {
        let first = ["Milling the Grain", "Mixing by Hand", "Shaping the Loaf", "Cooling on a Rack"]
        #expect(best(4, agreeing: false, draws: [first]) == first)
        // A list that is shorter is completed from the other, each title about where it stood there.
        let short = ["Milling the Grain", "Cooling on a Rack"]
        let chosen = best(4, agreeing: false, draws: [short, first])
        #expect(chosen.first == "Milling the Grain" && chosen.last == "Cooling on a Rack" && Set(chosen) == Set(first))
    }

    @Test func aTitleLikeATakenOneIsNotChosen() {
        #expect(!best(10, taken: ["Starters"]).contains { $0.contains("Starter") })
    }

    @Test func aTitleMustAddToTheTopic() {
        let draws = Array(
            repeating: ["How to Bake Bread", "The Basics of Bread", "Why Bread Is Important", "Salt and Water"],
            count: 2)
        #expect(best(5, draws: draws) == ["Salt and Water"])
    }

    @Test(arguments: [
        "<b>Bread</b>", "10 Breads", "Bread #bread", "www.bread/x", "B", "Salt " + String(repeating: "and ", count: 9),
        "The Salt of the", "Salt and More Salt", "A Guide to Salt", "Conclusion", "Salt (and Water", "塩と水",
        "Salt, water, flour, yeast and all of the other things you nee",
    ])
    func unsoundTitlesAreLeftOut(title: String) {
        #expect(best(3, draws: [[title], [title], [title]]) == [])
    }

    @Test func titlesInTheTopicsOwnWritingSystemAreSound() {
        let set = TitleSet(topic: "パンの焼き方")
        #expect(set.acceptable(["塩と水の役割", "Salt and Water"]) == ["塩と水の役割"])
        let named = TitleSet(topic: "How to bake bread", language: "Japanese")
        #expect(named.acceptable(["塩と水の役割", "Salt and Water"]) == ["塩と水の役割"])
    }

    @Test func theSameListsGiveTheSameTitles() {
        #expect(Set((0..<20).map { _ in best(10).joined(separator: "|") }).count == 1)
        #expect(best(3, draws: []) == [] && best(3, draws: [[], []]) == [])
    }

    @Test(arguments: [
        (["What Is Data Engineering?", "Data Engineering Basics", "Understanding Data Engineering", "Storage"], true),
        (
            [
                "Choosing Tools for Your Budget", "Choosing Tools for Your Team", "Choosing Tools for Your Goals",
                "Data Engineering",
            ], true
        ),
        (["Opening", "Storage", "Tables", "Closing"], false), (["Data Engineering", "Data Engineering Basics"], false),
        (
            ["The Data Engineer's Day", "Pipelines", "Understanding Data Engineering", "Costs", "Data Engineering"],
            false
        ),
    ])
    func aListOfCopiesOrOfTheTopicIsPoor(titles: [String], isPoor: Bool) {
        #expect(TitleSet(topic: "What is data engineering?").isPoor(titles) == isPoor)
    }

    @Test func aTitleHasAtMostTenWords() {
        let ten = "Mix a bit of rye in to the old oat"
        #expect(set.acceptable([ten]) == [ten] && set.acceptable([ten + " jar"]) == [])
    }
}
