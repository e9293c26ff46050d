package import Chains
import Manuscript

/// A model that is never called: each call throws the request that would have been sent.
package struct UnsentModel: LanguageModel {
    private let client: ChatClient

    /// Replaces a client, which makes no connection by itself.
    package init(for client: ChatClient) { self.client = client }

    /// The facts known about the model without asking it.
    package var profile: ModelProfile { client.profile }

    /// Throws `UnsentRequest`, or the `ModelError` that keeps a request from being sent.
    package func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelEvent, any Error> {
        let client = client
        return AsyncThrowingStream { () async throws -> ModelEvent? in
            let fitted = try client.fitted(request)
            _ = try client.endpoint.headerLines()
            let body = ChatBody(fitted, profile: client.profile)
            throw UnsentRequest(
                url: client.endpoint.url("chat/completions"), service: client.endpoint.service,
                model: client.profile.model, request: fitted, body: .object(body.members))
        }
    }

    /// Throws `UnsentRequest`.
    package func models() async throws -> [String] {
        throw UnsentRequest(
            url: client.endpoint.url("models"), service: client.endpoint.service, model: client.profile.model)
    }
}
