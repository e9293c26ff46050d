import Chains
package import Configuration
package import Manuscript
import Platform

/// Connects the workspace to model servers: resolves the provider, runs the built-in model, and keeps a client per
/// model.
package final class ModelWiring: ModelSupply {
    /// Asks which of several models to install now; returns its place, or nil for none.
    package typealias Consent = @Sendable (_ question: String, _ options: [String]) async -> Int?

    /// Runs a command that prints a key.
    package typealias Secret = @Sendable (_ command: String) async throws -> String

    let configuration: Configuration
    let environment: [String: String]
    let isDry: Bool
    let engine: TransferEngine
    let consent: Consent
    private let secret: Secret
    let note: @Sendable (String) -> Void
    let amount: @Sendable (String) -> Void
    private let waits: @Sendable (ServerWait?) -> Void
    private let firstPatience: Double
    private let hosts: KnownHosts
    let known = Guarded(Known())

    struct Known {
        var providers: [String: Provider] = [:]
        var clients: [String: ChatClient] = [:]
        /// The servers of installed models, by the model's name.
        var builtIns: [String: BuiltInModelSupply] = [:]
        /// The facts learnt about each server; they outlive the clients made for other settings.
        var habits: [String: ServerHabits] = [:]
    }

    /// With `isDry`, makes no connection, runs no command, and starts or installs nothing.
    ///
    /// `firstPatience` is how long to wait, in seconds, for a server that has not answered yet.
    package init(
        _ configuration: Configuration, isDry: Bool, firstPatience: Double, consent: @escaping Consent,
        secret: @escaping Secret,
        note: @escaping @Sendable (String) -> Void, amount: @escaping @Sendable (String) -> Void = { _ in },
        waits: @escaping @Sendable (ServerWait?) -> Void = { _ in }
    ) {
        let environment = configuration.processEnvironment.all
        self.configuration = configuration
        self.environment = environment
        self.isDry = isDry
        self.firstPatience = firstPatience
        self.consent = consent
        self.secret = secret
        self.note = note
        self.amount = amount
        self.waits = waits
        hosts = KnownHosts(environment: environment)
        engine = TransferEngine(environment: environment)
    }

    func model(for settings: Settings) async throws -> (model: any LanguageModel, sampling: ModelRequest.Sampling) {
        let provider = try await provider(for: settings)
        let settings = configuration.filled(settings, provider: provider.name)
        var sampling = provider.sampling
        if let value = settings[\.temperature] { sampling.temperature = value }
        if let value = settings[\.reasoningEffort] { sampling.reasoningEffort = value }
        if let value = settings[\.seed] { sampling.seed = value }
        if isDry { return (UnsentModel(for: try unasked(provider, settings)), sampling) }
        let client =
            switch provider.source {
            case .endpoint(let endpoint): client(endpoint, provider.profile, settings)
            case .builtIn: try await builtInClient(provider, settings)
            }
        // Everything about the small model is known.
        if provider.endpoint != nil || provider.profile.model != KnownModel.small.name { await client.probe() }
        try Task.checkCancellation()
        return (client, sampling)
    }

    func description(for settings: Settings) -> String {
        do { return try described(settings) } catch { return "none: \(sentence(for: error))" }
    }

    func lookedUp(for settings: Settings) async -> String {
        if !isDry, let plan = try? plan(settings), !plan.hasCommand,
            case .whoeverAnswers? = try? plan.resolution.decide()
        {
            _ = try? await provider(for: settings)
        }
        return description(for: settings)
    }

    func providerName(for settings: Settings) -> String? { known.withLock { $0.providers[key(settings)]?.name } }

    /// Describes the model; a dry run asks no server, so it does not say which one answers.
    private func described(_ settings: Settings) throws -> String {
        if !isDry, let provider = known.withLock({ $0.providers[key(settings)] }) {
            let model = provider.endpoint?.model ?? provider.profile.model
            if provider.reason.contains(model) { return provider.reason }
            return provider.endpoint == nil ? "\(model), \(provider.reason)" : "\(model) on \(provider.reason)"
        }
        return try plan(settings).resolution.decide().words
    }

    /// Chooses the model without asking it anything, and starts the built-in one if it is chosen.
    ///
    /// If a command prints the key, this waits until the first call, since the command may ask for a passphrase.
    package func prepare(for settings: Settings) async throws -> String {
        if isDry { return "\(try described(settings)) (a dry run: nothing is sent or saved)" }
        if try plan(settings).hasCommand { return try described(settings) }
        let provider = try await provider(for: settings)
        if case .builtIn = provider.source,
            case .installed = try BuiltInInstall(environment: configuration.childEnvironment).status
        {
            await supply(of: provider.profile.model).prestart()
        }
        return description(for: settings)
    }

    func chose(baseURL: String) throws { try hosts.add(baseURL) }

    /// Stops the built-in model.
    package func close() async {
        for supply in known.withLock({ $0.builtIns.values.map { $0 } }) { await supply.stop() }
    }

    func installedModels() -> [InstalledModel] {
        guard let store = try? ModelStore(environment: configuration.childEnvironment) else { return [] }
        return store.models.map { InstalledModel(name: $0.name, isUsual: $0.name == store.usual) }
    }

    // MARK: - Providers

    /// Returns a cache key made of the settings that the choice depends on.
    private func key(_ settings: Settings) -> String {
        ["baseURL", "provider", "model"].map { settings[$0]?.string ?? "" }.joined(separator: "|")
    }

    /// Returns the plan for a session, which knows the installed models.
    func plan(_ settings: Settings) throws -> ProviderPlan {
        var plan = try ProviderPlan(configuration, settings)
        if let store = try? ModelStore(environment: configuration.childEnvironment) {
            plan.resolution.installed = Set(store.models.map(\.name))
            plan.resolution.usualInstalled = store.usual
        }
        return plan
    }

    func provider(for settings: Settings) async throws -> Provider {
        let key = key(settings)
        if let provider = known.withLock({ $0.providers[key] }) { return provider }
        if case .address(let address)? = configuration.choice(settings), address.source == .session {
            try hosts.check(address.value, environment: environment)
        }
        let resolution = try plan(settings).resolution
        let provider =
            isDry
            ? try await resolution.resolve(probe: Self.silence, run: { _ in "" })
            : try await resolution.resolve(
                probe: ProviderResolution.probe(
                    over: engine, retries: retries(configuration.filled(settings)), onWait: waits), run: secret)
        known.withLock { $0.providers[key] = provider }
        return provider
    }

    /// A probe that asks no one: a possible Ollama is skipped, and a server's first model stays unknown.
    private static let silence: ProviderResolution.Probe = { endpoint, seconds in
        guard seconds > 1 else { throw ModelError.unreachable(server: endpoint.service, reason: "it is a dry run") }
        return ["the-first-that-is-listed"]
    }

    /// Returns a client that is described and never used.
    private func unasked(_ provider: Provider, _ settings: Settings) throws -> ChatClient {
        let endpoint =
            try provider.endpoint
            ?? Endpoint(
                baseURL: "http://127.0.0.1/v1", service: "the built-in model", model: provider.profile.model)
        return client(endpoint, provider.profile, settings)
    }

    func client(
        _ endpoint: Endpoint, _ profile: ModelProfile, _ settings: Settings, comesBack: Bool = true
    ) -> ChatClient {
        var limits = TransferLimits()
        if let seconds = settings[\.timeout] {
            limits.idle = Double(seconds)
            limits.firstByte = max(Double(seconds), 5)
        }
        var retries = retries(settings)
        if !comesBack { (retries.away, retries.awayAtFirst) = (0, 0) }
        let choice = ChatClient.Choice(
            tier: settings[\.tier],
            contextWindow: settings[\.contextWindow])
        // The key includes the API key, in memory only: two providers may differ in nothing else.
        let key =
            "\(endpoint.url(""))|\(endpoint.apiKey ?? "")|\(endpoint.model)|\(limits.idle)|\(choice)|\(retries.longestWait)|\(retries.away)"
        return known.withLock { known in
            if let client = known.clients[key] { return client }
            let server = "\(endpoint.url(""))|\(endpoint.model)"
            let habits = known.habits[server] ?? ServerHabits()
            known.habits[server] = habits
            let client = ChatClient(
                endpoint: endpoint, profile: profile, engine: engine, limits: limits, retries: retries, choice: choice,
                habits: habits, onWait: waits, onRedraw: { [note] in note($0.sentence) })
            known.clients[key] = client
            return client
        }
    }

    private func retries(_ settings: Settings) -> RetryPolicy {
        var retries = RetryPolicy()
        if let seconds = settings[\.longestWait] {
            (retries.longestWait, retries.away) = (Double(seconds), Double(seconds))
        }
        retries.awayAtFirst = min(retries.away, firstPatience)
        return retries
    }
}
