/// The part of a server limit that is left, and the rate at which it is restored.
///
/// Servers restore it evenly: Groq's and OpenAI's refusals name the exact second at which the missing part is
/// available.
struct RateBudget: Equatable {
    /// The size of a full window.
    let limit: Double
    private var left: Double
    private let perSecond: Double
    private var since: ContinuousClock.Instant

    /// Takes a server's figures; `leastRate`, per second, applies if they give a lower rate or none.
    init(_ figures: LimitHeaders.Figures, leastRate: Double, now: ContinuousClock.Instant) {
        limit = Double(figures.limit)
        left = Double(figures.remaining)
        let used = Double(figures.limit - figures.remaining)
        let told = figures.reset.flatMap { $0 > 0 && used > 0 ? used / $0 : nil } ?? 0
        perSecond = max(told, leastRate)
        since = now
    }

    /// Returns the amount available now.
    func available(_ now: ContinuousClock.Instant) -> Double {
        min(limit, left + perSecond * max(0, (now - since) / .seconds(1)))
    }

    /// Returns the seconds until the amount is available; more than a full window counts as one.
    func wait(for amount: Double, _ now: ContinuousClock.Instant) -> Double {
        let missing = min(amount, limit) - available(now)
        guard missing > 0 else { return 0 }
        return perSecond > 0 ? missing / perSecond : .infinity
    }

    /// Uses an amount; a negative amount is returned to the budget.
    mutating func take(_ amount: Double, _ now: ContinuousClock.Instant) {
        left = min(limit, available(now) - amount)
        since = now
    }
}
