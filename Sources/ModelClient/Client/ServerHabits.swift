import Chains
import Platform

/// What has been learnt about a server since the first call, shared by all calls to one endpoint.
///
/// It lives as long as the program runs: a client that is made anew for other settings goes on with it.
package final class ServerHabits: Sendable {
    private let state = Guarded(State())

    /// Begins with nothing learnt.
    package init() {}

    private struct State: Sendable {
        var spared: Set<ChatBody.Spare> = []
        var hasGuessed = false
        var hasProbed = false
        var facts = ServerFacts()
        /// A window that the server named when it refused a request; counts more than what it tells of itself.
        var window: Int?
        /// The longest answer that the server named when it refused a longer one, in tokens.
        var ceiling: Int?
        var hasCounted = false
        /// Tokens that the server added to a short prompt: marks of the chat template, or a system text of its own.
        var overhead = 0
        var tokenRatio = 1.0
        var refusesSchema = false
        var mayRefuseSchema = false
        var refusesTools = false
        var reasonsUntold = false
        var hasAnswered = false
        var echo = EchoHabit()
    }

    /// Whether the server has answered anything yet.
    var hasAnswered: Bool { state.withLock { $0.hasAnswered } }

    /// The server answered.
    func answered() { state.withLock { $0.hasAnswered = true } }

    /// What the server refuses to know.
    var spared: Set<ChatBody.Spare> { state.withLock { $0.spared } }

    /// Remembers that the server refuses some members.
    func remember(_ spares: Set<ChatBody.Spare>) { state.withLock { $0.spared.formUnion(spares) } }

    /// Whether a guess at what the server refuses is still free; there is one a server.
    func takeGuess() -> Bool {
        state.withLock { state in
            defer { state.hasGuessed = true }
            return !state.hasGuessed
        }
    }

    /// Whether the server is still to be asked what it tells of its model; there is one asking a client.
    func takeProbe() -> Bool {
        state.withLock { state in
            defer { state.hasProbed = true }
            return !state.hasProbed
        }
    }

    /// Remembers what asking brought.
    func remember(_ facts: ServerFacts) { state.withLock { $0.facts = facts } }

    /// Remembers a window that a refusal named.
    func remember(window: Int) { state.withLock { $0.window = window } }

    /// Remembers how long an answer may be.
    func remember(ceiling: Int) { state.withLock { $0.ceiling = min(ceiling, $0.ceiling ?? ceiling) } }

    /// The longest answer that the server takes, in tokens; nil where it has refused none.
    var ceiling: Int? { state.withLock { $0.ceiling } }

    /// Adds to a profile what is known by now.
    func apply(to profile: inout ModelProfile) {
        let known = state.withLock { $0 }
        known.facts.apply(to: &profile)
        if let window = known.window { profile.contextWindow = window }
        if known.refusesSchema { profile.takesSchema = false }
        if known.refusesTools { profile.takesTools = false }
        profile.tokenRatio = known.tokenRatio
    }

    /// By what the estimate of a prompt is multiplied, after what the server counted.
    var tokenRatio: Double { state.withLock { $0.tokenRatio } }

    /// The tokens that a prompt may have at most, once the error of the estimate is allowed for.
    ///
    /// Before the server has counted, half as much again: four bytes a token are few for German, and chat templates add
    /// marks of their own.
    func careful(_ promptTokens: Int) -> Int {
        state.withLock { Int(Double(promptTokens) * ($0.hasCounted ? 1.1 : 1.5)) + 32 + $0.overhead }
    }

    /// Corrects the estimate of prompts by what the server counted; a short prompt says little of the rest.
    func learn(promptTokens: Int, estimated: Int) {
        guard promptTokens > 0 else { return }
        guard estimated >= 200 else {
            return state.withLock { $0.overhead = max($0.overhead, min(promptTokens - estimated, 4096)) }
        }
        let ratio = min(max(Double(promptTokens) / Double(estimated), 0.6), 4)
        state.withLock { state in
            state.tokenRatio = ratio
            state.hasCounted = true
        }
    }

    /// A request for an answer under a schema was refused, certainly or perhaps because of the schema.
    func refusedSchema(certainly: Bool) {
        state.withLock { state in
            if certainly { state.refusesSchema = true } else { state.mayRefuseSchema = true }
        }
    }

    /// A request with tools was refused because of them.
    func refusedTools() { state.withLock { $0.refusesTools = true } }

    /// A request was answered: under a schema, or without one where a schema may have been refused before.
    func answered(underSchema: Bool) {
        state.withLock { state in
            if state.mayRefuseSchema, !underSchema { state.refusesSchema = true }
            state.mayRefuseSchema = false
        }
    }

    /// How the server takes back what it added to messages.
    var echo: EchoHabit { state.withLock { $0.echo } }

    /// Remembers more of that.
    func changeEcho(_ change: (inout EchoHabit) -> Void) { state.withLock { change(&$0.echo) } }

    /// An answer had reasoning in front that nothing announced.
    func rememberReasoning() { state.withLock { $0.reasonsUntold = true } }

    /// Whether answers may begin with reasoning that nothing announces: it has been so, or the model's name says so.
    func reasonsUntold(model: String) -> Bool {
        if state.withLock({ $0.reasonsUntold }) { return true }
        let name = model.lowercased()
        return ["-r1", "qwq", "thinking", "reasoner", "reasoning"].contains { name.contains($0) }
    }
}
