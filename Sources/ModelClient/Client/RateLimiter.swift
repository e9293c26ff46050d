import Chains
import Platform

/// Keeps a client's calls within the server's limits: they share one queue.
///
/// Calls are admitted in order of arrival, so that small ones do not starve a large one.
final class RateLimiter: Sendable {
    /// Called when a wait of a second or more begins, and with nil when it ends.
    typealias Listener = @Sendable (ServerWait?) -> Void

    private let server: String
    private let longestWait: Double
    private let listener: Listener
    private let state = Guarded(GovernorState())

    /// Creates a limiter; `longestWait`, in seconds, is the longest single wait of a call.
    init(server: String, longestWait: Double, listener: @escaping Listener = { _ in }) {
        self.server = server
        self.longestWait = longestWait
        self.listener = listener
    }

    /// Tokens per minute that the server allows, if known.
    var tokensPerMinute: Int? { state.withLock { $0.tokens.map { Int(min($0.limit, 1e15)) } } }

    /// Waits until a call of the given number of tokens fits; the number includes the maximum length of its answer.
    ///
    /// Throws `ModelError.limited` if the wait is too long, or `CancellationError`.
    func admit(tokens: Int) async throws -> Permit {
        let ticket = state.withLock { $0.draw() }
        var told: ContinuousClock.Instant?
        defer {
            state.withLock { $0.leave(ticket) }
            if told != nil { listener(nil) }
        }
        while true {
            try Task.checkCancellation()
            let now = ContinuousClock.now
            switch state.withLock({ $0.step(ticket, tokens: Double(tokens), now) }) {
            case .admitted:
                return Permit(governor: self, tokens: tokens)
            case .queued:
                try await Task.sleep(for: .milliseconds(20))
            case .wait(let seconds, let limit):
                // Calls in flight may free some of the budget at any moment.
                guard seconds <= longestWait || state.withLock({ $0.inFlight > 0 }) else {
                    throw ModelError.limited(server: server, limit: limit, seconds: seconds)
                }
                let end = now + .seconds(min(seconds, 86_400))
                if seconds >= 1, told.map({ $0 + .seconds(1) < end }) ?? true {
                    told = end
                    listener(ServerWait(seconds: seconds, reason: "for \(server)'s \(limit)"))
                }
                try await Task.sleep(for: .seconds(min(seconds, 0.2)))
            }
        }
    }

    /// Makes all calls wait the given number of seconds, since the server refused a call because of that limit.
    func pause(seconds: Double, limit: String) {
        let until = ContinuousClock.now + .seconds(min(max(seconds, 0), 86_400))
        state.withLock { state in
            if state.pause.map({ $0.until < until }) ?? true { state.pause = (until, limit) }
        }
    }

    /// Allows no more parallel calls than are in flight now: the server refused one without naming the limit.
    func narrow() { state.withLock { $0.mostAtOnce = max(1, $0.inFlight) } }

    /// Applies a limit that a refusal named.
    func learn(tokensPerMinute limit: Int, used: Int) {
        let figures = LimitHeaders.Figures(limit: limit, remaining: max(0, limit - used))
        state.withLock { $0.learn(tokens: figures, ContinuousClock.now) }
    }

    fileprivate func learn(_ head: WebHead, of tokens: Int) {
        let headers = LimitHeaders(head)
        state.withLock { state in
            state.unseen -= Double(tokens)
            let now = ContinuousClock.now
            if let figures = headers.tokens { state.learn(tokens: figures, now) }
            if let figures = headers.requests {
                state.requests = RateBudget(figures, leastRate: figures.reset == nil ? 1 : 0, now: now)
            }
        }
    }

    fileprivate func close(tokens: Int, used: Int, wasSeen: Bool) {
        state.withLock { state in
            state.inFlight -= 1
            if !wasSeen { state.unseen -= Double(tokens) }
            state.tokens?.take(Double(used - tokens), ContinuousClock.now)
        }
    }
}

/// A wait for a server.
package struct ServerWait: Sendable, Equatable {
    /// The length of the wait, in seconds.
    package var seconds: Double
    /// The reason, as the end of a sentence that begins with "waits 12 s": "for Groq's tokens-per-minute limit".
    package var reason: String
}

/// A permit for one call; released when the call ends, for whatever reason.
///
/// Not thread-safe: a call uses its permit from one task at a time.
final class Permit: @unchecked Sendable {
    private let governor: RateLimiter
    private let tokens: Int
    private var used: Int
    private var isSeen = false

    fileprivate init(governor: RateLimiter, tokens: Int) {
        self.governor = governor
        self.tokens = tokens
        used = tokens
    }

    deinit { governor.close(tokens: tokens, used: used, wasSeen: isSeen) }

    /// Records the answer's headers, whose figures include this call.
    func learn(_ head: WebHead) {
        guard !isSeen else { return }
        isSeen = true
        governor.learn(head, of: tokens)
        // Servers do not count a refused call.
        if head.status >= 400 { used = LimitHeaders(head).tokens == nil ? 0 : tokens }
    }

    /// Records the tokens that the server counted for the call.
    func settle(used: Int) { self.used = min(used, tokens) }
}
