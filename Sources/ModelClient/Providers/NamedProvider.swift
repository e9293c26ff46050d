import Chains
import Platform

/// A provider that is chosen by name: a known one, one from a configuration file, or a known one with its own fields.
package struct NamedProvider: Sendable, Equatable {
    /// The source of the key.
    package enum Key: Sendable, Equatable {
        /// The key itself.
        case text(String)
        /// The first line that a shell command prints; run when the key is first needed.
        case command(String)
        /// The name of an environment variable.
        case variable(String)
    }

    package var name: String
    /// The address; nil uses the known address for the name.
    package var baseURL: String?
    /// The key; nil uses the usual variable of a known name, if any.
    package var key: Key?
    /// The model from a configuration file, if any.
    package var model: String?
    /// Why it was chosen, as the end of "because …".
    package var why: String

    /// Creates a provider.
    package init(name: String, baseURL: String? = nil, key: Key? = nil, why: String) {
        self.name = name
        self.baseURL = baseURL
        self.key = key
        self.why = why
    }

    /// The built-in facts about a name: the address, the variable of its key, and the display name.
    struct Known {
        var baseURL: String
        var variable: String?
        var service: String?
        /// The model that a variable names.
        var named: String?
        /// The default model.
        var model: String?
    }

    /// Returns the known facts about the name; nil if only a configuration file defines it.
    func known(_ environment: [String: String]) -> Known? {
        func value(_ name: String?) -> String? {
            name.flatMap { environment[$0] }.map { String($0.trimmed) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let row = KnownProvider.named(name) else { return nil }
        // Ollama's own variable is not a URL.
        let isOllama = row.name == "ollama"
        let given = value(row.addressVariable)
        let address = isOllama ? OllamaHost.baseURL(given) : given
        return Known(
            baseURL: address ?? row.baseURL, variable: row.keyVariable,
            service: isOllama || address == nil ? row.service : nil, named: value(row.modelVariable), model: row.model)
    }

    /// Returns the variable that holds the key, if any.
    package func variable(_ environment: [String: String]) -> String? {
        switch key {
        case .variable(let name): name
        case .text, .command: nil
        case nil: known(environment)?.variable
        }
    }
}
