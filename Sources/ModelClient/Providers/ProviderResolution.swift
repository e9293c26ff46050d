import Chains
import Platform

/// Decides which model to use: a base URL, else Groq, else OpenAI, else Ollama, else the built-in model.
///
/// Looks at nothing but what is handed in. Empty variables count as unset.
package struct ProviderResolution: Sendable {
    /// Asks a server for its models in its own order, waiting at most that many seconds.
    ///
    /// Throws `ModelError`.
    package typealias Probe = @Sendable (Endpoint, _ seconds: Double) async throws -> [String]

    /// `--base-url`; nil where it is not given.
    package var baseURL: String?
    /// Who gave the base URL, as the end of "because …".
    package var why = "--base-url is given"
    /// `--model`; nil where it is not given.
    package var model: String?
    /// The model that a configuration file names; it counts behind flags and variables.
    package var usualModel: String?
    /// The provider that is chosen by name; it counts before everything else.
    package var chosen: NamedProvider?
    /// The Ollama that is looked for where nobody chose anything, with what a configuration file says of it.
    package var ollama = NamedProvider(name: "ollama", why: "")
    /// The environment, with what `./.env` adds to it.
    package var environment: [String: String]

    /// Takes what the decision is made from.
    package init(baseURL: String? = nil, model: String? = nil, environment: [String: String]) {
        self.baseURL = baseURL
        self.model = model
        self.environment = environment
    }

    /// Runs a command that prints a key; throws a `PlainError`.
    package typealias KeyRun = @Sendable (_ command: String) async throws -> String

    /// Decides, and finds out what is missing: the key that a command prints, and the model that a server has.
    ///
    /// Asks `probe` only where it comes to that: for the models of a server that comes without one, and for an Ollama
    /// that may be there. Throws `ModelError` where what the user asked for cannot be used; never falls back from that.
    /// `run` runs the command that prints a provider's key.
    package func resolve(
        probe: Probe, run: KeyRun = { _ in throw ModelError.invalidSetting("No command may be run for a key here.") }
    ) async throws -> Provider {
        switch try decide() {
        case .server(let server): return try await provider(server, probe, run)
        case .builtIn(let why): return builtIn(why: why)
        case .whoeverAnswers:
            if let found = await byOllama(probe, run) { return found }
            return builtIn(why: "no key is set and no Ollama answers")
        }
    }

    private func builtIn(why: String) -> Provider {
        Provider(
            source: .builtIn, name: "builtin",
            profile: ModelProfile(
                model: "SmolLM2-135M-Instruct", service: "the built-in model", tier: .small, contextWindow: nil,
                parallel: 1, takesLlamaSampling: true),
            reason: "the built-in model, because \(why)")
    }

    /// The provider of a server that is certain.
    private func provider(_ server: Decision.Server, _ probe: Probe, _ run: KeyRun) async throws -> Provider {
        let key: String? =
            switch server.key {
            case .text(let text): text
            case .command(let command): try await run(command)
            case .variable(let name): value(name)
            case nil: nil
            }
        var endpoint = try Endpoint(
            baseURL: server.address, apiKey: key, service: server.service, model: server.model ?? "")
        if endpoint.model.isEmpty {
            guard let first = Self.talker(try await probe(endpoint, 10)) else {
                throw ModelError.noModel(reason: "\(endpoint.service) lists none; name one with `--model`")
            }
            endpoint.model = first
        }
        var provider = provider(endpoint, server)
        guard let row = KnownProvider.named(server.name) else { return provider }
        // At another address another server may stand.
        if server.service != nil { tune(&provider, by: row) }
        if row.name == "ollama" { tuneOllama(&provider) }
        return provider
    }

    private func tune(_ provider: inout Provider, by row: KnownProvider) {
        if let temperature = row.temperature { provider.sampling.temperature = temperature }
        if let parallel = row.parallel { provider.profile.parallel = parallel }
        guard let habit = row.habits.first(where: { provider.profile.model.contains($0.part) }) else { return }
        if let effort = habit.reasoningEffort { provider.sampling.reasoningEffort = effort }
        if let window = habit.contextWindow { provider.profile.contextWindow = window }
    }

    /// The Ollama that is asked in passing; nil where none answers, or one without a model.
    private func byOllama(_ probe: Probe, _ run: KeyRun) async -> Provider? {
        guard var server = try? server(ollama, why: ""),
            let endpoint = try? Endpoint(baseURL: server.address, service: "Ollama"),
            let models = try? await probe(endpoint, 0.5),
            let model = named ?? ollama.model ?? Self.talker(models)
        else { return nil }
        (server.model, server.why) = (model, "it answers on \(endpoint.place)")
        server.service = "Ollama"
        return try? await provider(server, probe, run)
    }

    /// Ollama works on one call at a time unless it is told otherwise.
    private func tuneOllama(_ provider: inout Provider) {
        provider.profile.parallel =
            value("OLLAMA_NUM_PARALLEL").flatMap { Int($0) }.map { min(max(1, $0), ServerFacts.mostSlots) } ?? 1
    }

    private func provider(_ endpoint: Endpoint, _ server: Decision.Server) -> Provider {
        var profile = ModelProfile(
            model: endpoint.model, service: endpoint.service, tier: ModelProfile.Tier(model: endpoint.model))
        // Ollama reads it, too; on another machine it may be set to something else.
        if endpoint.isLoopback, endpoint.service == "Ollama" || endpoint.baseURL.contains(":11434/") {
            profile.contextWindow = value("OLLAMA_CONTEXT_LENGTH").flatMap { Int($0) }
                .flatMap { $0 > 0 ? min($0, ServerFacts.largestWindow) : nil }
        }
        return Provider(
            source: .endpoint(endpoint), name: server.name, profile: profile,
            reason: "\(endpoint.service), because \(server.why)")
    }

    /// The first model that talks: lists hold models for embeddings, too.
    static func talker(_ models: [String]) -> String? {
        models.first { !$0.lowercased().contains("embed") } ?? models.first
    }

    /// The model that the user names, whatever serves it.
    var named: String? { asked ?? usualModel }

    /// The model that flag, session or variable name.
    var asked: String? { model.flatMap { $0.isEmpty ? nil : $0 } ?? value("GALLEY_MODEL") }

    func value(_ name: String) -> String? {
        guard let value = environment[name]?.trimmed, !value.isEmpty else { return nil }
        return String(value)
    }
}

extension Endpoint {
    /// Host and port, for the banner.
    var place: String {
        let address = baseURL.split(separator: "/", omittingEmptySubsequences: true)
        return address.count > 1 ? String(address[1]) : host
    }
}
