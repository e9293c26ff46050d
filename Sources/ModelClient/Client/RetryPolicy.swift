package import Chains

/// When a call that failed is made again by itself.
package struct RetryPolicy: Sendable, Equatable {
    /// How many further tries there are at most after failures.
    package var limit: Int
    /// The first pause in seconds; each further one is twice as long.
    package var base: Double
    /// The longest wait in seconds that a server may ask for; where it asks for more, its refusal stands.
    package var longestWait: Double
    /// How many further tries there are at most after refusals that only say "not now".
    package var patience: Int

    /// Makes a policy; the usual one unless given.
    ///
    /// Its longest wait is generous enough for a limit of a minute.
    package init(limit: Int = 2, base: Double = 0.5, longestWait: Double = 75, patience: Int = 8) {
        self.limit = limit
        self.base = base
        self.longestWait = longestWait
        self.patience = patience
    }

    /// A policy that never tries again.
    package static var never: RetryPolicy { RetryPolicy(limit: 0, patience: 0) }

    /// How long to pause in seconds before the next try, where nothing of the answer has come; nil where the error stands.
    ///
    /// `tries` is the number of further tries so far; `jitter`, 0 to 1, spreads callers that failed together over half
    /// of the pause.
    package func pause(after error: ModelError, tries: Int, jitter: Double = .random(in: 0...1)) -> Double? {
        guard tries < limit else { return nil }
        let usual = usual(tries, jitter)
        switch error {
        case .unreachable, .dropped, .timedOut(_, .connecting, _):
            return usual
        case .rejected(_, let status, _, _, let retryAfter):
            let passes = [408, 409, 425].contains(status) || status >= 500 && ![501, 505].contains(status)
            guard passes else { return nil }
            guard let retryAfter else { return usual }
            return retryAfter <= longestWait ? max(retryAfter, usual) : nil
        default:
            return nil
        }
    }

    /// How long all calls are to pause in seconds after a refusal with status 429; nil where it stands.
    ///
    /// `asked` is what the server asks for. What has to be paid for first is not tried again.
    package func pauseForLimit(
        code: String?, asked: Double?, tries: Int, jitter: Double = .random(in: 0...1)
    ) -> Double? {
        let lasting = ["insufficient_quota", "billing_hard_limit_reached", "billing_not_active"]
        guard tries < patience, !lasting.contains(code ?? "") else { return nil }
        guard let asked else { return min(usual(tries, jitter), longestWait) }
        // A little later than asked for, since clocks differ and everybody else comes at that very second.
        return asked <= longestWait ? asked + jitter * min(1, base + asked / 10) : nil
    }

    private func usual(_ tries: Int, _ jitter: Double) -> Double {
        base * Double(1 << min(tries, 16)) * (0.75 + jitter / 2)
    }
}
