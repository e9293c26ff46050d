import SeededRandom
import Testing

@testable import Manuscript

/// Finding a sentence like an earlier one, compared with looking at all of them.
struct NearSentencesTests {
    @Test(arguments: 0..<20) func theResultIsThatOfComparingAll(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let sets = (0..<120).map { _ in
            Set((0..<Int.random(in: 2...12, using: &random)).map { _ in "w\(Int.random(in: 0..<30, using: &random))" })
        }
        var told = NearSentences()
        for (section, set) in sets.enumerated() {
            let near = (0..<section).filter { earlier in
                let common = set.intersection(sets[earlier]).count
                return min(set.count, sets[earlier].count) >= NearSentences.leastWords
                    && 4 * common >= set.count + sets[earlier].count
            }
            let found = told.section(like: set)
            #expect(found.map(near.contains) ?? near.isEmpty)
            told.add(set, section: section)
        }
    }

    @Test func otherLanguagesAreComparedByTheirLongWords() {
        let words = NearSentences.words(of: "Der Bäcker knetet den Teig.", isEnglish: false)
        #expect(words == ["bäcker", "knetet"])
        #expect(NearSentences.words(of: "The bakers knead it.", isEnglish: true) == ["baker", "knead"])
    }
}
