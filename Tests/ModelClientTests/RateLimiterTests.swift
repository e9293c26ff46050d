import Chains
import Platform
import Testing

@testable import ModelClient

@Suite(.timeLimit(.minutes(5))) struct RateLimiterTests {
    private let start = ContinuousClock.now

    private func head(_ status: Int = 200, tokens: (limit: Int, remaining: Int, reset: String)) -> WebHead {
        let fields = [
            ("limit", "\(tokens.limit)"), ("remaining", "\(tokens.remaining)"), ("reset", tokens.reset),
        ].map { WebHead.Field(name: "x-ratelimit-\($0.0)-tokens", value: $0.1) }
        return WebHead(status: status, fields: fields)
    }

    @Test func `A budget comes back evenly`() {
        // As Groq words it: limit 15000, used 11972, requested 4351: 5.29 seconds.
        var budget = RateBudget(.init(limit: 15_000, remaining: 3028), leastRate: 250, now: start)
        #expect(abs(budget.wait(for: 4351, start) - 5.292) < 0.001)
        #expect(budget.wait(for: 3028, start) == 0)
        #expect(budget.wait(for: 4351, start + .seconds(6)) == 0)
        budget.take(3028, start)
        #expect(budget.available(start) == 0)
        #expect(budget.available(start + .seconds(3600)) == 15_000)
        // More than a window is the same as a window: whether it may be sent at all is decided before.
        #expect(budget.wait(for: 1_000_000, start) == 60)
        budget.take(-99_999, start)
        #expect(budget.available(start) == 15_000)
    }

    @Test func `The announced rate is used if it is faster`() {
        let slow = RateBudget(.init(limit: 600, remaining: 0, reset: 6), leastRate: 10, now: start)
        #expect(slow.wait(for: 100, start) == 1)
        let untold = RateBudget(.init(limit: 600, remaining: 0), leastRate: 10, now: start)
        #expect(untold.wait(for: 100, start) == 10)
        let dead = RateBudget(.init(limit: 600, remaining: 0), leastRate: 0, now: start)
        #expect(dead.wait(for: 1, start) == .infinity)
    }

    @Test func `Calls wait in the order of their coming`() {
        var state = GovernorState()
        state.learn(tokens: .init(limit: 6000, remaining: 1000), start)
        let (large, small) = (state.draw(), state.draw())
        #expect(state.step(small, tokens: 10, start) == .queued)
        #expect(state.step(large, tokens: 2000, start) == .wait(seconds: 10, limit: "tokens-per-minute limit"))
        #expect(state.step(large, tokens: 2000, start + .seconds(10)) == .admitted)
        state.leave(large)
        #expect(state.step(small, tokens: 10, start + .seconds(11)) == .admitted)
    }

    @Test func `Calls on their way are not in the server's figures`() async throws {
        let governor = RateLimiter(server: "S", longestWait: 0)
        let first = try await governor.admit(tokens: 3000)
        let second = try await governor.admit(tokens: 3000)
        first.learn(head(tokens: (8000, 5000, "20s")))
        // 5000 less what the second has declared: 2000 are left.
        let third = try await governor.admit(tokens: 2000)
        second.settle(used: 3000)
        third.settle(used: 2000)
        #expect(governor.tokensPerMinute == 8000)
    }

    @Test func `Unused tokens of a call are returned`() async throws {
        let governor = RateLimiter(server: "S", longestWait: 0)
        do {
            let call = try await governor.admit(tokens: 8000)
            call.learn(head(tokens: (8000, 0, "60s")))
            call.settle(used: 500)
        }
        _ = try await governor.admit(tokens: 7400)
        await #expect(throws: ModelError.self) { _ = try await governor.admit(tokens: 7400) }
    }

    @Test func `A wait that is too long is reported`() async throws {
        let governor = RateLimiter(server: "Groq", longestWait: 5)
        governor.pause(seconds: 3000, limit: "limit of requests")
        let error = await caught { _ = try await governor.admit(tokens: 1) }
        guard case .limited("Groq", "limit of requests", let seconds) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect((2900...3000).contains(seconds))
        #expect(
            ModelError.limited(server: "Groq", limit: "limit of requests", seconds: 3000).sentence
                == "Groq's limit of requests is used up for 50 min, longer than Galley waits. Ask again then, or choose another `:model`."
        )
    }

    @Test func `A wait and its end are reported once, however many calls wait`() async throws {
        let told = Guarded<[ServerWait?]>([])
        let governor = RateLimiter(server: "Groq", longestWait: 7200) { wait in told.withLock { $0.append(wait) } }
        governor.pause(seconds: 3600, limit: "tokens-per-minute limit")
        let waiting = (0..<4).map { _ in Task { _ = try await governor.admit(tokens: 10) } }
        while told.withLock({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(5)) }
        // Some rounds more, in which nothing new is to be told.
        try await Task.sleep(for: .milliseconds(600))
        #expect(told.withLock { $0.map { $0?.reason } } == ["for Groq's tokens-per-minute limit"])
        for task in waiting { task.cancel() }
        for task in waiting { await #expect(throws: CancellationError.self) { try await task.value } }
        #expect(told.withLock { $0.last } == .some(nil))
    }

    @Test func `Ctrl-C ends a wait`() async throws {
        let governor = RateLimiter(server: "S", longestWait: 75)
        governor.pause(seconds: 60, limit: "limit")
        let waiting = Task { _ = try await governor.admit(tokens: 1) }
        try await Task.sleep(for: .milliseconds(20))
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
    }

    @Test func `Fewer calls go at once after an unexplained refusal, and more again later`() {
        var state = GovernorState()
        state.mostAtOnce = 1
        let (first, second) = (state.draw(), state.draw())
        #expect(state.step(first, tokens: 1, start) == .admitted)
        state.leave(first)
        #expect(state.step(second, tokens: 1, start) == .queued)
        state.inFlight = 0
        #expect(state.step(second, tokens: 1, start) == .admitted)
        state.leave(second)
        for _ in 0..<6 {
            state.inFlight = 0
            let ticket = state.draw()
            #expect(state.step(ticket, tokens: 1, start) == .admitted)
            state.leave(ticket)
        }
        #expect(state.mostAtOnce == 2)
    }
}
