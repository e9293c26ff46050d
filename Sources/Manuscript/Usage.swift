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
    /// What the calls cost whose prices were known when they were made; nil where none was known.
    package var cost: Money?
    /// Calls of which `cost` is the price.
    package var pricedCalls = 0
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
        if left.cost != nil || right.cost != nil { sum.cost = (left.cost ?? .zero) + (right.cost ?? .zero) }
        sum.pricedCalls = left.pricedCalls + right.pricedCalls
        sum.unknown = right.unknown.merging(left.unknown) { _, left in left }
        return sum
    }

    /// Adds a count to this one.
    package static func += (left: inout Usage, right: Usage) { left = left + right }

    /// What this count has more of than another one, figure by figure.
    package func exceeding(_ other: Usage) -> Usage {
        func more(_ figure: KeyPath<Usage, Int>) -> Int { max(0, self[keyPath: figure] - other[keyPath: figure]) }
        var rest = Usage(
            promptTokens: more(\.promptTokens), cachedTokens: more(\.cachedTokens),
            completionTokens: more(\.completionTokens), reasoningTokens: more(\.reasoningTokens), calls: more(\.calls))
        rest.cost = cost.map { $0 - (other.cost ?? .zero) }
        rest.pricedCalls = more(\.pricedCalls)
        return rest
    }
}

extension Usage: Codable {
    package init(from decoder: any Decoder) throws {
        var fields = try FieldReader(decoder)
        promptTokens = try fields.optional("promptTokens") ?? 0
        cachedTokens = try fields.optional("cachedTokens") ?? 0
        completionTokens = try fields.optional("completionTokens") ?? 0
        reasoningTokens = try fields.optional("reasoningTokens") ?? 0
        calls = try fields.optional("calls") ?? 0
        cost = try fields.optional("costMicros", as: Int.self).map { Money(micros: $0) }
        pricedCalls = try fields.optional("pricedCalls") ?? 0
        unknown = try fields.rest()
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = try FieldWriter(encoder, unknown: unknown)
        try fields.write("promptTokens", promptTokens)
        try fields.write("cachedTokens", cachedTokens)
        try fields.write("completionTokens", completionTokens)
        try fields.write("reasoningTokens", reasoningTokens)
        try fields.write("calls", calls)
        try fields.write("costMicros", cost?.micros)
        if pricedCalls != 0 { try fields.write("pricedCalls", pricedCalls) }
    }
}
