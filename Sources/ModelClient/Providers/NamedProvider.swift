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
    /// The model that a configuration file gives; nil where none does.
    package var model: String?
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
        /// The model that a variable names.
        var named: String?
        /// The model unless somebody names one.
        var model: String?
    }

    /// What is known of the name; nil where it is one of a file.
    func known(_ environment: [String: String]) -> Known? {
        func value(_ name: String?) -> String? {
            name.flatMap { environment[$0] }.map { String($0.trimmed) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let row = KnownProvider.named(name) else { return nil }
        // Ollama's own variable is no URL.
        let isOllama = row.name == "ollama"
        let given = value(row.addressVariable)
        let address = isOllama ? OllamaHost.baseURL(given) : given
        return Known(
            baseURL: address ?? row.baseURL, variable: row.keyVariable,
            service: isOllama || address == nil ? row.service : nil, named: value(row.modelVariable), model: row.model)
    }

    /// The variable that the key comes from, where it comes from one.
    package func variable(_ environment: [String: String]) -> String? {
        switch key {
        case .variable(let name): name
        case .text, .command: nil
        case nil: known(environment)?.variable
        }
    }
}
