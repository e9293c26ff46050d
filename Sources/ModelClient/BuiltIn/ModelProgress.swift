import Platform

/// A message about an installation under way.
package enum ModelProgress: Sendable, Equatable {
    /// Something began or ended.
    case step(String)
    /// How far a download or a copy is; the next one replaces it on a terminal.
    case amount(String)
}

/// Measures a download and words how far it is.
struct ModelMeter {
    private let start: ContinuousClock.Instant
    private let first: Int
    private let total: Int?
    private var last: ContinuousClock.Instant

    /// Begins at `first` bytes of `total`, if that is known.
    init(from first: Int, of total: Int?, now: ContinuousClock.Instant = .now) {
        self.first = first
        self.total = total
        start = now
        last = now
    }

    /// Returns the words for `done` bytes; nil if the last ones are less than a second old.
    mutating func words(_ done: Int, now: ContinuousClock.Instant = .now) -> String? {
        guard now - last >= .seconds(1) else { return nil }
        last = now
        return text(done, seconds: (now - start) / .seconds(1))
    }

    /// Returns the words for `done` bytes now.
    func text(_ done: Int) -> String { text(done, seconds: (ContinuousClock.now - start) / .seconds(1)) }

    /// Returns the words for `done` bytes after `seconds`: the amount, the speed and the time left.
    func text(_ done: Int, seconds: Double) -> String {
        let size = Files.amount
        let amount = total.map { "\(size(done)) of \(size($0))" } ?? size(done)
        let speed = Double(done - first) / max(seconds, 0.001)
        guard speed >= 1 else { return amount }
        let rate = "\(amount), \(size(Int(min(speed, 1e15)))) a second"
        guard let total, total > done else { return rate }
        return "\(rate), \(Self.span(Double(total - done) / speed)) left"
    }

    /// Returns a time in words: seconds up to two minutes, else minutes.
    private static func span(_ seconds: Double) -> String {
        seconds < 120 ? "\(Int(max(1, seconds.rounded(.up)))) s" : "\(Int(min(seconds / 60, 1e9).rounded(.up))) min"
    }
}
