import Platform

/// The rate limits in the headers of an answer.
///
/// Source: Groq's and OpenAI's pages on rate limits: `x-ratelimit-limit-…`, `-remaining-…` and `-reset-…`, each for
/// `requests` and `tokens`.
struct LimitHeaders: Equatable {
    /// One limit.
    struct Figures: Equatable {
        var limit: Int
        var remaining: Int
        /// Seconds until the limit is fully restored, if the server says so.
        var reset: Double?
    }

    var requests: Figures?
    var tokens: Figures?
    /// Seconds until an exhausted limit is restored, if the server says so without figures.
    var reset: Double?

    init(_ head: WebHead) {
        requests = Self.figures(of: "requests", head)
        tokens = Self.figures(of: "tokens", head)
        reset =
            head["ratelimit"].flatMap(Self.untilFree)
            ?? ["tokens", "requests"].filter { head["x-ratelimit-remaining-\($0)"] == "0" }
            .compactMap { head["x-ratelimit-reset-\($0)"].flatMap { WaitTime.seconds($0) } }.max()
            ?? Self.resets.lazy.compactMap { head[$0] }.compactMap { WaitTime.seconds($0) }.first
    }

    /// Reads the header `RateLimit` of the drafts of the IETF: `limit=10, remaining=0, reset=2`, or `"default";r=0;t=2` for
    /// each limit.
    private static func untilFree(_ field: String) -> Double? {
        let limits =
            field.contains(";")
            ? field.split(separator: ",").map { $0.split(separator: ";") } : [field.split(separator: ",")]
        return limits.compactMap { parts -> Double? in
            let pairs = parts.map { $0.split(separator: "=", maxSplits: 1).map { String($0.trimmed) } }
            func value(_ names: [String]) -> String? { pairs.first { $0.count == 2 && names.contains($0[0]) }?[1] }
            guard value(["r", "remaining"]).map({ $0 == "0" }) ?? true else { return nil }
            return value(["t", "reset"]).flatMap { WaitTime.seconds($0) }
        }.max()
    }

    /// Headers of gateways and of Anthropic; the gateways' limits apply to every call.
    private static let resets = [
        "x-ratelimit-reset-after", "ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset",
        "anthropic-ratelimit-requests-reset", "anthropic-ratelimit-tokens-reset",
        "anthropic-ratelimit-input-tokens-reset", "anthropic-ratelimit-output-tokens-reset",
    ]

    /// Seconds until an exhausted limit is restored, after a refusal; nil if no header says so.
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
