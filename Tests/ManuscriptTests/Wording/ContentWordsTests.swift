import Manuscript
import SeededRandom
import Testing

/// Words that carry meaning are compared without their endings.
struct ContentWordsTests {
    @Test(arguments: [
        ("The pipelines of the team", ["pipelin", "team"]), ("Storing and storage", ["stor", "storage"]),
        ("orchestration orchestrations", ["orchestr", "orchestr"]), ("bus", ["bus"]), ("Why? How!", []), ("", []),
        ("a1 2024 x86", ["x86"]), ("Größen Straße", ["größen", "straße"]), ("данные", ["данные"]), ("数据工程", ["数据工程"]),
        ("don't re-do \"IT\"", ["don"]), ("the café’s menu—and wine", ["café", "menu", "wine"]),
        ("naïve\u{301}s a\u{20}\u{301}bcd", ["naïve\u{301}", "bcd"]), ("e\u{301}te\u{301}", ["e\u{301}te\u{301}"]),
        ("one-two\r\nthree", ["two", "three"]),
    ])
    func wordsWithoutEndings(text: String, words: [String]) { #expect(ContentWords.of(text) == words) }

    /// A text of one script is read by bytes, which must make no difference.
    @Test(arguments: 0..<5) func aWordBesideOtherScriptsIsTheSame(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let text = String(
                (0..<Int.random(in: 3...40, using: &random)).map { _ in
                    "aBdeinoSty7 -.,'\n\t".randomElement(using: &random)!
                })
            #expect(ContentWords.of(text) == ContentWords.of(text.replacing(" ", with: "\u{3000}")), "\(text)")
        }
    }

    @Test func singularAndPluralAreTheSame() {
        for (one, many) in [("dataset", "datasets"), ("query", "queries"), ("index", "indexes"), ("baker", "bakers")] {
            #expect(ContentWords.of(one) == ContentWords.of(many))
        }
        #expect(ContentWords.of("file") == ContentWords.of("files"))
    }

    @Test func numbersIdentifyAText() {
        #expect(ContentWords.matter(of: "phase 1") != ContentWords.matter(of: "phase 2"))
        #expect(ContentWords.matter(of: "Phase 1!") == ContentWords.matter(of: "1, phase"))
        #expect(ContentWords.matter(of: "why") == [] && ContentWords.matter(of: "") == [])
    }

    @Test(arguments: 0..<5) func aStemKeepsFourLettersAndTheBeginning(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let word = String(
                (0..<Int.random(in: 3...12, using: &random)).map { _ in "aeinosty".randomElement(using: &random)! })
            guard let stem = ContentWords.of(word).first else { continue }
            #expect(word.hasPrefix(stem) && stem.count >= min(4, word.count), "\(word)")
        }
    }
}
