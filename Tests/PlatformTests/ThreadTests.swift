import Platform
import Testing

/// The lock, and threads that Swift does not schedule.
struct ThreadTests {
    private struct Refused: Error, Equatable {}

    /// Runs the body on a thread of its own; nil where there is none to be had.
    private func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value? {
        await withCheckedContinuation { done in
            if !DetachedThread.start({ done.resume(returning: body()) }) { done.resume(returning: nil) }
        }
    }

    @Test func changesFromManyTasksAreAllCounted() async {
        let counter = Guarded(0)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { for _ in 0..<5000 { counter.withLock { $0 += 1 } } } }
        }
        #expect(counter.withLock { $0 } == 40_000)
    }

    @Test(.timeLimit(.minutes(5)))
    func changesFromManyThreadsAreAllCounted() async {
        let counts = Guarded([Int: Int]())
        await withTaskGroup(of: Bool?.self) { group in
            for number in 0..<6 {
                group.addTask {
                    await onThread {
                        for _ in 0..<2000 { counts.withLock { $0[number, default: 0] += 1 } }
                        return true
                    }
                }
            }
            for await began in group { #expect(began == true) }
        }
        let counted = counts.withLock { $0 }
        #expect(counted == Dictionary(uniqueKeysWithValues: (0..<6).map { ($0, 2000) }))
    }

    @Test func aLockGivesBackWhatItsBodyReturns() {
        let words = Guarded(["a"])
        let count = words.withLock {
            $0.append("b")
            return $0.count
        }
        #expect(count == 2)
        #expect(words.withLock { $0 } == ["a", "b"])
    }

    @Test func anErrorOpensTheLockAndKeepsTheChange() {
        let value = Guarded(1)
        #expect(throws: Refused()) {
            try value.withLock { value throws(Refused) in
                value = 2
                throw Refused()
            }
        }
        #expect(value.withLock { $0 } == 2)
    }

    @Test(.timeLimit(.minutes(5)))
    func aThreadRunsItsBodyOnce() async {
        let runs = Guarded(0)
        let name = await onThread {
            runs.withLock { $0 += 1 }
            return "done"
        }
        #expect(name == "done")
        #expect(runs.withLock { $0 } == 1)
    }

    @Test(.timeLimit(.minutes(5)))
    func aThreadTakesNoSignals() async {
        let masked = await onThread {
            var mask = sigset_t()
            pthread_sigmask(SIG_BLOCK, nil, &mask)
            return [SIGINT, SIGTERM, SIGWINCH, SIGCHLD].map { sigismember(&mask, $0) == 1 }
        }
        #expect(masked == [true, true, true, true])
    }

    @Test func theMakerKeepsItsOwnMask() {
        var before = sigset_t()
        var after = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &before)
        #expect(DetachedThread.start {})
        pthread_sigmask(SIG_BLOCK, nil, &after)
        for signal in [SIGINT, SIGTERM, SIGWINCH, SIGUSR1] {
            #expect(sigismember(&before, signal) == sigismember(&after, signal))
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func aThreadReleasesItsBody() async {
        let released = await withCheckedContinuation { done in
            let held = Held { done.resume(returning: true) }
            #expect(DetachedThread.start { withExtendedLifetime(held) {} })
        }
        #expect(released)
    }

    /// Says when it is given back.
    private final class Held: Sendable {
        private let end: @Sendable () -> Void
        init(_ end: @escaping @Sendable () -> Void) { self.end = end }
        deinit { end() }
    }
}
