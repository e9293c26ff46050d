import Manuscript
import Testing

/// The share of sentences that the post has already.
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

    @Test func aSectionThatRepeatsItselfIsMeasured() throws {
        let body = Self.sentences(["aker", "boker", "aker", "curt", "dorn", "elst"])
        let verdict = try #require(
            NearSameSentences.verdict(on: post([body, Self.sentences(["d", "e", "f", "g", "h", "i"])])))
        #expect(abs(verdict.figure - 100.0 / 12) < 1e-9)
        #expect(
            verdict.findings == [
                "Part 0x, sentence 3: \"The aker carries akerstone across akerland near akerville.\" like one of Part 0x"
            ])
    }

    /// Half of the words are the same: too much across sections, but usual where one section compares two things.
    @Test func withinASectionOnlyVeryLikeSentencesCount() throws {
        let pair = ["Basalt columns cool slowly underground.", "Granite columns cool slowly outdoors."]
        let rest = Self.sentences(["d", "e", "f", "g", "h", "i", "k", "l", "m", "n"])
        let within = try #require(NearSameSentences.verdict(on: post([pair.joined(separator: " ") + " " + rest])))
        #expect(within.figure == 0)
        let across = try #require(NearSameSentences.verdict(on: post([pair[0], pair[1] + " " + rest])))
        #expect(across.details["found"] == 1)
    }

    @Test func aShortPostIsNotMeasured() {
        #expect(NearSameSentences.verdict(on: post(["A text.", "A text."])) == nil)
        #expect(NearSameSentences.verdict(on: post([String(repeating: "One sentence. ", count: 11)])) == nil)
    }
}
