import Manuscript
import Testing

@Suite struct PassageSplitTests {
    private let text = """
        # Bread

        Flour and water are mixed first, and they rest for half an hour before salt is added.

        ## Rising

        Short.

        The dough rises for three hours at 24 degrees, and it is folded every half hour.
        ### Cold
        - In a fridge it takes a night, which suits people who work during the day.
        """

    @Test func paragraphsAreUnderTheirHeadings() {
        let passages = PassageSplit.passages(of: text, source: 2)
        #expect(passages.map { "\($0.address)" } == ["2#1", "2#2", "2#3"])
        #expect(passages.map(\.heading) == ["Bread", "Bread / Rising", "Bread / Rising / Cold"])
        #expect(passages[1].text.hasPrefix("Short.\n\nThe dough rises"))
    }

    @Test func aLongParagraphIsSplitBetweenSentences() {
        let sentence = "The dough is folded again after a while, and it gains some strength each time. "
        let pieces = PassageSplit.pieces(of: String(repeating: sentence, count: 40))
        #expect(pieces.count == 4 && pieces.allSatisfy { $0.text.hasSuffix("each time.") })
        let words = PassageSplit.pieces(of: String(repeating: "word ", count: 1000))
        #expect(words.count > 5)
        #expect(words.map(\.text).joined(separator: " ").split(separator: " ").count == 1000)
    }

    @Test func codeStaysWhole() {
        let code = "```\n# not a heading\nlet x = 1\n```"
        #expect(PassageSplit.pieces(of: code).map(\.text) == [code])
    }

    @Test func unchangedPassagesKeepTheirNumbers() {
        let old = PassageSplit.passages(of: text, source: 1)
        let new = "A new paragraph stands before all the others here, and it has words enough.\n\n" + text
        let numbers = PassageSplit.numbers(for: new, after: old)
        #expect(numbers == "4,1-3")
        let passages = PassageSplit.passages(of: new, source: 1, numbers: numbers)
        for passage in old { #expect(passages.contains(passage)) }
        #expect(PassageSplit.numbers(for: text, after: old) == "")
        #expect(PassageSplit.passages(of: text, source: 1, numbers: "1-999999999").map(\.address.number) == [1, 2, 3])
    }

    @Test(arguments: [("5", [5, 6, 7]), ("3,1", [3, 1, 4]), ("0-2", [1, 2, 3]), ("2,2", [1, 2, 3])])
    func passagesWithoutANumberGetTheNext(numbers: String, wanted: [Int]) {
        #expect(PassageSplit.passages(of: text, source: 1, numbers: numbers).map(\.address.number) == wanted)
    }

    @Test func theLinesAboveAHeadingStayOneParagraph() {
        let lines = "Flour and water are mixed first,\nand they rest for half an hour before salt is added."
        #expect(PassageSplit.pieces(of: lines + "\n## Rising\nShort.").map(\.text) == [lines, "Short."])
    }
}
