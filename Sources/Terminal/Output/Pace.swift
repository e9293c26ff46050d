/// A clock and a timer, passed in so that tests need not wait.
package struct Pace: Sendable {
    /// The time since a fixed moment.
    let now: @Sendable () -> Duration
    /// Runs an action once after a delay, on another thread.
    let later: @Sendable (Duration, @escaping @Sendable () -> Void) -> Void

    /// Makes a clock and timer.
    package init(
        now: @escaping @Sendable () -> Duration,
        later: @escaping @Sendable (Duration, @escaping @Sendable () -> Void) -> Void
    ) {
        self.now = now
        self.later = later
    }

    /// Returns the system's clock and timer.
    package static func system() -> Pace {
        let start = ContinuousClock.now
        return Pace(
            now: { ContinuousClock.now - start },
            later: { wait, action in
                Task {
                    try? await Task.sleep(for: wait)
                    action()
                }
            })
    }
}
