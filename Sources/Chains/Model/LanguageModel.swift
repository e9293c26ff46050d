/// What a chain needs of a model: one streaming call.
///
/// Everything about servers stays behind it.
package protocol LanguageModel: Sendable {
    /// What is known of the model before the first call.
    var profile: ModelProfile { get }

    /// Starts one call and streams what comes back.
    ///
    /// The stream ends normally only after `.finished`. Cancelling the consuming task closes the connection at once,
    /// and the stream then throws `CancellationError` or simply ends: check `Task.isCancelled` behind the loop.
    /// Throws `ModelError` for everything that a server or a network can do.
    func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelEvent, any Error>

    /// The models that the server offers, sorted by name. Throws `ModelError`.
    func models() async throws -> [String]
}

/// What is known of a model before it is called.
package struct ModelProfile: Sendable, Equatable {
    /// How much a model can be asked for in one call.
    package enum Tier: String, Sendable, Codable, CaseIterable {
        /// Below some 4 billion parameters: titles first, one small question a call, no outline in the prompt.
        case small
        /// Anything that follows a page of instructions.
        case large
    }

    /// The model's id as the server knows it, such as `openai/gpt-oss-120b`.
    package var model: String
    /// The service in words for people: "Groq", "Ollama", "the built-in model", or a host name.
    package var service: String
    /// How much can be asked for in one call.
    package var tier: Tier
    /// Tokens that prompt and reply may take together, where known.
    package var contextWindow: Int?
    /// How many calls the server works on at once; further ones wait.
    package var parallel: Int
    /// Whether llama.cpp's sampling fields (`min_p`, `repeat_penalty`, `cache_prompt`) may be sent.
    package var takesLlamaSampling: Bool
    /// Tokens that the server counted for each one that was estimated; 1 before it has counted any.
    package var tokenRatio = 1.0
    /// Whether the server takes a schema for the answer; true until it has refused one.
    package var takesSchema: Bool
    /// Whether the server takes tools; true until it has refused them.
    package var takesTools = true
    /// Whether it runs on this machine, so that a call costs nothing unless somebody says what.
    package var isLocal = false

    /// Makes a profile.
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
