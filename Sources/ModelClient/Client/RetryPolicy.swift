package import Chains

/// The rules for retrying failed calls.
package struct RetryPolicy: Sendable, Equatable {
    /// The maximum number of retries after failures.
    package var limit: Int
    /// The first pause in seconds; it doubles with each retry.
    package var base: Double
    /// The longest wait in seconds to accept from a server; if it asks for more, the call fails.
    package var longestWait: Double
    /// The maximum number of retries after rate-limit refusals.
    package var patience: Int
    /// How long to wait for an unreachable server, in seconds, all pauses together; it may be restarting.
    package var away: Double
    /// The same for a server that has never answered: its address may be wrong.
    package var awayAtFirst: Double

    /// The longest pause between retries of an unreachable server, in seconds.
    private static let longestStep = 15.0

    /// Creates a policy with the usual values unless given.
    ///
    /// The default longest wait is enough for a limit per minute.
    package init(
        limit: Int = 2, base: Double = 0.5, longestWait: Double = 75, patience: Int = 8, away: Double = 120,
        awayAtFirst: Double = 120
    ) {
        self.away = away
        self.awayAtFirst = awayAtFirst
        self.limit = limit
        self.base = base
        self.longestWait = longestWait
        self.patience = patience
    }

    /// A policy that never retries.
    package static var never: RetryPolicy { RetryPolicy(limit: 0, patience: 0, away: 0, awayAtFirst: 0) }

    /// Returns the pause before the next retry, in seconds; nil if the call is not retried.
    ///
    /// `tries` is the number of retries so far and `waited` the seconds waited before them; `isKnown` is true if the
    /// server has answered before; `hasServed` is true if it has given whole answers of its model. `jitter`, 0 to 1, spreads
    /// calls that failed together: the pause varies by a quarter either way.
    package func pause(
        after error: ModelError, tries: Int, waited: Double = 0, isKnown: Bool = true, hasServed: Bool = false,
        jitter: Double = .random(in: 0...1)
    ) -> Double? {
        var pause = usual(tries, jitter)
        if case .rejected(_, _, _, _, let asked?) = error {
            guard asked <= longestWait else { return nil }
            pause = max(asked, pause)
        }
        switch error.prospect {
        case .redraws: return tries < limit ? 0 : nil
        case .doubtful: return tries < (hasServed ? limit : min(limit, 1)) ? pause : nil
        case .passes: return tries < limit ? pause : nil
        case .fails where !hasServed: return tries < limit ? pause : nil
        case .away, .fails:
            if tries < limit { return pause }
            pause = min(pause, Self.longestStep)
            return pause > 0 && waited + pause <= (isKnown ? away : awayAtFirst) ? pause : nil
        case .stands: return nil
        }
    }

    /// Returns the pause for all calls after status 429, in seconds; nil if the call is not retried.
    ///
    /// `asked` is the wait that the server asks for. An unpaid account is not retried.
    package func pauseForLimit(
        code: String?, asked: Double?, tries: Int, jitter: Double = .random(in: 0...1)
    ) -> Double? {
        let lasting = ["insufficient_quota", "billing_hard_limit_reached", "billing_not_active"]
        guard tries < patience, !lasting.contains(code ?? "") else { return nil }
        guard let asked else { return min(usual(tries, jitter), longestWait) }
        // Waits a little longer than asked, since clocks differ and all other clients return at that very second.
        return asked <= longestWait ? asked + jitter * min(1, base + asked / 10) : nil
    }

    private func usual(_ tries: Int, _ jitter: Double) -> Double {
        base * Double(1 << min(tries, 16)) * (0.75 + jitter / 2)
    }
}
