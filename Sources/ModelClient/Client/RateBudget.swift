/// How much of one of a server's limits is left, and how fast it comes back.
///
/// Servers let it come back evenly: Groq's and OpenAI's refusals name the very second at which the missing part has.
struct RateBudget: Equatable {
    /// What a whole window holds.
    let limit: Double
    private var left: Double
    private let perSecond: Double
    private var since: ContinuousClock.Instant

    /// Takes a server's figures; `leastRate`, a second, stands where they give less or nothing.
    init(_ figures: LimitHeaders.Figures, leastRate: Double, now: ContinuousClock.Instant) {
        limit = Double(figures.limit)
        left = Double(figures.remaining)
        let used = Double(figures.limit - figures.remaining)
        let told = figures.reset.flatMap { $0 > 0 && used > 0 ? used / $0 : nil } ?? 0
        perSecond = max(told, leastRate)
        since = now
    }

    /// What may be used now.
    func available(_ now: ContinuousClock.Instant) -> Double {
        min(limit, left + perSecond * max(0, (now - since) / .seconds(1)))
    }

    /// Seconds until so much may be used; more than a whole window counts as one.
    func wait(for amount: Double, _ now: ContinuousClock.Instant) -> Double {
        let missing = min(amount, limit) - available(now)
        guard missing > 0 else { return 0 }
        return perSecond > 0 ? missing / perSecond : .infinity
    }

    /// Uses some; a negative amount gives it back.
    mutating func take(_ amount: Double, _ now: ContinuousClock.Instant) {
        left = min(limit, available(now) - amount)
        since = now
    }
}
