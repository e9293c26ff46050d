/// Tokens that model calls took, as the server reported them (or estimated where it reports none).
package struct Usage: Sendable, Equatable {
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
    /// Fields of a later release.
    package var unknown: [String: JSONValue] = [:]

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

    /// The sum of two counts; of fields that this release does not know, the left one's stay.
    package static func + (left: Usage, right: Usage) -> Usage {
        var sum = Usage(
            promptTokens: left.promptTokens + right.promptTokens,
            cachedTokens: left.cachedTokens + right.cachedTokens,
            completionTokens: left.completionTokens + right.completionTokens,
            reasoningTokens: left.reasoningTokens + right.reasoningTokens,
            calls: left.calls + right.calls)
        sum.unknown = right.unknown.merging(left.unknown) { _, left in left }
        return sum
    }

    /// Adds a count to this one.
    package static func += (left: inout Usage, right: Usage) { left = left + right }
}

extension Usage: Codable {
    package init(from decoder: any Decoder) throws {
        var fields = try FieldReader(decoder)
        promptTokens = try fields.optional("promptTokens") ?? 0
        cachedTokens = try fields.optional("cachedTokens") ?? 0
        completionTokens = try fields.optional("completionTokens") ?? 0
        reasoningTokens = try fields.optional("reasoningTokens") ?? 0
        calls = try fields.optional("calls") ?? 0
        unknown = try fields.rest()
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = try FieldWriter(encoder, unknown: unknown)
        try fields.write("promptTokens", promptTokens)
        try fields.write("cachedTokens", cachedTokens)
        try fields.write("completionTokens", completionTokens)
        try fields.write("reasoningTokens", reasoningTokens)
        try fields.write("calls", calls)
    }
}
