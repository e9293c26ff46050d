import Manuscript
import Testing

@testable import Chains

/// Sentences taken out of a body.
struct SentenceCutTests {
    private func cut(_ body: String, _ numbers: Set<Int>, least: Int = 0) -> (text: String, count: Int) {
        SentenceCut.without(numbers, in: body, least: least)
    }

    @Test(arguments: [
        ([1], "Two eats. Three runs.\n\nFour waits."), ([2], "One sleeps. Three runs.\n\nFour waits."),
        ([3], "One sleeps. Two eats.\n\nFour waits."), ([4], "One sleeps. Two eats. Three runs."),
        ([1, 2, 3], "Four waits."), ([1, 4], "Two eats. Three runs."),
        ([], "One sleeps. Two eats. Three runs.\n\nFour waits."),
    ])
    func theOthersStay(numbers: [Int], rest: String) {
        let result = cut("One sleeps. Two eats. Three runs.\n\nFour waits.", Set(numbers))
        #expect(result.text == rest && result.count == numbers.count)
    }

    @Test func aSentenceThatRefersBackGoesAsWell() {
        let body = "Yeast is a fungus. It eats sugar. This makes gas. Bakers like gas.\n\nIt is old."
        let result = cut(body, [1])
        #expect(result.text == "Bakers like gas.\n\nIt is old." && result.count == 3)
    }

    @Test func enoughIsLeft() {
        let body = "One two three four. Five six seven eight. Nine ten."
        #expect(cut(body, [1, 2], least: 6).text == "Five six seven eight. Nine ten.")
        #expect(cut(body, [1, 2], least: 10).text == body)
        #expect(cut(body, [1, 2, 3], least: 1).count == 2)
    }

    @Test func listsAndCodeStayAsTheyAre() {
        let body = "Take these:\n\n- salt  \n- rye\n\nGo on. Stop here.\n\n```\na  b\n\nc\n```"
        let result = cut(body, [2])
        #expect(result.text == "Take these:\n\n- salt  \n- rye\n\nStop here.\n\n```\na  b\n\nc\n```")
    }
}
