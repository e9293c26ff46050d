/// What a rate limiter knows: the limits, what is under way, and who waits.
struct GovernorState {
    /// What a call that asks is told.
    enum Step: Equatable {
        case admitted
        /// Others come first.
        case queued
        case wait(seconds: Double, limit: String)
    }

    var tokens: RateBudget?
    var requests: RateBudget?
    /// Nothing is sent before that.
    var pause: (until: ContinuousClock.Instant, limit: String)?
    /// Calls that were sent and are not over.
    var inFlight = 0
    /// How many may be; nil sets no bound.
    var mostAtOnce: Int?
    /// Tokens of calls that were sent and whose answer has not begun: the server's figures do not hold them yet.
    var unseen = 0.0
    private var waiting: [Int] = []
    private var lastTicket = 0
    private var admittedInARow = 0

    /// How many calls must go well before one more is tried at once.
    private static let patience = 8

    /// A place at the end of the line.
    mutating func draw() -> Int {
        lastTicket += 1
        waiting.append(lastTicket)
        return lastTicket
    }

    /// Gives a place up.
    mutating func leave(_ ticket: Int) { waiting.removeAll { $0 == ticket } }

    /// Admits the call whose turn it is, or says how long it has to wait.
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
                ? .wait(seconds: forTokens, limit: "limit of tokens a minute")
                : .wait(seconds: forRequests, limit: "limit of requests")
        }
        tokens?.take(amount, now)
        requests?.take(1, now)
        inFlight += 1
        unseen += amount
        widen()
        return .admitted
    }

    /// Takes the server's figures for tokens; what is on its way to the server is not in them.
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
