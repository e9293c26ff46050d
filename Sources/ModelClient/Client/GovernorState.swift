/// The state of a rate limiter: the limits, the calls in flight, and the queue.
struct GovernorState {
    /// The result of requesting a permit.
    enum Step: Equatable {
        case admitted
        /// Other calls are ahead in the queue.
        case queued
        case wait(seconds: Double, limit: String)
    }

    var tokens: RateBudget?
    var requests: RateBudget?
    /// Nothing is sent before this time.
    var pause: (until: ContinuousClock.Instant, limit: String)?
    /// Calls that were sent and have not ended.
    var inFlight = 0
    /// The maximum number of parallel calls; nil means unlimited.
    var mostAtOnce: Int?
    /// Tokens of calls in flight whose answer has not begun: the server's figures do not include them yet.
    var unseen = 0.0
    private var waiting: [Int] = []
    private var lastTicket = 0
    private var admittedInARow = 0

    /// The number of admitted calls before one more parallel call is allowed.
    private static let patience = 8

    /// Takes a place at the end of the queue.
    mutating func draw() -> Int {
        lastTicket += 1
        waiting.append(lastTicket)
        return lastTicket
    }

    /// Removes a place from the queue.
    mutating func leave(_ ticket: Int) { waiting.removeAll { $0 == ticket } }

    /// Admits the call if it is first in the queue and fits, or returns how long it must wait.
    mutating func step(_ ticket: Int, tokens amount: Double, _ now: ContinuousClock.Instant) -> Step {
        guard waiting.first == ticket else { return .queued }
        if let pause {
            let left = (pause.until - now) / .seconds(1)
            if left > 0 { return .wait(seconds: left, limit: pause.limit) }
            self.pause = nil
        }
        if let mostAtOnce, inFlight >= mostAtOnce { return .queued }
        let forTokens = tokens?.wait(for: amount, now) ?? 0
        let forRequests = requests?.wait(for: 1, now) ?? 0
        if forTokens > 0 || forRequests > 0 {
            return forTokens >= forRequests
                ? .wait(seconds: forTokens, limit: "tokens-per-minute limit")
                : .wait(seconds: forRequests, limit: "limit of requests")
        }
        tokens?.take(amount, now)
        requests?.take(1, now)
        inFlight += 1
        unseen += amount
        widen()
        return .admitted
    }

    /// Applies the server's figures for tokens; they do not include calls still on their way to the server.
    mutating func learn(tokens figures: LimitHeaders.Figures, _ now: ContinuousClock.Instant) {
        var budget = RateBudget(figures, leastRate: Double(figures.limit) / 60, now: now)
        budget.take(max(0, unseen), now)
        tokens = budget
    }

    private mutating func widen() {
        guard let most = mostAtOnce else { return }
        admittedInARow += 1
        guard admittedInARow >= Self.patience else { return }
        admittedInARow = 0
        mostAtOnce = most + 1
    }
}
