import Chains
import Platform

/// Facts learnt about a server since the first call, shared by all calls to one endpoint.
///
/// They live as long as the program runs: a new client, made for other settings, continues with them.
package final class ServerHabits: Sendable {
    private let state = Guarded(State())

    /// Starts with nothing learnt.
    package init() {}

    private struct State: Sendable {
        var spared: Set<ChatBody.Spare> = []
        var hasGuessed = false
        var hasProbed = false
        var facts = ServerFacts()
        /// The window that the server gave when it refused a request; overrides what the server reports otherwise.
        var window: Int?
        /// The longest answer allowed, in tokens, as the server gave it when it refused a longer one.
        var ceiling: Int?
        var hasCounted = false
        /// Tokens that the server added to a short prompt: chat template markers, or its own system text.
        var overhead = 0
        var tokenRatio = 1.0
        var refusesSchema = false
        var mayRefuseSchema = false
        var refusesTools = false
        var reasonsUntold = false
        var hasAnswered = false
        var served = 0
        var echo = EchoHabit()
    }

    /// True once the server has answered anything.
    var hasAnswered: Bool { state.withLock { $0.hasAnswered } }

    /// Records that the server answered.
    func answered() { state.withLock { $0.hasAnswered = true } }

    /// The number of whole answers that the model behind the server has given.
    var served: Int { state.withLock { $0.served } }

    /// Records a whole answer of the model.
    func hasServed() { state.withLock { $0.served += 1 } }

    /// The request members that the server does not accept.
    var spared: Set<ChatBody.Spare> { state.withLock { $0.spared } }

    /// Records members that the server does not accept.
    func remember(_ spares: Set<ChatBody.Spare>) { state.withLock { $0.spared.formUnion(spares) } }

    /// Returns true if no guess has been made yet at what the server refuses; only one call per server may guess.
    func takeGuess() -> Bool {
        state.withLock { state in
            defer { state.hasGuessed = true }
            return !state.hasGuessed
        }
    }

    /// Returns true if the server has not been probed yet; it is probed only once.
    func takeProbe() -> Bool {
        state.withLock { state in
            defer { state.hasProbed = true }
            return !state.hasProbed
        }
    }

    /// Stores the facts found by probing.
    func remember(_ facts: ServerFacts) { state.withLock { $0.facts = facts } }

    /// Stores the window that a refusal named.
    func remember(window: Int) { state.withLock { $0.window = window } }

    /// Stores the longest answer that the server allows, in tokens.
    func remember(ceiling: Int) { state.withLock { $0.ceiling = min(ceiling, $0.ceiling ?? ceiling) } }

    /// The longest answer that the server accepts, in tokens; nil if it has not refused any.
    var ceiling: Int? { state.withLock { $0.ceiling } }

    /// Adds the facts learnt so far to a profile.
    func apply(to profile: inout ModelProfile) {
        let known = state.withLock { $0 }
        known.facts.apply(to: &profile)
        if let window = known.window { profile.contextWindow = window }
        if known.refusesSchema { profile.takesSchema = false }
        if known.refusesTools { profile.takesTools = false }
        profile.tokenRatio = known.tokenRatio
    }

    /// The factor that corrects the prompt estimate, from the server's own counts.
    var tokenRatio: Double { state.withLock { $0.tokenRatio } }

    /// Returns a safe upper bound for a prompt's tokens, allowing for the error of the estimate.
    ///
    /// Until the server has counted a prompt, half as much is added: four bytes per token is too optimistic for German,
    /// and chat templates add markers.
    func careful(_ promptTokens: Int) -> Int {
        state.withLock { Int(Double(promptTokens) * ($0.hasCounted ? 1.1 : 1.5)) + 32 + $0.overhead }
    }

    /// Corrects the prompt estimate by the server's count; a short prompt only shows the overhead.
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

    /// Records that a request with a schema was refused, certainly or possibly because of the schema.
    func refusedSchema(certainly: Bool) {
        state.withLock { state in
            if certainly { state.refusesSchema = true } else { state.mayRefuseSchema = true }
        }
    }

    /// Records that a request was refused because of its tools.
    func refusedTools() { state.withLock { $0.refusesTools = true } }

    /// Records a successful answer; one without a schema confirms that an earlier refusal was due to the schema.
    func answered(underSchema: Bool) {
        state.withLock { state in
            if state.mayRefuseSchema, !underSchema { state.refusesSchema = true }
            state.mayRefuseSchema = false
        }
    }

    /// How the server handles the extra members of messages that are sent back.
    var echo: EchoHabit { state.withLock { $0.echo } }

    /// Updates the echo habit.
    func changeEcho(_ change: (inout EchoHabit) -> Void) { state.withLock { change(&$0.echo) } }

    /// Records that an answer began with unmarked reasoning.
    func rememberReasoning() { state.withLock { $0.reasonsUntold = true } }

    /// Returns true if answers may begin with unmarked reasoning, judging by earlier answers or the model's name.
    func reasonsUntold(model: String) -> Bool {
        if state.withLock({ $0.reasonsUntold }) { return true }
        let name = model.lowercased()
        return ["-r1", "qwq", "thinking", "reasoner", "reasoning"].contains { name.contains($0) }
    }
}
