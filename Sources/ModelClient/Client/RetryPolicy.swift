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
    /// How long in seconds a server that is away is waited for, all pauses together; it may restart meanwhile.
    package var away: Double
    /// The same for a server that has not answered yet: its address may be wrong.
    package var awayAtFirst: Double

    /// The longest pause in seconds before a server that is away is tried again.
    private static let longestStep = 15.0

    /// Makes a policy; the usual one unless given.
    ///
    /// Its longest wait is generous enough for a limit of a minute.
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

    /// A policy that never tries again.
    package static var never: RetryPolicy { RetryPolicy(limit: 0, patience: 0, away: 0, awayAtFirst: 0) }

    /// How long to pause in seconds before the next try; nil where the error stands.
    ///
    /// `tries` is the number of further tries so far and `waited` the seconds that were waited before them; `isKnown` says
    /// whether the server has answered before. `jitter`, 0 to 1, spreads callers that failed together over half of the pause.
    package func pause(
        after error: ModelError, tries: Int, waited: Double = 0, isKnown: Bool = true,
        jitter: Double = .random(in: 0...1)
    ) -> Double? {
        var pause = usual(tries, jitter)
        if case .rejected(_, _, _, _, let asked?) = error {
            guard asked <= longestWait else { return nil }
            pause = max(asked, pause)
        }
        switch error.prospect {
        case .passes: return tries < limit ? pause : nil
        case .redraws: return tries < limit ? 0 : nil
        case .away:
            if tries < limit { return pause }
            pause = min(pause, Self.longestStep)
            return pause > 0 && waited + pause <= (isKnown ? away : awayAtFirst) ? pause : nil
        case .stands: return nil
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
