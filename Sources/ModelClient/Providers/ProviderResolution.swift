import Chains
import Platform

/// Decides which model to use: a base URL, else Groq, else OpenAI, else Ollama, else the built-in model.
///
/// Uses only the values passed in. Empty variables count as unset.
package struct ProviderResolution: Sendable {
    /// Asks a server for its models, in the server's order, waiting at most the given number of seconds.
    ///
    /// Throws `ModelError`.
    package typealias Probe = @Sendable (Endpoint, _ seconds: Double) async throws -> [String]

    /// The value of `--base-url`, if given.
    package var baseURL: String?
    /// The source of the base URL, as the end of "because …".
    package var why = "--base-url is given"
    /// The value of `--model`, if given.
    package var model: String?
    /// The model from a configuration file; flags and variables take precedence.
    package var usualModel: String?
    /// The provider chosen by name; it takes precedence over everything else.
    package var chosen: NamedProvider?
    /// The Ollama to look for if nothing was chosen, with its settings from a configuration file.
    package var ollama = NamedProvider(name: "ollama", why: "")
    /// The names of the models installed on this machine.
    var installed: Set<String> = []
    /// The installed model that is used unless one is named.
    var usualInstalled = KnownModel.small.name
    /// The environment, including the variables that `./.env` adds.
    package var environment: [String: String]

    /// Stores the inputs of the decision.
    package init(baseURL: String? = nil, model: String? = nil, environment: [String: String]) {
        self.baseURL = baseURL
        self.model = model
        self.environment = environment
    }

    /// Runs a command that prints a key; throws a `PlainError`.
    package typealias KeyRun = @Sendable (_ command: String) async throws -> String

    /// Decides, and fills in the missing parts: a key that a command prints, and a server's model.
    ///
    /// Calls `probe` only if necessary: to get the model of a server that has none set, or to look for an Ollama. `run`
    /// runs the command that prints a provider's key. Throws `ModelError` if the user's choice cannot be used; it never
    /// falls back to another model then.
    package func resolve(
        probe: Probe,
        run: KeyRun = { _ in throw ModelError.invalidSetting("Galley may not run a command for a key here.") }
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
        let model = installedModel ?? usualInstalled
        return Provider(
            source: .builtIn, name: "builtin",
            profile: ModelProfile(
                model: model, service: "the built-in model", tier: ModelProfile.Tier(model: model),
                contextWindow: nil, parallel: 1, takesLlamaSampling: true),
            reason: "the built-in model, because \(why)")
    }

    /// The installed model that the user names; nil if the name is not that of an installed one.
    var installedModel: String? { named.flatMap { installed.contains($0) ? $0 : nil } }

    /// Returns the provider for a server that is already decided.
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
        // A different server may run at another address.
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

    /// Looks for an Ollama; nil if none answers, or it has no model.
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

    /// Ollama handles one call at a time by default.
    private func tuneOllama(_ provider: inout Provider) {
        provider.profile.parallel =
            value("OLLAMA_NUM_PARALLEL").flatMap { Int($0) }.map { min(max(1, $0), ServerFacts.mostSlots) } ?? 1
    }

    private func provider(_ endpoint: Endpoint, _ server: Decision.Server) -> Provider {
        var profile = ModelProfile(
            model: endpoint.model, service: endpoint.service, tier: ModelProfile.Tier(model: endpoint.model))
        // Ollama reads this variable too; an Ollama on another machine may have a different value.
        if endpoint.isLoopback, endpoint.service == "Ollama" || endpoint.baseURL.contains(":11434/") {
            profile.contextWindow = value("OLLAMA_CONTEXT_LENGTH").flatMap { Int($0) }
                .flatMap { $0 > 0 ? min($0, ServerFacts.largestWindow) : nil }
        }
        return Provider(
            source: .endpoint(endpoint), name: server.name, profile: profile,
            reason: "\(endpoint.service), because \(server.why)")
    }

    /// Returns the first chat model: lists include embedding models too.
    static func talker(_ models: [String]) -> String? {
        models.first { !$0.lowercased().contains("embed") } ?? models.first
    }

    /// The model that the user names, from any source.
    var named: String? { asked ?? usualModel }

    /// The model from the flag, the session or the variable.
    var asked: String? { model.flatMap { $0.isEmpty ? nil : $0 } ?? value("GALLEY_MODEL") }

    func value(_ name: String) -> String? {
        guard let value = environment[name]?.trimmed, !value.isEmpty else { return nil }
        return String(value)
    }
}

extension Endpoint {
    /// The host and port, for the banner.
    var place: String {
        let address = baseURL.split(separator: "/", omittingEmptySubsequences: true)
        return address.count > 1 ? String(address[1]) : host
    }
}
