import Chains
import ModelClient
import Platform
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

    @Test func `Retry-After is seconds or a date`() {
        let now = Date(timeIntervalSince1970: 784_111_777)
        #expect(RetryPolicy.seconds(retryAfter: "12", now: now) == 12)
        #expect(RetryPolicy.seconds(retryAfter: " 1.5 ", now: now) == 1.5)
        #expect(RetryPolicy.seconds(retryAfter: "Sun, 06 Nov 1994 08:50:00 GMT", now: now) == 23)
        #expect(RetryPolicy.seconds(retryAfter: "Sun, 06 Nov 1994 08:00:00 GMT", now: now) == 0)
        #expect(RetryPolicy.seconds(retryAfter: "soon", now: now) == nil)
        #expect(
            RetryPolicy.seconds(
                retryAfter: "Thu, 29 Feb 2024 00:00:00 GMT", now: Date(timeIntervalSince1970: 1_709_164_800)) == 0)
        #expect(
            RetryPolicy.seconds(
                retryAfter: "Fri, 01 Mar 2024 00:00:00 GMT", now: Date(timeIntervalSince1970: 1_709_164_800)) == 86_400)
    }
}
