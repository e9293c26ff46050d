import Manuscript
import Platform
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

    @Test func aWordWeighsOneAndTheLogarithmOfItsTimes() {
        let vectors = TermVectors(["bread bread bread water", "bread salt"], least: 24)
        // Of 24 texts, two have bread, and one each has water and salt.
        let (shared, alone) = (log(12.0), log(24.0))
        let first = (bread: (1 + log(3.0)) * shared, water: alone)
        let lengths =
            (first.bread * first.bread + first.water * first.water).squareRoot()
            * (shared * shared + alone * alone).squareRoot()
        #expect(abs(vectors.cosine(0, 1) - first.bread * shared / lengths) < 1e-9)
    }
}
