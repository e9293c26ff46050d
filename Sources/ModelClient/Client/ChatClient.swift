package import Chains
import Manuscript
import Platform

/// A model behind an OpenAI-compatible server.
package final class ChatClient: LanguageModel {
    /// The address, the model and the key.
    package let endpoint: Endpoint
    let engine: TransferEngine
    let retries: RetryPolicy
    let limits: TransferLimits
    let habits: ServerHabits
    let governor: RateLimiter
    let known: ModelProfile
    let choice: Choice
    let onWait: @Sendable (ServerWait?) -> Void
    let onRedraw: @Sendable (Redraw) -> Void

    /// The user's settings for a model; they override everything else.
    package struct Choice: Sendable, Equatable {
        /// `:set tier`.
        package var tier: ModelProfile.Tier?
        /// `:set contextWindow`, in tokens.
        package var contextWindow: Int?

        /// Creates a choice; nil leaves a value to detection.
        package init(tier: ModelProfile.Tier? = nil, contextWindow: Int? = nil) {
            self.tier = tier
            self.contextWindow = contextWindow
        }
    }

    /// Creates a client; it sends nothing and starts no thread before the first call.
    ///
    /// `profile` holds the facts known beforehand; its model is replaced by the endpoint's. `habits` holds what other
    /// clients of the same endpoint have learnt. `onWait` is called when calls wait for the server, and with nil when
    /// the wait ends; `onRedraw` is called when a failed call is retried.
    package init(
        endpoint: Endpoint, profile: ModelProfile, engine: TransferEngine, limits: TransferLimits = TransferLimits(),
        retries: RetryPolicy = RetryPolicy(), choice: Choice = Choice(),
        habits: ServerHabits = ServerHabits(), onWait: @escaping @Sendable (ServerWait?) -> Void = { _ in },
        onRedraw: @escaping @Sendable (Redraw) -> Void = { _ in }
    ) {
        var endpoint = endpoint
        if endpoint.model.isEmpty { endpoint.model = profile.model }
        self.endpoint = endpoint
        self.engine = engine
        self.limits = limits
        self.retries = retries
        self.choice = choice
        self.habits = habits
        self.onWait = onWait
        self.onRedraw = onRedraw
        known = profile
        governor = RateLimiter(server: endpoint.service, longestWait: retries.longestWait, listener: onWait)
    }

    /// The facts known about the model so far; `probe()` and refusals add to them.
    package var profile: ModelProfile {
        var profile = known
        profile.model = endpoint.model
        habits.apply(to: &profile)
        profile.isLocal = endpoint.isLoopback
        profile.tier = choice.tier ?? profile.tier
        profile.contextWindow = choice.contextWindow ?? profile.contextWindow
        return profile
    }

    /// Starts one call when the stream is first read, and streams the answer.
    ///
    /// Dropping the stream closes the connection, as cancelling does. Failed calls are retried according to the policy,
    /// with `.again` in between if text was yielded; a `response_format` that the server refuses is never dropped
    /// silently.
    package func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelEvent, any Error> {
        let call = ChatCall(request, of: self)
        return AsyncThrowingStream { try await call.next() }
    }

    /// Requests an address, with POST if there is a body, waiting at most the given seconds for an answer.
    ///
    /// Throws `TransferError`, `ModelError`, or `CancellationError`.
    func get(_ url: String, body: [UInt8]? = nil, seconds: Double = 30) async throws -> ServerAnswer {
        var limits = limits
        limits.firstByte = min(limits.firstByte, seconds)
        limits.connect = min(limits.connect, seconds)
        let kind = body == nil ? [] : ["Content-Type: application/json"]
        let request = WebRequest(
            url: url, body: body, headers: try endpoint.headerLines() + kind + ["Accept: application/json"],
            direct: endpoint.isLoopback, limits: limits)
        return try await ServerAnswer(reading: engine.start(request))
    }
}
