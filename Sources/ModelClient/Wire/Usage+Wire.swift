import Manuscript

/// How servers word the tokens that a call took.
///
/// Source: OpenAI's API reference, "usage"; DeepSeek (`prompt_cache_hit_tokens`), Moonshot (`cached_tokens`) and
/// Anthropic (`input_tokens`, `cache_read_input_tokens`), as gateways pass them on.
struct WireUsage {
    private var prompt: Int?
    private var input: Int?
    private var completion: Int?
    private var cached = 0
    private var reasoning = 0
    /// Tokens of the cache that Anthropic's `input_tokens` leaves out.
    private var besides = 0

    /// More is no count; figures up to here can be added and multiplied without a thought.
    private static let most = 1_000_000_000_000

    /// Takes one member of the object.
    mutating func take(_ key: String, _ value: Int) {
        let value = min(max(value, 0), Self.most)
        switch key {
        case "prompt_tokens": prompt = value
        case "input_tokens": input = value
        case "completion_tokens": completion = value
        case "output_tokens": completion = completion ?? value
        case "prompt_cache_hit_tokens", "cached_tokens", "num_cached_tokens", "cached_prompt_tokens":
            cached = max(cached, value)
        case "cache_read_input_tokens":
            cached = max(cached, value)
            besides += value
        case "cache_creation_input_tokens": besides += value
        case "reasoning_tokens": reasoning = max(reasoning, value)
        default: break
        }
    }

    /// Whether a member holds figures of its own.
    static func isDetail(_ key: String) -> Bool {
        ["prompt_tokens_details", "completion_tokens_details", "input_tokens_details", "output_tokens_details"]
            .contains(key)
    }

    /// The count; nil where the object held no figure.
    var usage: Usage? {
        guard let whole = prompt ?? input.map({ $0 + besides }) ?? completion.map({ _ in 0 }) else { return nil }
        // More read from the cache than was read at all: the figure leaves out what the cache gave.
        let prompt = cached > whole ? whole + max(cached, besides) : whole
        return Usage(
            promptTokens: prompt, cachedTokens: cached, completionTokens: completion ?? 0,
            reasoningTokens: min(reasoning, completion ?? reasoning), calls: 1)
    }
}

extension Usage {
    /// Reads a `usage` object out of a tree; nil if it is none.
    init?(_ tree: JSONValue?) {
        guard let members = tree?.object else { return nil }
        var wire = WireUsage()
        for (key, value) in members {
            if let count = value.int {
                wire.take(key, count)
            } else if WireUsage.isDetail(key), let details = value.object {
                for (key, value) in details { value.int.map { wire.take(key, $0) } }
            }
        }
        guard let usage = wire.usage else { return nil }
        self = usage
    }
}
