/// Where a running built-in model listens, and what it can take.
package struct BuiltInEndpoint: Sendable, Equatable {
    /// The address for an OpenAI client, such as `http://127.0.0.1:40943/v1`.
    package let baseURL: String
    /// The key that every call must carry; made anew for each start.
    package let apiKey: String
    /// The name that the server gives the model.
    package let model: String
    /// How many calls are worked on at once; further ones wait.
    package let slots: Int
    /// Tokens that prompt and reply of one call may take together.
    package let contextWindow: Int

    /// Makes an endpoint.
    package init(baseURL: String, apiKey: String, model: String, slots: Int, contextWindow: Int) {
        self.baseURL = baseURL
        self.apiKey = apiKey
        self.model = model
        self.slots = slots
        self.contextWindow = contextWindow
    }
}
