import Chains
import Platform

/// What has been learnt about a server since the first call, shared by all calls of a client.
final class ServerHabits: Sendable {
    private let state = Guarded(State())

    private struct State {
        var spared: Set<ChatBody.Spare> = []
        var hasGuessed = false
        var llama: LlamaProperties?
        var hasAskedLlama = false
    }

    /// What the server refuses to know.
    var spared: Set<ChatBody.Spare> { state.withLock { $0.spared } }

    /// Remembers that the server refuses a member.
    func remember(_ spare: ChatBody.Spare) { state.withLock { _ = $0.spared.insert(spare) } }

    /// Whether a guess at what the server refuses is still free; there is one a server.
    func takeGuess() -> Bool {
        state.withLock { state in
            defer { state.hasGuessed = true }
            return !state.hasGuessed
        }
    }

    /// What llama.cpp's server said of itself, if it is one.
    var llama: LlamaProperties? { state.withLock { $0.llama } }

    /// Whether it is known if this is llama.cpp's server.
    var hasAskedLlama: Bool { state.withLock { $0.hasAskedLlama } }

    /// Remembers what the question for llama.cpp's properties brought.
    func rememberLlama(_ properties: LlamaProperties?) {
        state.withLock { state in
            state.llama = properties
            state.hasAskedLlama = true
        }
    }
}
