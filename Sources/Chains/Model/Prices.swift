package import Manuscript

/// The prices of a model's tokens, each per million tokens.
package struct Prices: Sendable, Equatable {
    /// The price of prompt tokens that the server had to process.
    package var prompt: Money
    /// The price of prompt tokens read from the server's cache.
    package var cached: Money
    /// The price of tokens that the model produced, including reasoning.
    package var completion: Money

    /// Creates prices; by default, cached tokens cost the same as other prompt tokens.
    package init(prompt: Money, cached: Money? = nil, completion: Money) {
        self.prompt = prompt
        self.cached = cached ?? prompt
        self.completion = completion
    }

    /// Returns the cost of a token count, rounded up to a millionth.
    package func cost(of usage: Usage) -> Money {
        // At the highest price, the cost of this many tokens, divided by a million, still fits into 64 bits.
        func tokens(_ count: Int) -> Int { min(max(count, 0), 1_000_000_000) }
        let all = tokens(usage.promptTokens)
        let fromCache = min(tokens(usage.cachedTokens), all)
        let parts = [(all - fromCache, prompt), (fromCache, cached), (tokens(usage.completionTokens), completion)]
        var (whole, rest) = (0, 0)
        for (count, price) in parts {
            let part = 1_000_000.dividingFullWidth(price.micros.multipliedFullWidth(by: count))
            whole += part.quotient
            rest += part.remainder
        }
        return Money(micros: whole + (rest + 999_999) / 1_000_000)
    }
}
