import Chains
import Platform

/// Keeps the calls of a client within what its server allows: all of them wait together, one behind the other.
///
/// Calls are admitted in the order of their coming, so that a large one is not passed by small ones for ever.
final class RateLimiter: Sendable {
    /// Told of every wait of a second or more when it begins, and with nil when it is over.
    typealias Listener = @Sendable (ServerWait?) -> Void

    private let server: String
    private let longestWait: Double
    private let listener: Listener
    private let state = Guarded(GovernorState())

    /// `longestWait`, in seconds, is what a call waits at most at a time.
    init(server: String, longestWait: Double, listener: @escaping Listener = { _ in }) {
        self.server = server
        self.longestWait = longestWait
        self.listener = listener
    }

    /// Tokens that the server allows a minute, where it said so.
    var tokensPerMinute: Int? { state.withLock { $0.tokens.map { Int(min($0.limit, 1e15)) } } }

    /// Waits until a call of so many tokens, the declared ceiling of its answer included, fits.
    ///
    /// Throws `ModelError.limited` where that takes too long, or `CancellationError`.
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
                // What is under way may give some of it back any moment.
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

    /// Lets everybody wait so many seconds, since the server refused a call for that limit.
    func pause(seconds: Double, limit: String) {
        let until = ContinuousClock.now + .seconds(min(max(seconds, 0), 86_400))
        state.withLock { state in
            if state.pause.map({ $0.until < until }) ?? true { state.pause = (until, limit) }
        }
    }

    /// Sends no more calls at once than are under way: the server refused one without saying which limit it met.
    func narrow() { state.withLock { $0.mostAtOnce = max(1, $0.inFlight) } }

    /// Takes a limit that a refusal named in words.
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

/// What a call waits for.
package struct ServerWait: Sendable, Equatable {
    /// How long from now, in seconds.
    package var seconds: Double
    /// As the end of a sentence that begins with "waits 12 s": "for Groq's limit of tokens a minute".
    package var reason: String
}

/// The leave to make one call; ends with the call, whatever becomes of it.
///
/// For one call, which asks it only from one task at a time.
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

    /// The server has answered, and counted the call among what its headers say.
    func learn(_ head: WebHead) {
        guard !isSeen else { return }
        isSeen = true
        governor.learn(head, of: tokens)
        // What is refused is not counted.
        if head.status >= 400 { used = LimitHeaders(head).tokens == nil ? 0 : tokens }
    }

    /// What the call took in the end, as the server counted it.
    func settle(used: Int) { self.used = min(used, tokens) }
}
