import Platform
import Testing

@testable import ModelClient

@Suite struct BuiltInModelSupplyTests {
    /// A model that is no process: it runs until it is told otherwise.
    private final class Pretended: BuiltInService {
        let endpoint: BuiltInEndpoint
        private let runs = Guarded(true)

        init(number: Int) {
            endpoint = BuiltInEndpoint(
                baseURL: "http://127.0.0.1:\(number)/v1", apiKey: "k", model: "m", slots: 2, contextWindow: 4096)
        }

        var isRunning: Bool { runs.withLock { $0 } }
        func stop() async { runs.withLock { $0 = false } }
    }

    private final class Starter: Sendable {
        private let all = Guarded<[Pretended]>([])
        var count: Int { all.withLock { $0.count } }
        var last: Pretended? { all.withLock { $0.last } }

        func start() async throws -> any BuiltInService {
            try await Task.sleep(for: .milliseconds(20))
            return all.withLock { all in
                let next = Pretended(number: all.count + 1)
                all.append(next)
                return next
            }
        }
    }

    @Test func callersShareOneStart() async throws {
        let starter = Starter()
        let supply = BuiltInModelSupply { try await starter.start() }
        supply.prestart()
        let all = try await withThrowingTaskGroup(of: BuiltInEndpoint.self) { group in
            for _ in 0..<20 { group.addTask { try await supply.endpoint() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(all.count == 20 && Set(all.map(\.baseURL)) == ["http://127.0.0.1:1/v1"])
        #expect(starter.count == 1)
    }

    @Test func aDeadModelIsStartedAgainButNotForever() async throws {
        let starter = Starter()
        let time = Guarded(ContinuousClock.now)
        let supply = BuiltInModelSupply(now: { time.withLock { $0 } }, start: { try await starter.start() })
        for number in 1...3 {
            #expect(try await supply.endpoint().baseURL == "http://127.0.0.1:\(number)/v1")
            await starter.last?.stop()
        }
        await #expect(throws: BuiltInModelError.keepsEnding(starts: 3, reason: "it exited without a message")) {
            try await supply.endpoint()
        }
        time.withLock { $0 += .seconds(61) }
        #expect(try await supply.endpoint().baseURL == "http://127.0.0.1:4/v1")
    }

    @Test func aMissingModelCanBeRequestedRepeatedly() async throws {
        let supply = BuiltInModelSupply { throw BuiltInModelError.notInstalled }
        for _ in 0..<5 {
            await #expect(throws: BuiltInModelError.notInstalled) { try await supply.endpoint() }
        }
    }

    @Test func aCancelledCallerLeavesTheStartToOthers() async throws {
        let starter = Starter()
        let (gate, opening) = AsyncStream.makeStream(of: Void.self)
        let supply = BuiltInModelSupply {
            for await _ in gate { break }
            return try await starter.start()
        }
        let caller = Task { try await supply.endpoint() }
        try await Task.sleep(for: .milliseconds(20))
        caller.cancel()
        // The start cannot end before the gate opens, so the caller returns without it.
        await #expect(throws: CancellationError.self) { try await caller.value }
        opening.yield()
        #expect(try await supply.endpoint().baseURL == "http://127.0.0.1:1/v1")
        #expect(starter.count == 1)
    }

    @Test func stoppingEndsTheModel() async throws {
        let starter = Starter()
        let supply = BuiltInModelSupply { try await starter.start() }
        _ = try await supply.endpoint()
        await supply.stop()
        #expect(starter.last?.isRunning == false)
    }
}
