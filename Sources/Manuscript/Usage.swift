/// The tokens that model calls used, as the server reported them, or estimated if it did not.
package struct Usage: Sendable, Equatable {
    /// Tokens in the prompt, including cached ones.
    package var promptTokens: Int
    /// The part of `promptTokens` that the server read from its prompt cache.
    package var cachedTokens: Int
    /// Tokens that the model generated, including reasoning.
    package var completionTokens: Int
    /// The part of `completionTokens` that was reasoning.
    package var reasoningTokens: Int
    /// The number of calls.
    package var calls: Int
    /// The cost of the calls whose prices were known when they were made; nil if none was known.
    package var cost: Money?
    /// The number of calls that `cost` covers.
    package var pricedCalls = 0
    /// Fields written by a later release.
    package var unknown: [String: JSONValue] = [:]

    /// Makes a count, with each value clamped to the range that a session file allows.
    package init(
        promptTokens: Int = 0, cachedTokens: Int = 0, completionTokens: Int = 0,
        reasoningTokens: Int = 0, calls: Int = 0
    ) {
        // A server may report anything; the file must stay readable.
        func held(_ figure: Int) -> Int {
            min(max(figure, FieldLimits.tokens.lowerBound), FieldLimits.tokens.upperBound)
        }
        self.promptTokens = held(promptTokens)
        self.cachedTokens = held(cachedTokens)
        self.completionTokens = held(completionTokens)
        self.reasoningTokens = held(reasoningTokens)
        self.calls = held(calls)
    }

    /// Returns the sum of two counts; for unknown fields, the left value wins.
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

    /// Adds two figures from a server or a file, clamped to the range that a session file allows.
    private static func added(_ left: Int, _ right: Int) -> Int {
        let (sum, isTooMuch) = left.addingReportingOverflow(right)
        return min(max(isTooMuch ? .max : sum, 0), FieldLimits.tokens.upperBound)
    }

    /// Adds a count to this one.
    package static func += (left: inout Usage, right: Usage) { left = left + right }

    /// Returns the excess of this count over another one, figure by figure.
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

extension Usage: FieldCodable {
    static var blank: Usage { Usage() }

    mutating func code(_ fields: inout FieldCoder) throws {
        try fields.count("promptTokens", &promptTokens)
        try fields.count("cachedTokens", &cachedTokens)
        try fields.count("completionTokens", &completionTokens)
        try fields.count("reasoningTokens", &reasoningTokens)
        try fields.count("calls", &calls)
        var micros = cost?.micros
        try fields.optionalNumber("costMicros", &micros, FieldLimits.tokens)
        cost = micros.map { Money(micros: $0) }
        try fields.count("pricedCalls", &pricedCalls, isOmittedAsZero: true)
    }
}
