package import Chains
import Configuration
package import Manuscript
import Platform

/// The models to choose from: those of another supply, with the session's meter, prices and budget added.
package final class ModelChoice: ModelSupply {
    private let base: any ModelSupply
    /// The usage of this session's calls, including those that fail.
    let meter = Meter()
    private let configuration: Configuration
    /// True if no request is sent, so that none has to be refused.
    private let isDry: Bool
    private let listing = Guarded<[String]>([])

    /// Makes a choice of the models of `base`.
    init(_ base: any ModelSupply, configuration: Configuration, isDry: Bool) {
        self.base = base
        self.configuration = configuration
        self.isDry = isDry
    }

    /// The models that the server listed last, for completion.
    package var listed: [String] {
        get { listing.withLock { $0 } }
        set { listing.withLock { $0 = newValue } }
    }

    /// Returns the model for a session and its sampling parameters, metered; throws as the supply does.
    package func model(
        for settings: Settings
    ) async throws -> (model: any LanguageModel, sampling: ModelRequest.Sampling) {
        let (model, sampling) = try await base.model(for: settings)
        let profile = model.profile
        let prices = configuration.prices(of: profile.model, service: profile.service, settings)
        // A model on this machine is free, even if no price is set.
        let isFree = prices == nil && profile.isLocal
        let budget = isDry || isFree ? nil : configuration.budget(settings)
        return (MeteredModel(model, prices: prices, budget: budget, meter: meter), sampling)
    }

    /// Describes the model that a session would use.
    package func description(for settings: Settings) -> String { base.description(for: settings) }

    /// Describes the model after checking for a running server if the choice depends on it.
    package func lookedUp(for settings: Settings) async -> String { await base.lookedUp(for: settings) }

    /// Returns the name of the provider that serves a session; nil if it has none.
    package func providerName(for settings: Settings) -> String? { base.providerName(for: settings) }

    /// Returns the models installed on this machine.
    package func installedModels() -> [InstalledModel] { base.installedModels() }

    /// Records that the user chose a model server; throws `SystemError`.
    package func chose(baseURL: String) throws { try base.chose(baseURL: baseURL) }
}

extension Configuration {
    /// Returns the budget for a session with these settings; nil if none is set.
    func budget(_ settings: Settings) -> Allowance? {
        guard let limit = filled(settings)[\.budget] else { return nil }
        return Allowance(limit: limit, currency: currency(settings))
    }

    /// Returns the unit shown after amounts; empty if none is set.
    func currency(_ settings: Settings) -> String { filled(settings)[\.currency] }
}
