import Chains
import Configuration
import Manuscript
import Platform

/// The models on this machine: which are there, and which server runs.
extension ModelWiring {
    /// Returns a client of an installed model, which is installed and started if necessary.
    func builtInClient(_ provider: Provider, _ settings: Settings) async throws -> ChatClient {
        let name = try await installIfMissing(provider.profile.model)
        let running = try await supply(of: name).endpoint()
        let endpoint = try Endpoint(
            baseURL: running.baseURL, apiKey: running.apiKey, service: "the built-in model", model: running.model)
        var profile = provider.profile
        if profile.model != running.model { profile.tier = ModelProfile.Tier(model: running.model) }
        profile.model = running.model
        profile.contextWindow = running.contextWindow
        profile.parallel = running.slots
        profile.takesLlamaSampling = true
        // Once the server has stopped, nothing listens at its address; the next call starts another one.
        return client(endpoint, profile, settings, comesBack: false)
    }

    /// Returns the supply of a model, and stops the servers of all others: memory may hold only one.
    func supply(of name: String) async -> BuiltInModelSupply {
        let environment = configuration.childEnvironment
        let (supply, others) = known.withLock { known in
            let supply = known.builtIns[name] ?? BuiltInModelSupply(environment: environment, name: name)
            let others = known.builtIns.filter { $0.key != name }.map(\.value)
            known.builtIns[name] = supply
            return (supply, others)
        }
        for other in others { await other.stop() }
        return supply
    }

    /// Installs a model if none is there, asking which; returns its name, or `name` if it is there.
    private func installIfMissing(_ name: String) async throws -> String {
        let environment = configuration.childEnvironment
        let store = try ModelStore(environment: environment)
        if case .installed = store.install.status { return name }
        let models = store.models.isEmpty && store.ownFile == nil ? KnownModel.all : [.small]
        let place = await consent("There is no key and no model server. Install a model now?", models.map(\.offer))
        guard let place, models.indices.contains(place) else {
            throw ModelError.noModel(reason: "no model is installed")
        }
        guard models.count > 1 else {
            try await store.install.install(progress: note)
            return name
        }
        let (note, amount) = (note, amount)
        let installer = try ModelInstaller(environment: environment, network: self.environment) { progress in
            switch progress {
            case .step(let text): note(text)
            case .amount(let text): amount(text)
            }
        }
        return try await installer.install(.known(models[place])).name
    }
}
