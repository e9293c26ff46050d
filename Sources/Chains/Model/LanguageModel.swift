/// The interface through which chains use a model: one streaming call.
///
/// It hides everything about servers.
package protocol LanguageModel: Sendable {
    /// The known facts about the model.
    var profile: ModelProfile { get }

    /// Starts a call and streams the answer.
    ///
    /// The stream ends normally only after `.finished`. Cancelling the consuming task closes the connection at once;
    /// the stream then throws `CancellationError` or simply ends, so check `Task.isCancelled` after the loop. Throws
    /// `ModelError` for any failure of the server or the network.
    func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelEvent, any Error>

    /// Returns the models that the server offers, sorted by name. Throws `ModelError`.
    func models() async throws -> [String]
}

/// The facts known about a model before it is called.
package struct ModelProfile: Sendable, Equatable {
    /// The amount of work a model can handle in one call.
    package enum Tier: String, Sendable, Codable, CaseIterable {
        /// Below about one billion parameters: titles first, one small question per call, no outline in the prompt.
        case small
        /// From one to seven billion parameters: a short prompt for each section, with titles only.
        case medium
        /// Any model that can follow a page of instructions.
        case large

        /// The tier that asks for less in one call; nil for the lowest.
        package var lower: Tier? {
            switch self {
            case .large: .medium
            case .medium: .small
            case .small: nil
            }
        }
    }

    /// The model's id as the server knows it, such as `openai/gpt-oss-120b`.
    package var model: String
    /// The name of the service for messages: "Groq", "Ollama", "the built-in model", or a host name.
    package var service: String
    /// The amount of work the model can handle in one call.
    package var tier: Tier
    /// The maximum number of tokens in prompt and reply together, if known.
    package var contextWindow: Int?
    /// The number of calls the server handles at once; further calls wait.
    package var parallel: Int
    /// True if llama.cpp's sampling fields (`min_p`, `repeat_penalty`, `cache_prompt`) may be sent.
    package var takesLlamaSampling: Bool
    /// The ratio of tokens counted by the server to tokens estimated; 1 until it has counted any.
    package var tokenRatio = 1.0
    /// True if the server accepts a schema for the answer, which is assumed until it refuses one.
    package var takesSchema: Bool
    /// True if the server accepts tools, which is assumed until it refuses them.
    package var takesTools = true
    /// True if the model runs on this machine, so that calls are free unless prices are set.
    package var isLocal = false

    /// True if sections are best written one after another, in reading order: calls at once would only share the
    /// machine, and each section can go on from the end of the one before.
    package var writesInOrder: Bool { tier == .medium && isLocal }

    /// Creates a profile.
    package init(
        model: String, service: String, tier: Tier = .large, contextWindow: Int? = nil,
        parallel: Int = 4, takesLlamaSampling: Bool = false, takesSchema: Bool = true
    ) {
        self.model = model
        self.service = service
        self.tier = tier
        self.contextWindow = contextWindow
        self.parallel = parallel
        self.takesLlamaSampling = takesLlamaSampling
        self.takesSchema = takesSchema
    }
}
