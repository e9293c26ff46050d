import Manuscript

/// The token counts of a call in the formats that servers use.
///
/// Source: OpenAI's API reference, "usage"; DeepSeek (`prompt_cache_hit_tokens`), Moonshot (`cached_tokens`) and
/// Anthropic (`input_tokens`, `cache_read_input_tokens`), as gateways pass them on.
struct WireUsage {
    private var prompt: Int?
    private var input: Int?
    private var completion: Int?
    private var cached = 0
    private var reasoning = 0
    /// Cached tokens that Anthropic's `input_tokens` does not include.
    private var besides = 0

    /// The largest plausible count; figures up to this can be added and multiplied without overflow.
    private static let most = 1_000_000_000_000

    /// Adds one member of the object.
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

    /// Returns true if a member holds an object with further figures.
    static func isDetail(_ key: String) -> Bool {
        ["prompt_tokens_details", "completion_tokens_details", "input_tokens_details", "output_tokens_details"]
            .contains(key)
    }

    /// The usage; nil if the object held no figures.
    var usage: Usage? {
        guard let whole = prompt ?? input.map({ $0 + besides }) ?? completion.map({ _ in 0 }) else { return nil }
        // If more was cached than read in total, the total does not include the cache.
        let prompt = cached > whole ? whole + max(cached, besides) : whole
        return Usage(
            promptTokens: prompt, cachedTokens: cached, completionTokens: completion ?? 0,
            reasoningTokens: min(reasoning, completion ?? reasoning), calls: 1)
    }
}

extension Usage {
    /// Reads a `usage` object from a tree; nil if it is something else.
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
