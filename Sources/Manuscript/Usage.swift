/// Tokens that model calls took, as the server reported them (or estimated where it reports none).
package struct Usage: Sendable, Equatable, Codable {
    /// Tokens of the prompt, the cached ones included.
    package var promptTokens: Int
    /// The part of `promptTokens` that the server read from its prompt cache.
    package var cachedTokens: Int
    /// Tokens that the model produced, the reasoning included.
    package var completionTokens: Int
    /// The part of `completionTokens` that was reasoning.
    package var reasoningTokens: Int
    /// Number of calls.
    package var calls: Int

    /// Makes a count; everything is 0 unless given.
    package init(
        promptTokens: Int = 0, cachedTokens: Int = 0, completionTokens: Int = 0,
        reasoningTokens: Int = 0, calls: Int = 0
    ) {
        self.promptTokens = promptTokens
        self.cachedTokens = cachedTokens
        self.completionTokens = completionTokens
        self.reasoningTokens = reasoningTokens
        self.calls = calls
    }

    /// The sum of two counts.
    package static func + (left: Usage, right: Usage) -> Usage {
        Usage(
            promptTokens: left.promptTokens + right.promptTokens,
            cachedTokens: left.cachedTokens + right.cachedTokens,
            completionTokens: left.completionTokens + right.completionTokens,
            reasoningTokens: left.reasoningTokens + right.reasoningTokens,
            calls: left.calls + right.calls)
    }

    /// Adds a count to this one.
    package static func += (left: inout Usage, right: Usage) { left = left + right }
}
