import Chains
import Platform

/// A provider that is chosen by name: one of those that galley knows, one of a configuration file, or a known one with
/// fields of its own.
package struct NamedProvider: Sendable, Equatable {
    /// Where the key comes from.
    package enum Key: Sendable, Equatable {
        /// The key itself.
        case text(String)
        /// The first line that a shell command prints; run when the key is first needed.
        case command(String)
        /// A variable of the environment.
        case variable(String)
    }

    package var name: String
    /// Where it is served; nil takes the address that is known of the name.
    package var baseURL: String?
    /// Nil takes the usual variable of a known name, or none.
    package var key: Key?
    /// Who chose it, as the end of "because …".
    package var why: String

    /// Describes a provider.
    package init(name: String, baseURL: String? = nil, key: Key? = nil, why: String) {
        self.name = name
        self.baseURL = baseURL
        self.key = key
        self.why = why
    }

    /// What is known of a name: the address, the variable of its key, and the words for people.
    struct Known {
        var baseURL: String
        var variable: String?
        var service: String?
        var model: String?
    }

    /// What is known of the name; nil where it is one of a file.
    ///
    /// The addresses are those that the services' own references give.
    func known(_ environment: [String: String]) -> Known? {
        switch name {
        case "groq":
            Known(
                baseURL: "https://api.groq.com/openai/v1", variable: "GROQ_API_KEY", service: "Groq",
                model: "openai/gpt-oss-120b")
        case "openai":
            Known(
                baseURL: environment["OPENAI_BASE_URL"] ?? "https://api.openai.com/v1", variable: "OPENAI_API_KEY",
                service: environment["OPENAI_BASE_URL"] == nil ? "OpenAI" : nil,
                model: environment["OPENAI_MODEL"] ?? "gpt-4.1-mini")
        case "ollama":
            Known(
                baseURL: OllamaHost.baseURL(environment["OLLAMA_HOST"]) ?? "http://127.0.0.1:11434/v1",
                service: "Ollama")
        default: nil
        }
    }

    /// The variable that the key comes from, where it comes from one.
    package func variable(_ environment: [String: String]) -> String? {
        switch key {
        case .variable(let name): name
        case .text, .command: nil
        // The usual key goes to the usual address only.
        case nil: baseURL == nil ? known(environment)?.variable : nil
        }
    }

    /// The key; nil where the provider wants none.
    ///
    /// `run` runs a command. Throws `ModelError.invalidSetting` where a variable is not set, and what `run` throws.
    func secret(_ environment: [String: String], run: ProviderResolution.KeyRun) async throws -> String? {
        switch key {
        case .text(let text): return text
        case .command(let command): return try await run(command)
        case .variable, nil:
            guard let variable = variable(environment) else { return nil }
            guard let value = environment[variable], !value.trimmed.isEmpty else {
                throw ModelError.invalidSetting(
                    "The provider \(name) takes its key from \(variable), which is not set. Set it, or give the provider an apiKeyCommand in a configuration file."
                )
            }
            return value
        }
    }
}

extension ProviderResolution {
    /// Runs a command that prints a key; throws a `PlainError`.
    package typealias KeyRun = @Sendable (_ command: String) async throws -> String

    /// The provider of a name.
    func byName(_ chosen: NamedProvider, _ probe: Probe, _ run: KeyRun) async throws -> Provider {
        if chosen.name == "builtin", chosen.baseURL == nil { return builtIn(why: chosen.why) }
        let known = chosen.known(environment)
        guard let address = chosen.baseURL ?? known?.baseURL else {
            throw ModelError.invalidSetting(
                "The provider \(chosen.name) has no baseURL. Give it one in the configuration file.")
        }
        let isUsual = chosen.baseURL == nil
        var endpoint = try Endpoint(
            baseURL: address, apiKey: try await chosen.secret(environment, run: run),
            service: isUsual ? known?.service : nil, model: named ?? (isUsual ? known?.model : nil) ?? "")
        if endpoint.model.isEmpty {
            guard let first = Self.talker(try await probe(endpoint, 10)) else {
                throw ModelError.noModel(reason: "\(endpoint.service) lists none; name one with `--model`")
            }
            endpoint.model = first
        }
        var provider = provider(endpoint, why: chosen.why)
        if chosen.name == "groq", isUsual { tuneGroq(&provider) }
        if chosen.name == "ollama" { tuneOllama(&provider) }
        return provider
    }
}
