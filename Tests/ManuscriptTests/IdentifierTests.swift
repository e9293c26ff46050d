import Manuscript
import SeededRandom
import Testing

@Suite struct IdentifierTests {
    @Test func isTenCharactersOfCrockfordsAlphabet() {
        let alphabet = Set("0123456789abcdefghjkmnpqrstvwxyz")
        #expect(alphabet.count == 32)
        let ids = (0..<2000).map { _ in Identifier.random() }
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.count == 10 && alphabet.isSuperset(of: $0) })
        #expect(Set(ids.joined()) == alphabet)
    }

    @Test func theSameSeedGivesTheSameId() {
        var one = SeededGenerator(seed: 1)
        var same = SeededGenerator(seed: 1)
        var other = SeededGenerator(seed: 2)
        let id = Identifier.random(using: &one)
        #expect(Identifier.random(using: &same) == id)
        #expect(Identifier.random(using: &other) != id)
    }
}
