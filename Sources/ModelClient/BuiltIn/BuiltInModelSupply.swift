package import Platform

/// A running model, as seen by its supply.
package protocol BuiltInService: Sendable {
    /// The server's address and limits.
    var endpoint: BuiltInEndpoint { get }
    /// True while the server runs.
    var isRunning: Bool { get }
    /// Stops the server and returns when it has ended.
    func stop() async
}

/// The only built-in model of the program: started when first needed, shared by all callers, restarted if it dies.
///
/// It never installs anything.
package actor BuiltInModelSupply {
    /// Starts a model.
    package typealias Start = @Sendable () async throws -> any BuiltInService

    /// The maximum number of starts within a minute: the first one and two restarts.
    static let startsPerMinute = 3

    private let start: Start
    private let now: @Sendable () -> ContinuousClock.Instant
    private var service: (any BuiltInService)?
    private var starting: Task<any BuiltInService, any Error>?
    private var starts: [ContinuousClock.Instant] = []
    private var waiters: [Int: CheckedContinuation<BuiltInEndpoint, any Error>] = [:]
    private var nextWaiter = 0
    private var lastReason = "it exited without a message"

    /// Creates a supply of an installed model; without a name, of the one chosen for this environment.
    package init(environment: ChildEnvironment, name: String? = nil) {
        self.init {
            let install = try BuiltInInstall(environment: environment)
            return try await BuiltInServer.start(install: install, environment: environment, name: name)
        }
    }

    /// Creates a supply with a custom start function and clock.
    package init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, start: @escaping Start) {
        self.now = now
        self.start = start
    }

    /// Starts the model in the background if it is not running; errors are reported by `endpoint()`.
    package nonisolated func prestart() {
        Task { _ = try? await self.endpoint() }
    }

    /// Returns the endpoint of the running model, starting it if necessary.
    ///
    /// Concurrent callers share one start. Throws `BuiltInModelError`, and `CancellationError` as soon as the calling
    /// task is cancelled; the start then continues for the next call.
    package func endpoint() async throws -> BuiltInEndpoint {
        if let service, service.isRunning { return service.endpoint }
        try beginStart()
        let waiter = nextWaiter
        nextWaiter += 1
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(throwing: CancellationError())
                } else {
                    waiters[waiter] = continuation
                }
            }
        } onCancel: {
            Task { await self.cancel(waiter) }
        }
    }

    /// Stops the model, or cancels its start, and returns when it has ended.
    ///
    /// A later `endpoint()` starts it again.
    package func stop() async {
        if let starting {
            starting.cancel()
            if case .success(let started) = await starting.result { await started.stop() }
        }
        let running = service
        service = nil
        await running?.stop()
    }

    private func beginStart() throws(BuiltInModelError) {
        guard starting == nil else { return }
        let time = now()
        starts.removeAll { time - $0 >= .seconds(60) }
        guard starts.count < Self.startsPerMinute else {
            throw .keepsEnding(starts: starts.count, reason: lastReason)
        }
        starts.append(time)
        service = nil
        let start = start
        let task = Task.detached { try await start() }
        starting = task
        Task { self.finish(await task.result) }
    }

    private func finish(_ result: Result<any BuiltInService, any Error>) {
        starting = nil
        switch result {
        case .success(let started):
            service = started
        case .failure(let error):
            // Only the server's own failures count: after installing the model, the user may retry at once.
            if case BuiltInModelError.startFailed(let reason) = error {
                lastReason = reason
            } else {
                _ = starts.popLast()
            }
        }
        let answered = waiters
        waiters = [:]
        for continuation in answered.values { continuation.resume(with: result.map(\.endpoint)) }
    }

    private func cancel(_ waiter: Int) {
        waiters.removeValue(forKey: waiter)?.resume(throwing: CancellationError())
    }
}
