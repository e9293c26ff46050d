package import Chains
import Manuscript
import Platform

/// A model behind an OpenAI-compatible server.
package final class ChatClient: LanguageModel {
    /// Where the model is served.
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

    /// What the person says of a model; it counts more than what anybody else does.
    package struct Choice: Sendable, Equatable {
        /// `:set tier`.
        package var tier: ModelProfile.Tier?
        /// `:set contextWindow`, in tokens.
        package var contextWindow: Int?

        /// Makes a choice; nil leaves it to what is found out.
        package init(tier: ModelProfile.Tier? = nil, contextWindow: Int? = nil) {
            self.tier = tier
            self.contextWindow = contextWindow
        }
    }

    /// Makes a client; nothing is sent and no thread started before the first call.
    ///
    /// `profile` is what is known beforehand; its model is the endpoint's. `habits` is what other clients of the same
    /// endpoint have learnt. `onWait` is told when calls wait for the
    /// server, and with nil when that is over; `onRedraw` when a call that failed is made again.
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

    /// What is known of the model by now; `probe()` and refusals add to it.
    package var profile: ModelProfile {
        var profile = known
        profile.model = endpoint.model
        habits.apply(to: &profile)
        profile.isLocal = endpoint.isLoopback
        profile.tier = choice.tier ?? profile.tier
        profile.contextWindow = choice.contextWindow ?? profile.contextWindow
        return profile
    }

    /// Starts one call when the stream is first read, and streams what comes back.
    ///
    /// Dropping the stream closes the connection as cancelling does. A call is made again as the retry policy says, with
    /// `.again` in between where text was yielded; a `response_format` that the server refuses is never dropped silently.
    package func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelEvent, any Error> {
        let call = ChatCall(request, of: self)
        return AsyncThrowingStream { try await call.next() }
    }

    /// Asks for one address, with POST where there is a body, waiting at most so many seconds for an answer.
    func get(_ url: String, body: [UInt8]? = nil, seconds: Double = 30) async throws -> ServerAnswer {
        var limits = limits
        limits.firstByte = min(limits.firstByte, seconds)
        limits.connect = min(limits.connect, seconds)
        let kind = body == nil ? [] : ["Content-Type: application/json"]
        let request = WebRequest(
            url: url, body: body, headers: try endpoint.headerLines() + kind + ["Accept: application/json"],
            direct: endpoint.isLoopback, limits: limits)
        do {
            return try await ServerAnswer(reading: engine.start(request))
        } catch let error as TransferError {
            throw ModelError(error, endpoint)
        }
    }
}
