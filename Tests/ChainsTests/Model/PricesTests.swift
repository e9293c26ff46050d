import Manuscript
import SeededRandom
import Testing

@testable import Chains

/// Costs are exact, and rounded up once.
struct PricesTests {
    private func usage(_ prompt: Int, cached: Int = 0, _ completion: Int) -> Usage {
        var usage = Usage(promptTokens: prompt, completionTokens: completion)
        usage.cachedTokens = cached
        return usage
    }

    @Test func eachKindHasItsPrice() {
        let prices = Prices(
            prompt: Money(micros: 2_000_000), cached: Money(micros: 500_000), completion: Money(micros: 8_000_000))
        #expect(prices.cost(of: usage(1_000_000, cached: 400_000, 500_000)).micros == 1_200_000 + 200_000 + 4_000_000)
        #expect(prices.cost(of: usage(0, 0)).micros == 0)
        #expect(prices.cost(of: usage(0, 1)).micros == 8)
    }

    @Test func cachedTokensCostTheSameUnlessAPriceIsGiven() {
        let prices = Prices(prompt: Money(micros: 3), completion: Money(micros: 0))
        #expect(prices.cached == prices.prompt)
        #expect(prices.cost(of: usage(1, 0)).micros == 1, "a fraction is rounded up")
    }

    @Test func miscountsByServersDoNoHarm() {
        let prices = Prices(
            prompt: Money(micros: 1_000_000), cached: Money(micros: 0), completion: Money(micros: 1_000_000))
        #expect(prices.cost(of: usage(10, cached: 99, 0)).micros == 0, "no more is cached than was sent")
        #expect(prices.cost(of: usage(-5, cached: -1, -5)).micros == 0)
        #expect(prices.cost(of: usage(.max, .max)).micros == 2_000_000_000)
    }

    @Test(arguments: 0..<10) func moreTokensNeverCostLess(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let prices = Prices(
            prompt: Money(micros: .random(in: 0...9_999_999, using: &random)),
            completion: Money(micros: .random(in: 0...9_999_999, using: &random)))
        for _ in 0..<100 {
            let (prompt, completion) = (
                Int.random(in: 0...99_999, using: &random), Int.random(in: 0...9999, using: &random)
            )
            let cost = prices.cost(of: usage(prompt, completion)).micros
            let exact = Double(prompt * prices.prompt.micros + completion * prices.completion.micros) / 1_000_000
            #expect(Double(cost) >= exact && Double(cost) < exact + 1)
        }
    }

    @Test func costIsExactAndRoundedUpOnce() {
        let prices = Prices(
            prompt: Money(micros: 1_000_000), cached: Money(micros: 500_000), completion: Money(micros: 3_000_000))
        let counted = Usage(promptTokens: 11, cachedTokens: 3, completionTokens: 2)
        #expect(prices.cost(of: counted) == Money(micros: 8 + 2 + 6))
        let cheap = Prices(prompt: Money(micros: 1), completion: Money(micros: 1))
        #expect(cheap.cost(of: Usage(promptTokens: 1, completionTokens: 1)) == Money(micros: 1))
        #expect(cheap.cost(of: Usage()) == .zero)
        let dear = Prices(prompt: Money(micros: .max), completion: Money(micros: .max))
        #expect(dear.cost(of: Usage(promptTokens: .max, completionTokens: .max)) == Money(micros: .max))
        #expect(prices.cost(of: Usage(promptTokens: -5, cachedTokens: 9)) == .zero)
    }
}
