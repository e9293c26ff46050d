import Chains
import Configuration
import Manuscript
import Platform

/// How to find a session's model, decided from the configuration without contacting a server.
struct ProviderPlan {
    /// The resolution with all its inputs filled in.
    var resolution: ProviderResolution
    /// True if the key is the output of a command, which may ask for a passphrase.
    let hasCommand: Bool

    /// Makes the plan for a session's settings.
    ///
    /// Throws `ConfigError`, or `ModelError` for an invalid address.
    init(_ configuration: Configuration, _ settings: Settings) throws {
        let environment = configuration.processEnvironment.all
        let model = configuration.text("model", beside: settings)
        let isUsual = if case .file? = model?.source { true } else { false }
        var resolution = ProviderResolution(model: isUsual ? nil : model?.value, environment: environment)
        resolution.usualModel = isUsual ? model?.value : nil
        var hasCommand = false
        switch configuration.choice(settings) {
        case .address(let address)?:
            try Self.check(address, key: configuration.processEnvironment.variable("GALLEY_API_KEY"))
            if case .variable = address.source { break }
            if case .dotEnv = address.source { break }
            resolution.baseURL = address.value
            resolution.why = Self.why("baseURL", address.source)
        case .provider(let name)?:
            let described = try configuration.provider(named: name)
            let chosen = try Self.provider(
                name.value, described, configuration, why: Self.why("provider", name.source))
            resolution.chosen = chosen
            if case .command? = chosen.key { hasCommand = true }
        case nil:
            let name = "ollama"
            let described = try configuration.provider(named: Sourced(name, .standard))
            resolution.ollama = try Self.provider(name, described, configuration, why: "")
            resolution.ollama.model = configuration.text("model", beside: settings, provider: name)?.value
            if case .command? = resolution.ollama.key { hasCommand = true }
        }
        self.resolution = resolution
        self.hasCommand = hasCommand
    }

    /// Returns a provider with its settings from the files; throws `ConfigError.steeredKey`.
    private static func provider(
        _ name: String, _ described: Configuration.Provider, _ configuration: Configuration, why: String
    ) throws -> NamedProvider {
        var provider = NamedProvider(name: name, baseURL: described.text("baseURL")?.value, why: why)
        let key = key(&provider, described, configuration)
        if let address = described.text("baseURL") ?? usual(name, configuration) { try check(address, key: key) }
        return provider
    }

    /// Returns the address that the provider's own variable gives, if any.
    private static func usual(_ name: String, _ configuration: Configuration) -> Sourced<String>? {
        let variable = KnownProvider.named(name)?.addressVariable
        guard let given = variable.flatMap(configuration.processEnvironment.variable) else { return nil }
        // Ollama's own variable is not a URL.
        guard name == "ollama" else { return given }
        return OllamaHost.baseURL(given.value).map { Sourced($0, given.source) }
    }

    /// Sets the provider's key source; returns the setting that the key comes from.
    private static func key(
        _ chosen: inout NamedProvider, _ described: Configuration.Provider, _ configuration: Configuration
    ) -> Sourced<String>? {
        if let text = described.text("apiKey") {
            chosen.key = .text(text.value)
            return text
        }
        if let command = described.text("apiKeyCommand") {
            chosen.key = .command(command.value)
            return command
        }
        if let variable = described.text("apiKeyVariable") { chosen.key = .variable(variable.value) }
        return chosen.variable(configuration.processEnvironment.all).flatMap(configuration.processEnvironment.variable)
    }

    private static func why(_ name: String, _ source: SettingSource) -> String {
        switch source {
        case .flag(let flag): "\(flag) is given"
        case .session: "this session sets \(name)"
        // A key variable that is set chooses its provider.
        case .variable(let variable), .dotEnv(let variable): "\(variable) is set"
        default: "\(source.words) sets \(name)"
        }
    }

    /// Throws `ConfigError.steeredKey` if an address from the working folder would get a key from elsewhere.
    private static func check(_ address: Sourced<String>, key: Sourced<String>?) throws {
        guard address.source.isProjects, let key, !key.source.isProjects else { return }
        let endpoint = try Endpoint(baseURL: address.value)
        guard !endpoint.isLoopback else { return }
        throw ConfigError.steeredKey(host: endpoint.host, from: address.source.words, keyFrom: key.source.words)
    }
}
