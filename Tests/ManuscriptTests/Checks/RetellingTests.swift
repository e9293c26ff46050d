import Manuscript
import Testing

struct RetellingTests {
    private static let bees =
        "Worker bees collect nectar from flowers and carry it to the hive, where enzymes turn it into honey."
    private static let beesAgain =
        "In the hive, enzymes turn the nectar that worker bees have collected from flowers into honey."
    private static let bread =
        "A baker kneads dough from flour and water and lets yeast raise it overnight before baking."
    private static let ships =
        "Sailors reef the canvas when a storm darkens the horizon and the barometer falls quickly."

    private func post(_ bodies: [String]) -> CheckedPost {
        CheckedPost(
            markdown: bodies.enumerated().map { "## Part \($0 + 1)x\n\n\($1)\n" }.joined(separator: "\n"))
    }

    @Test func aSectionThatSaysTheSameInOtherWordsIsFound() throws {
        let verdict = try #require(
            RetoldSections.verdict(on: post([Self.bees, Self.bread, Self.ships, Self.beesAgain])))
        #expect(verdict.figure == 50)
        #expect(!verdict.holds)
        #expect(verdict.findings.count == 1)
        #expect(verdict.findings[0].hasPrefix("Part 4x retells Part 1x (0."))
    }

    @Test func differentSectionsAreLeftAlone() throws {
        let post = post([Self.bees, Self.bread, Self.ships])
        let sections = try #require(RetoldSections.verdict(on: post))
        #expect(sections.figure == 0)
        #expect(sections.holds)
        #expect(try #require(RetoldParagraphs.verdict(on: post)).holds)
        #expect(try #require(CopiedText.verdict(on: post)).figure == 0)
    }

    @Test func aParagraphRetoldWithinItsSectionIsFound() throws {
        let body = [Self.bees, Self.bread, Self.beesAgain, Self.ships].joined(separator: "\n\n")
        let verdict = try #require(RetoldParagraphs.verdict(on: post([body])))
        #expect(verdict.figure == 50)
        #expect(verdict.findings.count == 1)
        #expect(
            verdict.findings[0].hasPrefix(
                "Part 1x: \"In the hive, enzymes turn the …\" retells an earlier paragraph there (0."))
        #expect(RetoldSections.verdict(on: post([body])) == nil)
    }

    @Test func codeAndTablesAreNotParagraphs() {
        let code = "```\n\(Self.bees)\n\n\(Self.bees)\n```\n\n| \(Self.bees) |\n|---|\n"
        #expect(RetoldParagraphs.verdict(on: post([code])) == nil)
    }

    @Test func everyCopiedRunOfEightWordsCounts() throws {
        let words = "one two three four five six seven eight nine ten"
        let verdict = try #require(CopiedText.verdict(on: post([words, "zero " + words.uppercased() + " eleven"])))
        // 3 and 5 runs; 3 of each occur twice.
        #expect(verdict.figure == 100.0 * 6 / 8)
        #expect(verdict.findings == ["Part 1x, Part 2x: 3 runs of 8 words more than once"])
        #expect(CopiedText.verdict(on: post(["Too short to have a run."])) == nil)
    }

    @Test func cosineIsSymmetricAndBetweenNoneAndOne() {
        let vectors = TermVectors([Self.bees, Self.bread, Self.ships, Self.beesAgain, Self.bees])
        for left in 0..<5 {
            for right in 0..<5 {
                let value = vectors.cosine(left, right)
                #expect(abs(value - vectors.cosine(right, left)) < 1e-12)
                #expect(value >= 0 && value < 1 + 1e-12)
            }
        }
        #expect(abs(vectors.cosine(0, 4) - 1) < 1e-12)
        #expect(vectors.likeness(above: 0.99).pairs.map { [$0.first, $0.second] } == [[0, 4]])
    }
}
