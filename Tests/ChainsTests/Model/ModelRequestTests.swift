import SeededRandom
import Testing

@testable import Chains

/// Seeds are derived, and stay within what servers take.
struct ModelRequestTests {
    @Test(arguments: 0..<10) func aDerivedSeedIsAnotherOneWithinBounds(start: UInt64) {
        var random = SeededGenerator(seed: start)
        for seed in [
            nil, 0, 1, -1, .min, .max, 0x7FFF_FFFE, 0x7FFF_FFFF, Int.random(in: .min ... .max, using: &random),
        ] {
            var sampling = ModelRequest.Sampling(temperature: 0.5, seed: seed, minP: 0.1)
            var seen: Set<Int> = []
            for _ in 0..<20 {
                sampling = sampling.reseeded
                let next = sampling.seed ?? -1
                #expect((0..<0x7FFF_FFFF).contains(next))
                #expect(seen.insert(next).inserted, "a seed came twice after \(String(describing: seed))")
            }
            #expect(sampling.temperature == 0.5 && sampling.minP == 0.1)
        }
    }

    @Test func theSameSeedLeadsToTheSameOne() {
        let sampling = ModelRequest.Sampling(seed: 7)
        #expect(sampling.reseeded == sampling.reseeded && sampling.reseeded != sampling)
    }
}
