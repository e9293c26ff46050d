import Manuscript
import SeededRandom
import Testing

@Suite struct QuotationPlacesTests {
    private func found(_ quote: String, in text: String) -> [String] {
        Quotation.places(of: quote, in: text).map { String(text[$0]) }
    }

    @Test(arguments: [
        ("cat", "A cat, a Cat, concat.", ["cat"]), ("CAT", "A cat, a Cat, concat.", ["cat", "Cat"]),
        ("two words", "two\n  words", ["two\n  words"]), ("it's", "it’s", ["it’s"]), ("a - b", "a – b", ["a – b"]),
        ("bold", "a **bold** b", ["bold"]), ("BOLD", "a **bold** b", ["bold"]),
        ("a bold", "a **bold** b", ["a **bold**"]),
        ("is hot", "it is hot.", ["is hot"]), ("\"is hot…\"", "it is hot.", ["is hot"]), ("", "a", []), ("…", "a", []),
        ("漢", "数漢字", ["漢"]), ("12", "312", []), ("x", "", []), ("İx", "an İx here", ["İx"]),
    ])
    func placesAreWholeWordsWithTheirMarks(quote: String, text: String, wanted: [String]) {
        #expect(found(quote, in: text) == wanted)
    }

    @Test func anyRunOfWordsOfATextIsFoundInIt() {
        let words = ["flour", "*very*", "`ls`", "[guide](http://a.b)", "it’s", "naïve", "“so”", "water,", "3.5", "漢字"]
        var random = SeededGenerator(seed: 4)
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 3...12, using: &random)).map { _ in words.randomElement(using: &random) ?? ""
            }
            let first = Int.random(in: 0..<text.count, using: &random)
            let last = Int.random(in: first..<text.count, using: &random)
            let gap = Bool.random(using: &random) ? " " : "\n"
            let run = text[first...last].joined(separator: " ")
            let places = Quotation.places(of: run, in: text.joined(separator: gap))
            #expect(!places.isEmpty, "\(run) in \(text)")
        }
    }
}
