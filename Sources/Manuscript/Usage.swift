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

    /// Makes a count; everything is 0 unless given, and held within what a file may have.
    package init(
        promptTokens: Int = 0, cachedTokens: Int = 0, completionTokens: Int = 0,
        reasoningTokens: Int = 0, calls: Int = 0
    ) {
        // What a server says may be anything; a file must be readable with it.
        func held(_ figure: Int) -> Int {
            min(max(figure, FieldLimits.tokens.lowerBound), FieldLimits.tokens.upperBound)
        }
        self.promptTokens = held(promptTokens)
        self.cachedTokens = held(cachedTokens)
        self.completionTokens = held(completionTokens)
        self.reasoningTokens = held(reasoningTokens)
        self.calls = held(calls)
    }

    /// The sum of two counts; of fields that this release does not know, the left one's stay.
    package static func + (left: Usage, right: Usage) -> Usage {
        var sum = Usage(
            promptTokens: added(left.promptTokens, right.promptTokens),
            cachedTokens: added(left.cachedTokens, right.cachedTokens),
            completionTokens: added(left.completionTokens, right.completionTokens),
            reasoningTokens: added(left.reasoningTokens, right.reasoningTokens),
            calls: added(left.calls, right.calls))
        if left.cost != nil || right.cost != nil { sum.cost = (left.cost ?? .zero) + (right.cost ?? .zero) }
        sum.pricedCalls = added(left.pricedCalls, right.pricedCalls)
        sum.unknown = right.unknown.merging(left.unknown) { _, left in left }
        return sum
    }

    /// The sum of what servers and files say, which may be anything; it stays what a file may hold.
    private static func added(_ left: Int, _ right: Int) -> Int {
        let (sum, isTooMuch) = left.addingReportingOverflow(right)
        return min(max(isTooMuch ? .max : sum, 0), FieldLimits.tokens.upperBound)
    }

    /// Adds a count to this one.
    package static func += (left: inout Usage, right: Usage) { left = left + right }

    /// What this count has more of than another one, figure by figure.
    package func exceeding(_ other: Usage) -> Usage {
        func more(_ figure: KeyPath<Usage, Int>) -> Int {
            max(0, max(0, self[keyPath: figure]) - max(0, other[keyPath: figure]))
        }
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
        promptTokens = try fields.optionalNumber("promptTokens", FieldLimits.tokens) ?? 0
        cachedTokens = try fields.optionalNumber("cachedTokens", FieldLimits.tokens) ?? 0
        completionTokens = try fields.optionalNumber("completionTokens", FieldLimits.tokens) ?? 0
        reasoningTokens = try fields.optionalNumber("reasoningTokens", FieldLimits.tokens) ?? 0
        calls = try fields.optionalNumber("calls", FieldLimits.tokens) ?? 0
        cost = try fields.optionalNumber("costMicros", FieldLimits.tokens).map { Money(micros: $0) }
        pricedCalls = try fields.optionalNumber("pricedCalls", FieldLimits.tokens) ?? 0
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
