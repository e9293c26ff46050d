import Chains
import Configuration
import Manuscript

/// A supply that adds a session's meter, prices and budget to the models of another supply.
struct MeteredSupply: ModelSupply {
    let base: any ModelSupply
    let meter: Meter
    let configuration: Configuration
    /// True if no request is sent, so that none has to be refused.
    let isDry: Bool

    init(_ base: any ModelSupply, meter: Meter, configuration: Configuration, isDry: Bool) {
        self.base = base
        self.meter = meter
        self.configuration = configuration
        self.isDry = isDry
    }

    func model(for settings: Settings) async throws -> (model: any LanguageModel, sampling: ModelRequest.Sampling) {
        let (model, sampling) = try await base.model(for: settings)
        let profile = model.profile
        let prices = configuration.prices(of: profile.model, service: profile.service, settings)
        // A model on this machine is free, even if no price is set.
        let isFree = prices == nil && profile.isLocal
        let budget = isDry || isFree ? nil : configuration.budget(settings)
        return (MeteredModel(model, prices: prices, budget: budget, meter: meter), sampling)
    }

    func description(for settings: Settings) -> String { base.description(for: settings) }

    func lookedUp(for settings: Settings) async -> String { await base.lookedUp(for: settings) }

    func providerName(for settings: Settings) -> String? { base.providerName(for: settings) }

    func chose(baseURL: String) throws { try base.chose(baseURL: baseURL) }
}

extension Configuration {
    /// Returns the budget for a session with these settings; nil if none is set.
    func budget(_ settings: Settings) -> Allowance? {
        guard let limit = filled(settings).budget else { return nil }
        return Allowance(limit: limit, currency: currency(settings))
    }

    /// Returns the unit shown after amounts; empty if none is set.
    func currency(_ settings: Settings) -> String { filled(settings).currency }
}
