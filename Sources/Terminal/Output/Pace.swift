/// The time, and a way to do something a little later; handed in, so that tests need not wait.
package struct Pace: Sendable {
    /// The time since some fixed moment.
    let now: @Sendable () -> Duration
    /// Does something once, after a while, on another thread.
    let later: @Sendable (Duration, @escaping @Sendable () -> Void) -> Void

    /// Makes a source of time.
    package init(
        now: @escaping @Sendable () -> Duration,
        later: @escaping @Sendable (Duration, @escaping @Sendable () -> Void) -> Void
    ) {
        self.now = now
        self.later = later
    }

    /// The time of the system.
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
