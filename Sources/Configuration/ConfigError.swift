import Platform

/// Errors in the contents of a configuration; `YAMLError` covers its syntax.
package enum ConfigError: PlainError, Equatable {
    /// The key does not accept the value.
    case badValue(String, String, takes: String)
    /// `apiKeyCommand` is set in the working folder, which may come from someone else.
    case commandOfProject(String, user: String)
    /// A provider has more than one source for its key.
    case severalKeys(String, provider: String)
    /// The provider is neither built in nor defined in a file.
    case unknownProvider(String, from: String, nearest: String?)
    /// A file of the working folder would redirect a key from elsewhere to its own address.
    case steeredKey(host: String, from: String, keyFrom: String)

    package var sentence: String {
        switch self {
        case .badValue(let place, let key, let takes):
            "\(place): \(key) takes \(takes). Correct it, or remove the line."
        case .commandOfProject(let place, let user):
            "\(place): apiKeyCommand is not taken from the working folder, which somebody else may have made. Put it into \(user)."
        case .severalKeys(let place, let provider):
            "\(place): the provider \(provider) has more than one of apiKey, apiKeyCommand and apiKeyVariable. Keep one."
        case .unknownProvider(let name, let from, let nearest):
            "There is no provider \"\(name.prefix(40))\" (\(from))\(nearest.map { "; did you mean \"\($0)\"?" } ?? ".") `galley config` lists what is set."
        case .steeredKey(let host, let from, let keyFrom):
            "\(from) would have the key from \(keyFrom) sent to \(host), so nothing was sent: somebody else may have made the working folder. Give the address by --base-url or in your own config.yml."
        }
    }
}
