package import Chains

/// The chosen model, and the reason for the choice.
package struct Provider: Sendable, Equatable {
    /// Where the model runs.
    package enum Source: Sendable, Equatable {
        /// A model server.
        case endpoint(Endpoint)
        /// The model that comes with Galley.
        case builtIn
    }

    /// Where the model runs.
    package var source: Source
    /// The provider's name, such as `groq`; nil for an address without a name.
    package var name: String?
    /// The facts known before the first call.
    package var profile: ModelProfile
    /// The sampling settings, unless the user sets others.
    package var sampling: ModelRequest.Sampling
    /// The words for the banner, without a full stop: "Groq, because GROQ_API_KEY is set".
    package var reason: String

    /// Creates a provider.
    package init(
        source: Source, name: String? = nil, profile: ModelProfile,
        sampling: ModelRequest.Sampling = ModelRequest.Sampling(), reason: String
    ) {
        self.source = source
        self.name = name
        self.profile = profile
        self.sampling = sampling
        self.reason = reason
    }

    /// The server's endpoint; nil for the built-in model.
    package var endpoint: Endpoint? {
        if case .endpoint(let endpoint) = source { endpoint } else { nil }
    }
}
