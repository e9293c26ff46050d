package import Chains
package import Platform

/// When a call that failed is made again by itself.
package struct RetryPolicy: Sendable, Equatable {
    /// How many further tries there are at most.
    package var limit: Int
    /// The first pause in seconds; each further one is twice as long.
    package var base: Double
    /// The longest pause in seconds that a server may ask for; where it asks for more, its refusal stands.
    package var longestWait: Double

    /// Makes a policy; the usual one unless given.
    package init(limit: Int = 2, base: Double = 0.5, longestWait: Double = 20) {
        self.limit = limit
        self.base = base
        self.longestWait = longestWait
    }

    /// A policy that never tries again.
    package static var never: RetryPolicy { RetryPolicy(limit: 0) }

    /// How long to pause in seconds before the next try; nil where the error stands.
    ///
    /// `tries` is the number of further tries so far; `jitter`, 0 to 1, spreads callers that failed together over half
    /// of the pause.
    package func pause(after error: ModelError, tries: Int, jitter: Double = .random(in: 0...1)) -> Double? {
        guard tries < limit else { return nil }
        let usual = base * Double(1 << min(tries, 16)) * (0.75 + jitter / 2)
        switch error {
        case .unreachable:
            return usual
        case .rejected(_, let status, _, _, let retryAfter):
            guard status == 408 || status == 429 || status >= 500 else { return nil }
            guard let retryAfter else { return usual }
            return retryAfter <= longestWait ? max(retryAfter, usual) : nil
        default:
            return nil
        }
    }

    /// Reads a `Retry-After` header (RFC 9110 §10.2.3): seconds, or a date.
    ///
    /// Returns seconds from `now`, never below 0; nil where it is neither.
    package static func seconds(retryAfter: String, now: Date = Date()) -> Double? {
        if let seconds = Double(retryAfter.trimmed), seconds.isFinite { return max(0, seconds) }
        return HTTPDate.parse(retryAfter).map { max(0, $0.timeIntervalSince(now)) }
    }
}
