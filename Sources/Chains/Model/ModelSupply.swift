package import Manuscript

/// The source of models; the executable connects it to servers.
package protocol ModelSupply: Sendable {
    /// Returns the model for a session and its sampling parameters; starts a server if needed.
    ///
    /// Throws `ModelError` or another `PlainError` if there is no model.
    func model(for settings: Settings) async throws -> (model: any LanguageModel, sampling: ModelRequest.Sampling)

    /// Says briefly which model a session would use, and why, without asking any server.
    func description(for settings: Settings) -> String

    /// Returns the same description after checking for a running server if the choice depends on it.
    func lookedUp(for settings: Settings) async -> String

    /// Returns the name of the provider that serves a session, as far as known without a request; nil if it has none.
    func providerName(for settings: Settings) -> String?

    /// Returns the models installed on this machine.
    func installedModels() -> [InstalledModel]

    /// Records that the user chose a model server, so that its host counts as known from now on.
    ///
    /// Throws `SystemError` if that cannot be saved.
    func chose(baseURL: String) throws
}

extension ModelSupply {
    /// Returns the description, by default without a lookup.
    package func lookedUp(for settings: Settings) async -> String { description(for: settings) }

    /// Returns nil by default.
    package func providerName(for settings: Settings) -> String? { nil }

    /// Returns none by default.
    package func installedModels() -> [InstalledModel] { [] }

    /// Does nothing by default.
    package func chose(baseURL: String) throws {}
}

/// A model file installed on this machine.
package struct InstalledModel: Sendable, Equatable {
    /// The name to choose it by.
    package let name: String
    /// True if it is used unless another one is named.
    package let isUsual: Bool

    /// Creates a description.
    package init(name: String, isUsual: Bool) {
        self.name = name
        self.isUsual = isUsual
    }
}
