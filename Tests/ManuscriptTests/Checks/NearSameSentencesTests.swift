import Manuscript
import Testing

/// The share of sentences that an earlier section has already.
struct NearSameSentencesTests {
    private func post(_ bodies: [String]) -> CheckedPost {
        CheckedPost(markdown: bodies.enumerated().map { "## Part \($0)x\n\n\($1)\n" }.joined(separator: "\n"))
    }

    private static func sentences(_ words: [String]) -> String {
        words.map { "The \($0) carries \($0)stone across \($0)land near \($0)ville." }.joined(separator: " ")
    }

    @Test func theRepeatedSentencesAreCountedAndNamed() throws {
        let first = Self.sentences(["aker", "boker", "curt", "dorn", "elst", "farn"])
        let second = Self.sentences(["golt", "hern", "irst", "jolm", "kest", "aker"])
        let verdict = try #require(NearSameSentences.verdict(on: post([first, second])))
        #expect(abs(verdict.figure - 100.0 / 12) < 1e-9 && !verdict.holds)
        #expect(
            verdict.findings == [
                "Part 1x, sentence 6: \"The aker carries akerstone across akerland near akerville.\" like one of Part 0x"
            ])
    }

    @Test func aSectionMayRepeatItself() throws {
        let body = Self.sentences(["aker", "aker", "boker", "boker", "curt", "curt"])
        let verdict = try #require(
            NearSameSentences.verdict(on: post([body, Self.sentences(["d", "e", "f", "g", "h", "i"])])))
        #expect(verdict.figure == 0 && verdict.holds)
    }

    @Test func aShortPostIsNotMeasured() {
        #expect(NearSameSentences.verdict(on: post(["A text.", "A text."])) == nil)
        #expect(NearSameSentences.verdict(on: post([String(repeating: "One sentence. ", count: 40)])) == nil)
    }
}
