import Chains

extension ProviderResolution {
    /// The choice of model, as far as it can be made without contacting a server.
    package enum Decision: Sendable, Equatable {
        /// A server that was chosen explicitly or by its key.
        case server(Server)
        /// The built-in model; `why` is the end of "because …".
        case builtIn(why: String)
        /// Ollama if it answers at this place, else the built-in model.
        case whoeverAnswers(place: String)

        /// A server, without the key itself if a variable or a command supplies it.
        package struct Server: Sendable, Equatable {
            /// The provider's name; nil for an address without a name.
            var name: String?
            var address: String
            /// The display name of the service; nil uses the host.
            var service: String?
            var key: NamedProvider.Key?
            /// The model; nil uses the first one the server lists.
            var model: String?
            /// The end of "because …".
            var why: String
        }

        /// The decision in a few words, without a full stop.
        ///
        /// Throws `ModelError` if the address is invalid.
        package var words: String {
            get throws {
                switch self {
                case .server(let server):
                    let endpoint = try Endpoint(
                        baseURL: server.address, service: server.service, model: server.model ?? "")
                    let model = endpoint.model.isEmpty ? "the first model listed" : endpoint.model
                    return "\(model) on \(endpoint.service), because \(server.why)"
                case .builtIn(let why): return "the built-in model, because \(why)"
                case .whoeverAnswers(let place): return "Ollama, if it answers on \(place), else the built-in model"
                }
            }
        }
    }

    /// Decides without contacting a server; everything that uses or names a model uses this.
    ///
    /// Throws `ModelError.invalidSetting` if the chosen provider has no address or no key, or its address is invalid.
    package func decide() throws -> Decision {
        if let chosen {
            if chosen.name == "builtin", chosen.baseURL == nil { return .builtIn(why: chosen.why) }
            return .server(try server(chosen, why: chosen.why))
        }
        let given = baseURL.flatMap { $0.isEmpty ? nil : $0 }
        if let address = given ?? value("GALLEY_BASE_URL") {
            let key = value("GALLEY_API_KEY").map { _ in NamedProvider.Key.variable("GALLEY_API_KEY") }
            return .server(
                .init(address: address, key: key, model: named, why: given == nil ? "GALLEY_BASE_URL is set" : why))
        }
        if let installedModel { return .builtIn(why: "\(installedModel) is installed") }
        for (name, variable) in KnownProvider.keyed where value(variable) != nil {
            return .server(try server(NamedProvider(name: name, why: ""), why: "\(variable) is set"))
        }
        let address = ollama.baseURL ?? OllamaHost.baseURL(value("OLLAMA_HOST"))
        guard let address, let endpoint = try? Endpoint(baseURL: address) else {
            return .builtIn(why: "no key is set and OLLAMA_HOST is not an address")
        }
        return .whoeverAnswers(place: endpoint.place)
    }

    /// Returns the server of a named provider.
    func server(_ provider: NamedProvider, why: String) throws -> Decision.Server {
        let known = provider.known(environment)
        guard let address = provider.baseURL ?? known?.baseURL else {
            throw ModelError.invalidSetting(
                "The provider \(provider.name) has no baseURL. Give it one in the configuration file.")
        }
        _ = try Endpoint(baseURL: address)
        let isUsual = provider.baseURL == nil
        var key = provider.key
        if let variable = provider.variable(environment) {
            key = value(variable) == nil ? nil : .variable(variable)
            // A known provider at a custom address may need no key.
            guard key != nil || provider.key == nil && !isUsual else {
                throw ModelError.invalidSetting(
                    "The provider \(provider.name) takes its key from \(variable), which is not set. Set it, or give the provider an apiKeyCommand in a configuration file."
                )
            }
        }
        return .init(
            name: provider.name, address: address, service: isUsual ? known?.service : nil, key: key,
            model: asked ?? known?.named ?? usualModel ?? (isUsual ? known?.model : nil), why: why)
    }
}
