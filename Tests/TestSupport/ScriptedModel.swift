package import Chains
import Commands
package import Manuscript
import Platform

/// The reaction of a scripted model to one request.
package enum ScriptedReply: Sendable {
    /// Says the text in pieces of a few characters and is done.
    case text(String)
    /// Says the text and then runs into its limit.
    case cutOff(String)
    /// Says the text, perhaps none, and then fails.
    case failure(ModelError, after: String)
    /// Says the text and then nothing more until it is cancelled.
    case hang(after: String)

    /// Says the text and asks for things to be done.
    case calls([ToolCall], text: String)

    package static func failure(_ error: ModelError) -> ScriptedReply { .failure(error, after: "") }
}

/// A language model that answers by closure and counts the same tokens for every call.
package struct ScriptedModel: LanguageModel {
    /// The usage of every call.
    package static let usage = Usage(
        promptTokens: 10, cachedTokens: 4, completionTokens: 5, reasoningTokens: 1, calls: 1)

    package var profile = ModelProfile(model: "scripted-1", service: "The script", parallel: 1)
    package var offered = ["scripted-1", "scripted-2"]
    package var answer: @Sendable (ModelRequest) -> ScriptedReply

    package func models() async throws -> [String] { offered }

    package func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelEvent, any Error> {
        let (reply, waitsFor) = (answer(request), Duration.seconds(3600))
        return AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    try await Self.play(reply, waitsFor) { continuation.yield($0) }
                    continuation.finish()
                } catch { continuation.finish(throwing: error) }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private static func play(
        _ reply: ScriptedReply, _ long: Duration, _ say: @Sendable (ModelEvent) -> Void
    ) async throws {
        let text =
            switch reply {
            case .text(let text), .cutOff(let text), .failure(_, let text), .hang(let text), .calls(_, let text): text
            }
        var rest = text[...]
        while !rest.isEmpty {
            say(.text(String(rest.prefix(7))))
            rest = rest.dropFirst(7)
        }
        switch reply {
        case .text: say(.finished(.stop))
        case .calls(let calls, _):
            for call in calls { say(.call(call)) }
            say(.finished(.other("tool_calls")))
        case .cutOff: say(.finished(.length))
        case .failure(let error, _): throw error
        case .hang: try await Task.sleep(for: long)
        }
        say(.usage(usage))
    }
}

/// Where the scripted model comes from; records every call, so that a test can say that none was made.
package final class ScriptedSupply: ModelSupply {
    private struct State {
        var supplied = 0
        var requests: [ModelRequest] = []
        var chosen: [String] = []
    }
    private let state = Guarded(State())
    private let answer: @Sendable (ModelRequest) -> ScriptedReply
    private let refusal: ModelError?
    private let parallel: Int
    private let tier: ModelProfile.Tier
    private let window: Int?

    package init(
        refusal: ModelError? = nil, parallel: Int = 1, tier: ModelProfile.Tier = .large, window: Int? = nil,
        _ answer: @escaping @Sendable (ModelRequest) -> ScriptedReply = { _ in .text("Nothing was asked for.") }
    ) {
        self.refusal = refusal
        self.parallel = parallel
        self.tier = tier
        self.window = window
        self.answer = answer
    }

    /// How often a model was asked for.
    package var supplied: Int { state.withLock { $0.supplied } }
    /// Every request that reached the model, in order.
    package var requests: [ModelRequest] { state.withLock { $0.requests } }

    /// The servers that the person named.
    package var chosen: [String] { state.withLock { $0.chosen } }

    package func chose(baseURL: String) { state.withLock { $0.chosen.append(baseURL) } }

    package func model(for settings: Settings) async throws -> (
        model: any LanguageModel, sampling: ModelRequest.Sampling
    ) {
        state.withLock { $0.supplied += 1 }
        if let refusal { throw refusal }
        let profile = ModelProfile(
            model: "scripted-1", service: "The script", tier: tier, contextWindow: window, parallel: parallel)
        let model = ScriptedModel(profile: profile) { [self] request in
            state.withLock { $0.requests.append(request) }
            return answer(request)
        }
        return (model, ModelRequest.Sampling())
    }

    package func description(for settings: Settings) -> String {
        "\(settings["model"]?.string ?? "scripted-1") at the script"
    }
}

extension ModelRequest {
    /// The number of the section that the request is about; empty for other requests.
    package var section: String {
        let task = messages.last?.text ?? ""
        guard let start = task.firstRange(of: " the body of section ") else { return "" }
        return String(task[start.upperBound...].prefix { $0 != "," })
    }
}
