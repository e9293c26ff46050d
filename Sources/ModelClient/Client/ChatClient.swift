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
    let habits = ServerHabits()
    private let known: ModelProfile

    /// Makes a client; nothing is sent and no thread started before the first call.
    ///
    /// `profile` is what is known beforehand; its model is the endpoint's.
    package init(
        endpoint: Endpoint, profile: ModelProfile, engine: TransferEngine, limits: TransferLimits = TransferLimits(),
        retries: RetryPolicy = RetryPolicy()
    ) {
        var endpoint = endpoint
        if endpoint.model.isEmpty { endpoint.model = profile.model }
        self.endpoint = endpoint
        self.engine = engine
        self.limits = limits
        self.retries = retries
        known = profile
    }

    /// What is known of the model by now: a llama.cpp server tells more once it has been asked (see `learn(for:)`).
    package var profile: ModelProfile {
        var profile = known
        profile.model = endpoint.model
        if let llama = habits.llama {
            profile.takesLlamaSampling = true
            profile.contextWindow = llama.contextWindow ?? profile.contextWindow
            profile.parallel = llama.slots ?? profile.parallel
        }
        return profile
    }

    /// Starts one call when the stream is first read, and streams what comes back.
    ///
    /// Dropping the stream closes the connection as cancelling does. A call is made again as the retry policy says, as
    /// long as nothing was yielded; a `response_format` that the server refuses is never dropped silently.
    package func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelEvent, any Error> {
        let call = ChatCall(request, of: self)
        return AsyncThrowingStream { try await call.next() }
    }

    /// The models that the server offers, sorted by name.
    ///
    /// Throws `ModelError`, or `CancellationError`.
    package func models() async throws -> [String] {
        let names = try await listedModels()
        return Set(names).sorted()
    }

    /// The models in the server's own order, which often puts the latest first.
    package func listedModels() async throws -> [String] {
        let answer = try await get("\(endpoint.baseURL)/models")
        guard answer.status == 200 else { throw answer.error(endpoint) }
        guard let tree = try? JSONValue(parsing: String(decoding: answer.body, as: UTF8.self)),
            let list = tree["data"]?.array ?? tree["models"]?.array ?? tree.array
        else {
            throw ModelError.notAModel(server: endpoint.service, status: 200, what: answer.kind)
        }
        return list.compactMap { $0["id"]?.string ?? $0["name"]?.string }.filter { !$0.isEmpty }
    }

    /// Asks once whether this is llama.cpp's server, where a request would gain by it.
    ///
    /// Only a server that is reached over plain HTTP is asked: hosted services are not, and get no stray requests.
    func learn(for request: ModelRequest) async throws {
        let sampling = request.sampling
        let gains = sampling.minP != nil || sampling.repeatPenalty != nil || sampling.repeatLastN != nil
        guard gains, endpoint.isPlain, !known.takesLlamaSampling, !habits.hasAskedLlama else { return }
        let root = endpoint.baseURL.hasSuffix("/v1") ? String(endpoint.baseURL.dropLast(3)) : endpoint.baseURL
        // A server that cannot be reached is the call's to report.
        guard let answer = try? await get("\(root)/props", firstByte: 2) else { return try Task.checkCancellation() }
        habits.rememberLlama(answer.status == 200 ? LlamaProperties(body: answer.body) : nil)
    }

    private func get(_ url: String, firstByte: Double = 30) async throws -> ServerAnswer {
        var limits = limits
        limits.firstByte = min(limits.firstByte, firstByte)
        let request = WebRequest(
            url: url, headers: try endpoint.headerLines() + ["Accept: application/json"],
            direct: endpoint.isLoopback, limits: limits)
        do {
            return try await ServerAnswer(reading: engine.start(request))
        } catch let error as TransferError {
            throw ModelError(error, server: endpoint.service)
        }
    }
}
