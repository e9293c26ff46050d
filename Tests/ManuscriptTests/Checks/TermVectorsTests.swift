import Manuscript
import Testing

/// How alike texts are by their words.
struct TermVectorsTests {
    @Test func cosineIsSymmetricAndBetweenNoneAndOne() {
        let vectors = TermVectors([
            RetoldTexts.bees, RetoldTexts.bread, RetoldTexts.ships, RetoldTexts.beesAgain, RetoldTexts.bees,
        ])
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

    @Test func wordsWeighAsTheyWillInALongerPost() {
        let texts = ["bread rises slowly overnight", "bread cools slowly there"]
        // Alone, what two texts of two have in common says nothing.
        #expect(TermVectors(texts).cosine(0, 1) == 0)
        #expect(TermVectors(texts, least: 24).cosine(0, 1) > 0.3)
        #expect(TermVectors(texts, least: 1).cosine(0, 1) == TermVectors(texts).cosine(0, 1))
    }

    @Test(arguments: [2, 3, 10, 40]) func copiesOfOneTextAreSeenHoweverManyThereAre(count: Int) {
        let vectors = TermVectors(Array(repeating: RetoldTexts.bees, count: count))
        #expect(abs(vectors.cosine(0, count - 1) - 1) < 1e-9)
        #expect(vectors.likeness(above: 0.4).members.count == count)
    }

    @Test func nearCopiesAreSeenWhereAllSectionsAreNearCopies() {
        let texts = (0..<12).map { "\(RetoldTexts.bees) \(RetoldTexts.bread) Then word\($0)a meets word\($0)b." }
        #expect(TermVectors(texts).likeness(above: 0.4).members.count == 12)
    }
}
