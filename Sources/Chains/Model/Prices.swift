package import Manuscript

/// What a model's tokens cost, each price for a million of them.
package struct Prices: Sendable, Equatable {
    /// Tokens of the prompt that the server had to read.
    package var prompt: Money
    /// Tokens of the prompt that its cache held.
    package var cached: Money
    /// Tokens that the model produced, its reasoning included.
    package var completion: Money

    /// Makes prices; without one of their own, cached tokens cost what others of the prompt do.
    package init(prompt: Money, cached: Money? = nil, completion: Money) {
        self.prompt = prompt
        self.cached = cached ?? prompt
        self.completion = completion
    }

    /// What a count of tokens costs, rounded up to a millionth.
    package func cost(of usage: Usage) -> Money {
        // So many tokens at the highest price fit into 64 bits, divided by a million.
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
