/// The address and limits of a running built-in model.
package struct BuiltInEndpoint: Sendable, Equatable {
    /// The address for an OpenAI client, such as `http://127.0.0.1:40943/v1`.
    package let baseURL: String
    /// The key that every call must include; new for each start.
    package let apiKey: String
    /// The server's name for the model.
    package let model: String
    /// The number of calls processed in parallel; others wait.
    package let slots: Int
    /// The maximum number of tokens of prompt and reply in one call.
    package let contextWindow: Int

    /// Creates an endpoint.
    package init(baseURL: String, apiKey: String, model: String, slots: Int, contextWindow: Int) {
        self.baseURL = baseURL
        self.apiKey = apiKey
        self.model = model
        self.slots = slots
        self.contextWindow = contextWindow
    }
}
