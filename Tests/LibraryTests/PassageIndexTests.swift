import Manuscript
import Testing

@testable import Library

@Suite struct PassageIndexTests {
    private func passage(_ number: Int, _ text: String, heading: String = "") -> Passage {
        Passage(address: .init(source: 1, number: number), heading: heading, text: text)
    }

    @Test func theBestPassagesComeFirst() throws {
        let index = try PassageIndex([
            passage(1, "Whales sing under the ice."), passage(2, "The yeast eats sugar, and the dough rises."),
            passage(3, "Rising dough smells of bread."), passage(4, "Nothing here.", heading: "Dough"),
        ])
        func numbers(_ query: String, tokens: Int = 1000, most: Int = 9) throws -> [Int] {
            try index.best(for: query, tokens: tokens, most: most).map(\.address.number)
        }
        #expect(try numbers("yeast") == [2])
        #expect(Set(try numbers("How dough rises")) == [2, 3, 4])
        #expect(try numbers("dough", most: 1).count == 1)
        #expect(try numbers("dough", tokens: 3) == [])
        #expect(try numbers("gravity") == [] && numbers("") == [] && numbers("\"'*:^(){}-") == [])
        #expect(try numbers("dough OR whales NEAR(\"x\") AND NOT rises") == numbers("dough whales near rises"))
        let preferred = try index.best(for: "dough rises", tokens: 1000, most: 1) { $0.number == 4 }
        #expect(preferred.map(\.address.number) == [4])
    }

    @Test func wordsWithoutSpacesAreFound() throws {
        let index = try PassageIndex([passage(1, "面包在温暖的房间里发酵得更快。"), passage(2, "鲸鱼在冰下唱歌。")])
        #expect(try index.best(for: "温暖的房间", tokens: 1000, most: 3).map(\.address.number) == [1])
    }

    @Test func theOrderIsAlwaysTheSame() throws {
        let passages = (1...500).map { passage($0, "dough number \($0 % 7) rises in a warm room") }
        let first = try PassageIndex(passages).best(for: "dough in a warm room", tokens: 5000, most: 40)
        let second = try PassageIndex(passages).best(for: "dough in a warm room", tokens: 5000, most: 40)
        #expect(first == second && first.count == 40)
    }

    /// `swift test -c release` shows the time of a search on the bench; the limit here is only against hanging.
    @Test(.timeLimit(.minutes(5))) func tenThousandPassagesAreSearched() throws {
        let words = ["dough", "yeast", "oven", "salt", "flour", "steam", "crust", "crumb", "heat", "time", "fold"]
        let passages = (1...10_000).map { number in
            passage(
                number,
                (0..<60).map { words[(number * 7 + $0 * $0) % words.count] + "\(($0 * number) % 97)" }.joined(
                    separator: " ") + " dough")
        }
        let index = try PassageIndex(passages)
        let clock = ContinuousClock()
        var found: [Passage] = []
        let time = try clock.measure {
            found = try index.best(for: "dough yeast12 oven3 salt5 flour7 steam9 crust", tokens: 2400, most: 12)
        }
        #expect(found.count > 5)
        print("a search of 10,000 passages: \(time)")
    }
}
