package import Manuscript

/// Where models come from; the executable wires it to servers.
package protocol ModelSupply: Sendable {
    /// The model for a session, with the sampling to use; starts what must be started.
    ///
    /// Throws `ModelError` or another `PlainError` where there is none.
    func model(for settings: Settings) async throws -> (model: any LanguageModel, sampling: ModelRequest.Sampling)

    /// Which model a session would be written with, and why, in a few words and without asking any server.
    func description(for settings: Settings) -> String

    /// The same, after it is looked whether a server is there where that decides.
    func lookedUp(for settings: Settings) async -> String

    /// The name of the provider that serves a session, as far as it is known without asking; nil where it has none.
    func providerName(for settings: Settings) -> String?

    /// The person names a model server, so that its host is no stranger from now on.
    ///
    /// Throws `SystemError` where that cannot be kept.
    func chose(baseURL: String) throws
}

extension ModelSupply {
    /// The description, where nothing has to be looked up.
    package func lookedUp(for settings: Settings) async -> String { description(for: settings) }

    /// None, where providers have no names.
    package func providerName(for settings: Settings) -> String? { nil }

    /// Nothing, where there are no keys to guard.
    package func chose(baseURL: String) throws {}
}
