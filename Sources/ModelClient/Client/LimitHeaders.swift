import Platform

/// What a server says of its limits in the headers of every answer.
///
/// Source: Groq's and OpenAI's pages on rate limits: `x-ratelimit-limit-…`, `-remaining-…` and `-reset-…`, each for
/// `requests` and `tokens`.
struct LimitHeaders: Equatable {
    /// One limit.
    struct Figures: Equatable {
        var limit: Int
        var remaining: Int
        /// Seconds until nothing of it is used any more, where the server says so.
        var reset: Double?
    }

    var requests: Figures?
    var tokens: Figures?
    /// Seconds until a limit that is used up frees again, where the server says so without figures.
    var reset: Double?

    init(_ head: WebHead) {
        requests = Self.figures(of: "requests", head)
        tokens = Self.figures(of: "tokens", head)
        reset = Self.resets.lazy.compactMap { head[$0] }.compactMap { WaitTime.seconds($0) }.first
    }

    /// Headers of gateways and of Anthropic's limits; all but the last ones name a limit that any call meets.
    private static let resets = [
        "x-ratelimit-reset-after", "ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset",
        "anthropic-ratelimit-requests-reset", "anthropic-ratelimit-tokens-reset",
        "anthropic-ratelimit-input-tokens-reset", "anthropic-ratelimit-output-tokens-reset",
    ]

    /// Seconds until what is used up is there again, after a refusal; nil where no header tells.
    var untilFree: Double? {
        [tokens, requests].compactMap { $0 }.filter { $0.remaining == 0 }.compactMap(\.reset).max() ?? reset
    }

    private static func figures(of what: String, _ head: WebHead) -> Figures? {
        guard let limit = head["x-ratelimit-limit-\(what)"].flatMap({ Int($0) }), limit > 0,
            let remaining = head["x-ratelimit-remaining-\(what)"].flatMap({ Int($0) })
        else { return nil }
        let reset = head["x-ratelimit-reset-\(what)"].flatMap { WaitTime.seconds($0) }
        return Figures(limit: limit, remaining: max(0, min(remaining, limit)), reset: reset)
    }
}
