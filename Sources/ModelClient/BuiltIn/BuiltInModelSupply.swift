package import Platform

/// A running model as its supply sees it.
package protocol BuiltInService: Sendable {
    /// Where it listens.
    var endpoint: BuiltInEndpoint { get }
    /// Whether it still runs.
    var isRunning: Bool { get }
    /// Ends it and returns when it is gone.
    func stop() async
}

/// The one built-in model of a galley: started when first asked for, shared by all callers, started again when it died.
///
/// It never installs anything.
package actor BuiltInModelSupply {
    /// A way to start a model.
    package typealias Start = @Sendable () async throws -> any BuiltInService

    /// Starts within the last minute after which no further one is tried: the first, and two restarts.
    package static let startsPerMinute = 3

    private let start: Start
    private let now: @Sendable () -> ContinuousClock.Instant
    private var service: (any BuiltInService)?
    private var starting: Task<any BuiltInService, any Error>?
    private var starts: [ContinuousClock.Instant] = []
    private var waiters: [Int: CheckedContinuation<BuiltInEndpoint, any Error>] = [:]
    private var nextWaiter = 0
    private var lastReason = "it ended without a word"

    /// Makes a supply of the model that is installed for this environment.
    package init(environment: ChildEnvironment) {
        self.init {
            let install = try BuiltInInstall(environment: environment)
            return try await BuiltInServer.start(install: install, environment: environment)
        }
    }

    /// Makes a supply with its own way to start, and its own clock.
    package init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, start: @escaping Start) {
        self.now = now
        self.start = start
    }

    /// Begins to start the model in the background, where that has not been done; errors wait for `endpoint()`.
    package nonisolated func prestart() {
        Task { _ = try? await self.endpoint() }
    }

    /// The endpoint of the running model, started first where need be.
    ///
    /// Callers at the same time share one start. Throws `BuiltInModelError`, and `CancellationError` as soon as the
    /// calling task is cancelled: the start goes on, for the next call.
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

    /// Ends the model, or its start, and returns when it is gone.
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
            // Only what the server did counts: who installs the model now may ask again at once.
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
