import Platform

/// What can be wrong with a configuration, apart from its form.
package enum ConfigError: PlainError, Equatable {
    /// A value that its key does not take.
    case badValue(String, String, takes: String)
    /// A command from a folder that somebody else may have made.
    case commandOfProject(String, user: String)
    /// More than one way to a provider's key.
    case severalKeys(String, provider: String)
    /// A provider that nothing describes.
    case unknownProvider(String, from: String, nearest: String?)
    /// An address of the working folder that would get a key from elsewhere.
    case steeredKey(host: String, from: String, keyFrom: String)

    package var sentence: String {
        switch self {
        case .badValue(let place, let key, let takes):
            "\(place): \(key) takes \(takes). Correct it, or take the line out."
        case .commandOfProject(let place, let user):
            "\(place): apiKeyCommand is not taken from the working folder, which somebody else may have made. Put it into \(user)."
        case .severalKeys(let place, let provider):
            "\(place): the provider \(provider) has more than one of apiKey, apiKeyCommand and apiKeyVariable. Leave one."
        case .unknownProvider(let name, let from, let nearest):
            "There is no provider \"\(name.prefix(40))\" (\(from))\(nearest.map { "; did you mean \"\($0)\"?" } ?? ".") `galley config` lists what is set."
        case .steeredKey(let host, let from, let keyFrom):
            "\(from) would have the key from \(keyFrom) sent to \(host), so nothing was sent: somebody else may have made the working folder. Give the address by --base-url or in your own config.yml."
        }
    }
}
