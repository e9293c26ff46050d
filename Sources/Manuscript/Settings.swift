/// Settings that belong to one session; never a key.
package struct Settings: Sendable, Equatable {
    /// The values as they stand in the file; unknown ones are kept.
    package var values: [String: JSONValue] = [:]

    /// Makes settings.
    package init(_ values: [String: JSONValue] = [:]) { self.values = values }

    /// The value of a setting by its key in the file.
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
        case timeout, longestWait, tier, contextWindow, pager, sections, budget, currency

        /// The key of the setting in earlier releases, which is still read; nil where it has not changed.
        package var formerName: String? { self == .confirmChanges ? "review" : nil }

        /// The key that the settings of a session hold: the former one where they have it.
        package func name(in settings: Settings) -> String {
            guard let formerName, settings.values[rawValue] == nil, settings.values[formerName] != nil else {
                return rawValue
            }
            return formerName
        }
    }

    /// When a conversation's changes are asked about first.
    package enum Confirmation: String, Sendable { case always, destructive, never }

    private subscript(key: Key) -> JSONValue? { values[key.name(in: self)] }

    /// How freely the model chooses, from 0 to 2.
    package var temperature: Double? { self[.temperature]?.double }
    /// How long a reasoning model thinks: low, medium or high.
    package var reasoningEffort: String? { self[.reasoningEffort]?.string }
    /// The seed of the model's choices.
    package var seed: Int? { self[.seed]?.int }
    /// The sections that are written at once.
    package var parallel: Int? { self[.parallel]?.int }
    /// Whether a text far from its length is requested once more; yes unless it is set.
    package var lengthRetry: Bool { self[.lengthRetry]?.bool ?? true }
    /// Whether each change of a rewritten or edited text is asked about; no unless it is set.
    package var confirmChanges: Bool { self[.confirmChanges]?.bool ?? false }
    /// When a conversation's changes are asked about first; where they destroy text unless it is set.
    package var confirm: Confirmation { self[.confirm]?.string.flatMap(Confirmation.init) ?? .destructive }
    /// Seconds without a byte before a call is given up.
    package var timeout: Int? { self[.timeout]?.int }
    /// Seconds that a server's limit, or a server that is away, is waited for at most.
    package var longestWait: Int? { self[.longestWait]?.int }
    /// How much the model is asked for in one call.
    package var tier: String? { self[.tier]?.string }
    /// Tokens that the model reads and writes at a time.
    package var contextWindow: Int? { self[.contextWindow]?.int }
    /// Sections of a new outline.
    package var sections: Int? { self[.sections]?.int }
    /// The amount that the session may cost.
    package var budget: Money? { self[.budget]?.string.flatMap { Money($0) } }
    /// The word behind amounts of money; empty where nothing says.
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
