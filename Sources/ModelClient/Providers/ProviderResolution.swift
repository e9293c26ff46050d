import Chains
import Platform

/// Decides which model to use (design §6): a base URL, else Groq, else OpenAI, else Ollama, else the built-in model.
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
    /// The environment, with what `./.env` adds to it.
    package var environment: [String: String]

    /// Takes what the decision is made from.
    package init(baseURL: String? = nil, model: String? = nil, environment: [String: String]) {
        self.baseURL = baseURL
        self.model = model
        self.environment = environment
    }

    /// Decides.
    ///
    /// Asks `probe` only where it comes to that: for the models of a base URL that comes without one, and for an Ollama
    /// that may be there. Throws `ModelError` where what the user asked for cannot be used; never falls back from that.
    /// `run` runs the command that prints a named provider's key.
    package func resolve(
        probe: Probe, run: KeyRun = { _ in throw ModelError.invalidSetting("No command may be run for a key here.") }
    ) async throws -> Provider {
        if let chosen { return try await byName(chosen, probe, run) }
        if let chosen = try await byBaseURL(probe) { return chosen }
        if let chosen = try byGroq() { return chosen }
        if let chosen = try byOpenAI() { return chosen }
        if let chosen = await byOllama(probe) { return chosen }
        return builtIn(why: "no key is set and no Ollama answers")
    }

    func builtIn(why: String) -> Provider {
        Provider(
            source: .builtIn,
            profile: ModelProfile(
                model: "SmolLM2-135M-Instruct", service: "the built-in model", tier: .small, contextWindow: nil,
                parallel: 1, takesLlamaSampling: true),
            reason: "the built-in model, because \(why)")
    }

    private func byBaseURL(_ probe: Probe) async throws -> Provider? {
        let given = baseURL.flatMap { $0.isEmpty ? nil : $0 }
        guard let address = given ?? value("GALLEY_BASE_URL") else { return nil }
        var endpoint = try Endpoint(baseURL: address, apiKey: value("GALLEY_API_KEY"), model: named ?? "")
        if endpoint.model.isEmpty {
            guard let first = Self.talker(try await probe(endpoint, 10)) else {
                throw ModelError.noModel(reason: "\(endpoint.service) lists none; name one with `--model`")
            }
            endpoint.model = first
        }
        let why = given == nil ? "GALLEY_BASE_URL is set" : why
        return provider(endpoint, why: why)
    }

    private func byGroq() throws -> Provider? {
        guard let key = value("GROQ_API_KEY") else { return nil }
        let model = named ?? "openai/gpt-oss-120b"
        let endpoint = try Endpoint(
            baseURL: "https://api.groq.com/openai/v1", apiKey: key, service: "Groq", model: model)
        var provider = provider(endpoint, why: "GROQ_API_KEY is set")
        tuneGroq(&provider)
        return provider
    }

    /// The seed's choice of figures for Groq.
    func tuneGroq(_ provider: inout Provider) {
        provider.sampling.temperature = 0.7
        // Other models on Groq refuse the field.
        if provider.profile.model.contains("gpt-oss") {
            provider.sampling.reasoningEffort = "medium"
            provider.profile.contextWindow = 131_072
        }
    }

    private func byOpenAI() throws -> Provider? {
        guard let key = value("OPENAI_API_KEY") else { return nil }
        let base = value("OPENAI_BASE_URL")
        let endpoint = try Endpoint(
            baseURL: base ?? "https://api.openai.com/v1", apiKey: key, service: base == nil ? "OpenAI" : nil,
            model: asked ?? value("OPENAI_MODEL") ?? named ?? "gpt-4.1-mini")
        return provider(endpoint, why: "OPENAI_API_KEY is set")
    }

    private func byOllama(_ probe: Probe) async -> Provider? {
        guard let address = OllamaHost.baseURL(value("OLLAMA_HOST")),
            var endpoint = try? Endpoint(baseURL: address, service: "Ollama"),
            let models = try? await probe(endpoint, 0.5), let model = named ?? Self.talker(models)
        else { return nil }
        endpoint.model = model
        var provider = provider(endpoint, why: "it answers on \(endpoint.place)")
        tuneOllama(&provider)
        return provider
    }

    /// Ollama works on one call at a time unless it is told otherwise.
    func tuneOllama(_ provider: inout Provider) {
        provider.profile.parallel =
            value("OLLAMA_NUM_PARALLEL").flatMap { Int($0) }.map { min(max(1, $0), ServerFacts.mostSlots) } ?? 1
    }

    func provider(_ endpoint: Endpoint, why: String) -> Provider {
        var profile = ModelProfile(
            model: endpoint.model, service: endpoint.service, tier: ModelProfile.Tier(model: endpoint.model))
        // Ollama reads it, too; on another machine it may be set to something else.
        if endpoint.isLoopback, endpoint.service == "Ollama" || endpoint.baseURL.contains(":11434/") {
            profile.contextWindow = value("OLLAMA_CONTEXT_LENGTH").flatMap { Int($0) }
                .flatMap { $0 > 0 ? min($0, ServerFacts.largestWindow) : nil }
        }
        return Provider(
            source: .endpoint(endpoint), profile: profile, reason: "\(endpoint.service), because \(why)")
    }

    /// The first model that talks: lists hold models for embeddings, too.
    static func talker(_ models: [String]) -> String? {
        models.first { !$0.lowercased().contains("embed") } ?? models.first
    }

    /// The model that the user names, whatever serves it.
    var named: String? { asked ?? usualModel }

    /// The model that flag, session or variable name.
    private var asked: String? { model.flatMap { $0.isEmpty ? nil : $0 } ?? value("GALLEY_MODEL") }

    private func value(_ name: String) -> String? {
        guard let value = environment[name]?.trimmed, !value.isEmpty else { return nil }
        return String(value)
    }
}

extension Endpoint {
    /// Host and port, for the banner.
    fileprivate var place: String {
        let address = baseURL.split(separator: "/", omittingEmptySubsequences: true)
        return address.count > 1 ? String(address[1]) : host
    }
}
