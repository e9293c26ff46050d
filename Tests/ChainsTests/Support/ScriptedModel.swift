import Chains
import Manuscript
import Platform

/// One step of a scripted answer.
enum Step: Sendable {
    case say(String)
    /// Says a text in one piece.
    case sayAtOnce(String)
    case think(String)
    /// Calls a tool.
    case call(String, arguments: String)
    case finish(ModelEvent.FinishReason = .stop)
    case fail(ModelError)
    /// Voids what was said.
    case again
    /// Tells that what was said was reasoning.
    case retract
    /// Waits until the gate is opened, or until the call is cancelled.
    case wait(Gate)
    /// Says nothing more until the call is cancelled.
    case hang
}

/// Something that calls wait for.
final class Gate: Sendable {
    private let pair = AsyncStream<Void>.makeStream()

    func open() { pair.continuation.finish() }

    func passed() async { for await _ in pair.stream {} }
}

/// A language model that plays scripted steps, and remembers what it was asked and how many calls were open at once.
final class ScriptedModel: LanguageModel {
    private struct State {
        var requests: [ModelRequest] = []
        var running = 0
        var most = 0
        var cancelled = 0
    }

    /// The usage of every call.
    static let usage = Usage(promptTokens: 10, completionTokens: 5, calls: 1)

    let profile: ModelProfile
    private let state = Guarded(State())
    private let script: @Sendable (ModelRequest, Int) -> [Step]

    /// The script gets the request and how many came before it.
    init(
        tier: ModelProfile.Tier = .large, window: Int? = nil,
        _ script: @escaping @Sendable (ModelRequest, Int) -> [Step]
    ) {
        profile = ModelProfile(model: "scripted-1", service: "The script", tier: tier, contextWindow: window)
        self.script = script
    }

    /// A model that gives the texts one after the other, and the last one for ever.
    convenience init(tier: ModelProfile.Tier = .large, window: Int? = nil, texts: [String]) {
        self.init(tier: tier, window: window) { _, count in [.say(texts[min(count, texts.count - 1)]), .finish()] }
    }

    var requests: [ModelRequest] { state.withLock { $0.requests } }
    /// The most calls that were open at the same time.
    var most: Int { state.withLock { $0.most } }
    /// Calls that ended because nobody listened any more.
    var cancelled: Int { state.withLock { $0.cancelled } }

    func models() async throws -> [String] { [profile.model] }

    func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelEvent, any Error> {
        let count = state.withLock { state in
            state.requests.append(request)
            state.running += 1
            state.most = max(state.most, state.running)
            return state.requests.count - 1
        }
        let steps = script(request, count)
        return AsyncThrowingStream { continuation in
            let task = Task { [self] in
                let end = await Self.play(steps) { continuation.yield($0) }
                state.withLock { $0.running -= 1 }
                continuation.finish(throwing: end)
            }
            continuation.onTermination = { [self] reason in
                if case .cancelled = reason { state.withLock { $0.cancelled += 1 } }
                task.cancel()
            }
        }
    }

    /// Plays the steps; returns the error that ends them, if one does.
    private static func play(_ steps: [Step], _ tell: (ModelEvent) -> Void) async -> (any Error)? {
        for step in steps {
            if Task.isCancelled { return CancellationError() }
            switch step {
            case .say(let text):
                // Long texts in words, short ones scalar by scalar: every cut is tried, and no test takes long.
                let isLong = text.unicodeScalars.count > 400
                let pieces = isLong ? text.split(separator: " ", omittingEmptySubsequences: false).map { " \($0)" } : []
                for (index, piece) in pieces.enumerated() {
                    tell(.text(index == 0 ? String(piece.dropFirst()) : piece))
                }
                for scalar in (isLong ? "" : text).unicodeScalars { tell(.text(String(scalar))) }
            case .sayAtOnce(let text): tell(.text(text))
            case .think(let text): tell(.reasoning(text))
            case .call(let name, let arguments): tell(.call(ToolCall(id: name, name: name, arguments: arguments)))
            case .finish(let reason):
                tell(.finished(reason))
                tell(.usage(usage))
            case .fail(let error): return error
            case .again: tell(.again)
            case .retract: tell(.retracted)
            case .wait(let gate): await gate.passed()
            case .hang: await Gate().passed()
            }
        }
        return Task.isCancelled ? CancellationError() : nil
    }
}

extension ModelRequest {
    /// Everything that is said in it.
    var text: String { messages.map(\.text).joined(separator: "\n\n") }

    /// The number of the section whose body is asked for; empty where none is.
    var section: String {
        let task = messages.last?.text ?? ""
        guard let start = task.firstRange(of: " the body of section ") else { return "" }
        return String(task[start.upperBound...].prefix { $0 != "," })
    }
}
