package import Chains

/// The model that was chosen, and why.
package struct Provider: Sendable, Equatable {
    /// Where the model is.
    package enum Source: Sendable, Equatable {
        /// Behind a server.
        case endpoint(Endpoint)
        /// The one that galley brings along.
        case builtIn
    }

    /// Where the model is.
    package var source: Source
    /// The provider's name, such as `groq`; nil for an address that nobody gave a name.
    package var name: String?
    /// What is known of it before the first call.
    package var profile: ModelProfile
    /// How the next token is chosen unless the user says otherwise.
    package var sampling: ModelRequest.Sampling
    /// The words for the banner, without a full stop: "Groq, because GROQ_API_KEY is set".
    package var reason: String

    /// Makes a choice.
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

    /// Where the model is served; nil for the built-in one.
    package var endpoint: Endpoint? {
        if case .endpoint(let endpoint) = source { endpoint } else { nil }
    }
}
