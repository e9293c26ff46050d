import Chains
import ModelClient
import Testing

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy()

    private func rejected(_ status: Int, _ retryAfter: Double? = nil) -> ModelError {
        .rejected(server: "S", status: status, code: nil, message: "", retryAfter: retryAfter)
    }

    @Test func `Passing failures are tried again twice, each time later`() {
        for error in [
            rejected(408), rejected(409), rejected(425), rejected(500), rejected(503),
            .unreachable(server: "S", reason: "r"), .dropped(server: "S", reason: "r"),
            .timedOut(server: "S", phase: .connecting, seconds: 1),
        ] {
            #expect(policy.pause(after: error, tries: 0, jitter: 0.5) == 0.5)
            #expect(policy.pause(after: error, tries: 1, jitter: 0.5) == 1)
            #expect(policy.pause(after: error, tries: 2) == nil)
            #expect(RetryPolicy.never.pause(after: error, tries: 0) == nil)
        }
    }

    @Test func `Lasting failures stand`() {
        for error in [
            rejected(400), rejected(401), rejected(404), rejected(413), rejected(429), rejected(501),
            .emptyReply(server: "S"), .onlyReasoned(server: "S"),
            .timedOut(server: "S", phase: .firstByte, seconds: 1),
            .timedOut(server: "S", phase: .nextByte, seconds: 1),
        ] {
            #expect(policy.pause(after: error, tries: 0) == nil)
        }
    }

    @Test func `The server's wish counts up to its limit`() {
        #expect(policy.pause(after: rejected(503, 7), tries: 0) == 7)
        #expect(policy.pause(after: rejected(503, 76), tries: 0) == nil)
        #expect(policy.pauseForLimit(code: nil, asked: 60, tries: 7, jitter: 0) == 60)
        #expect(policy.pauseForLimit(code: nil, asked: 60, tries: 7, jitter: 1) == 61)
        #expect(policy.pauseForLimit(code: nil, asked: 76, tries: 0) == nil)
        #expect(policy.pauseForLimit(code: nil, asked: 1, tries: 8) == nil)
        #expect(policy.pauseForLimit(code: nil, asked: nil, tries: 2, jitter: 0.5) == 2)
        #expect(policy.pauseForLimit(code: "insufficient_quota", asked: 1, tries: 0) == nil)
        #expect(RetryPolicy.never.pauseForLimit(code: nil, asked: 1, tries: 0) == nil)
    }
}
