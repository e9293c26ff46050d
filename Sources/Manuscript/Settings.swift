/// The settings of one session; API keys are never among them.
package struct Settings: Sendable, Equatable {
    /// The values as they are in the file; unknown ones are kept.
    package var values: [String: JSONValue] = [:]

    /// Makes settings.
    package init(_ values: [String: JSONValue] = [:]) { self.values = values }

    /// The value of a setting, by its key in the file.
    package subscript(key: String) -> JSONValue? {
        get { values[key] }
        set { values[key] = newValue }
    }
}

extension Settings {
    /// The settings that Galley knows; the raw value is the key in the file.
    package enum Key: String, Sendable, CaseIterable {
        case model, baseURL, provider, temperature, reasoningEffort, seed, parallel, lengthRetry, confirmChanges,
            confirm
        case timeout, longestWait, tier, contextWindow, pager, sections, budget, currency, hints, prompt, show

        /// The key that earlier releases used and that is still read; nil if it has not changed.
        package var formerName: String? { self == .confirmChanges ? "review" : nil }

        /// Returns the key that a session's settings use: the former one if it is present and the new one is not.
        package func name(in settings: Settings) -> String {
            guard let formerName, settings.values[rawValue] == nil, settings.values[formerName] != nil else {
                return rawValue
            }
            return formerName
        }
    }

    /// When to ask for confirmation before a conversation changes the post.
    package enum Confirmation: String, Sendable { case always, destructive, never }

    private subscript(key: Key) -> JSONValue? { values[key.name(in: self)] }

    /// The sampling temperature, from 0 to 2.
    package var temperature: Double? { self[.temperature]?.double }
    /// The effort of a reasoning model: low, medium or high.
    package var reasoningEffort: String? { self[.reasoningEffort]?.string }
    /// The random seed for sampling.
    package var seed: Int? { self[.seed]?.int }
    /// The number of sections written in parallel.
    package var parallel: Int? { self[.parallel]?.int }
    /// True if a text far from its length is requested a second time; true by default.
    package var lengthRetry: Bool { self[.lengthRetry]?.bool ?? true }
    /// True if Galley asks about each change of a rewritten or edited text; false by default.
    package var confirmChanges: Bool { self[.confirmChanges]?.bool ?? false }
    /// When to ask for confirmation before a conversation changes the post; by default, if text would be deleted.
    package var confirm: Confirmation { self[.confirm]?.string.flatMap(Confirmation.init) ?? .destructive }
    /// True if a rewritten or edited text is shown by what changed in it; false by default.
    package var showsDiff: Bool { self[.show]?.string == "diff" }
    /// True if the prompt names the likely next command; true by default.
    package var hints: Bool { self[.hints]?.bool ?? true }
    /// The name before the prompt's mark; nil shows the session's name.
    package var prompt: String? { self[.prompt]?.string }
    /// The number of seconds without a byte after which a call is given up.
    package var timeout: Int? { self[.timeout]?.int }
    /// The maximum number of seconds to wait for a rate limit or an unavailable server.
    package var longestWait: Int? { self[.longestWait]?.int }
    /// The tier, which decides how much the model is asked to do in one call.
    package var tier: String? { self[.tier]?.string }
    /// The size of the context window, in tokens.
    package var contextWindow: Int? { self[.contextWindow]?.int }
    /// The number of sections in a new outline.
    package var sections: Int? { self[.sections]?.int }
    /// The amount that the session may cost.
    package var budget: Money? { self[.budget]?.string.flatMap { Money($0) } }
    /// The currency shown after amounts of money; empty if it is not set.
    package var currency: String { self[.currency]?.string ?? "" }
}

extension Settings: Codable {
    package init(from decoder: any Decoder) throws {
        values = try decoder.singleValueContainer().decode([String: JSONValue].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        try box.encode(values)
    }
}
