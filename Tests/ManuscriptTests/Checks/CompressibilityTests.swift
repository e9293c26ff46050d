import Testing

@testable import Manuscript

/// How much zlib saves on a post's prose.
struct CompressibilityTests {
    @Test func repetitionCompresses() throws {
        let same = [UInt8]("The same words again. ".utf8)
        let ratio = try #require(Compressibility.ratio(of: (0..<200).flatMap { _ in same }))
        #expect(ratio > 50)
        // Text without a pattern does not become smaller.
        var state: UInt32 = 1
        let noise = (0..<4000).map { _ -> UInt8 in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
        #expect(try #require(Compressibility.ratio(of: noise)) < 1.01)
        #expect(Compressibility.ratio(of: []) == nil)
    }

    @Test func aPostOfOneSentenceFails() throws {
        let text = "## A\n\n" + String(repeating: "Every section says the very same thing to its reader. ", count: 100)
        let verdict = try #require(Compressibility.verdict(on: CheckedPost(markdown: text)))
        #expect(!verdict.holds && verdict.details["bytes"] == 5400)
        #expect(verdict.text.split(separator: ".").last?.count == 2)
    }

    @Test func onlyTheFirstSixThousandBytesCount() throws {
        let text = "## A\n\n" + String(repeating: "Every section says the very same thing to its reader. ", count: 300)
        #expect(try #require(Compressibility.verdict(on: CheckedPost(markdown: text))).details["bytes"] == 6000)
    }

    @Test func aShortPostIsNotMeasured() {
        #expect(Compressibility.verdict(on: CheckedPost(markdown: "## A\n\nA short text.\n")) == nil)
    }

    @Test func threeThousandBytesAreEnough() {
        let sentence = "Every section says the very same thing again to its reader. "
        func bytes(_ text: String) -> Double? {
            Compressibility.verdict(on: CheckedPost(markdown: "## A\n\n" + text))?.details["bytes"]
        }
        #expect(bytes(String(repeating: sentence, count: 50)) == 3000)
        #expect(bytes(String(repeating: sentence, count: 49) + sentence.replacing("reader", with: "rider")) == nil)
    }
}
