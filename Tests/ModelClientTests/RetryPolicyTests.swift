import Chains
import ModelClient
import Testing

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy()

    private func rejected(_ status: Int, _ retryAfter: Double? = nil) -> ModelError {
        .rejected(server: "S", status: status, code: nil, message: "", retryAfter: retryAfter)
    }

    @Test func `A passing fault is retried twice, each time later`() {
        for error in [
            rejected(408), rejected(409), rejected(424), rejected(425), rejected(499), rejected(500),
            .dropped(server: "S", reason: "r"),
            .timedOut(server: "S", phase: .connecting, seconds: 1),
            .timedOut(server: "S", phase: .firstByte, seconds: 1),
            .timedOut(server: "S", phase: .nextByte, seconds: 1),
        ] {
            #expect(policy.pause(after: error, tries: 0, jitter: 0.5) == 0.5)
            #expect(policy.pause(after: error, tries: 1, jitter: 0.5) == 1)
            #expect(policy.pause(after: error, tries: 2) == nil)
            #expect(RetryPolicy.never.pause(after: error, tries: 0) == nil)
        }
    }

    /// A restart takes up to two minutes: the pauses grow to a quarter of one, and together they are no longer than that.
    @Test func `A server that is away is waited for`() {
        for error in [rejected(502), rejected(503), rejected(504), .unreachable(server: "S", reason: "r")] {
            for jitter in [0, 0.5, 1] {
                var (waited, tries) = (0.0, 0)
                while let pause = policy.pause(after: error, tries: tries, waited: waited, jitter: jitter) {
                    #expect(pause > 0 && pause <= 15)
                    waited += pause
                    tries += 1
                }
                #expect(waited > 100 && waited <= 120)
                #expect(tries < 20)
            }
            #expect(RetryPolicy.never.pause(after: error, tries: 0) == nil)
        }
    }

    /// A call that fails is worth two more tries; if the server has worked, it may be restarting.
    @Test func `A server that fails is waited for if it has answered before`() {
        for error in [rejected(500), rejected(520), rejected(524), rejected(529), .closed(server: "S")] {
            #expect(policy.pause(after: error, tries: 1, jitter: 0.5) == 1)
            #expect(policy.pause(after: error, tries: 2) == nil)
            #expect(policy.pause(after: error, tries: 2, waited: 1.5, hasServed: true, jitter: 0.5) == 2)
            #expect(policy.pause(after: error, tries: 12, waited: 115, hasServed: true, jitter: 0.5) == nil)
            #expect(RetryPolicy.never.pause(after: error, tries: 0, hasServed: true) == nil)
        }
    }

    @Test func `An unusable reply gets one further try, or as many as others if the server has answered`() {
        let error = ModelError.notAModel(server: "S", status: 200, what: "a web page")
        #expect(policy.pause(after: error, tries: 0, jitter: 0.5) == 0.5 && policy.pause(after: error, tries: 1) == nil)
        #expect(policy.pause(after: error, tries: 1, hasServed: true, jitter: 0.5) == 1)
        #expect(policy.pause(after: error, tries: 2, hasServed: true) == nil)
        #expect(RetryPolicy.never.pause(after: error, tries: 0) == nil)
    }

    @Test func `A server that has never answered may have its own patience`() {
        let policy = RetryPolicy(awayAtFirst: 3)
        let error = ModelError.unreachable(server: "S", reason: "r")
        #expect(policy.pause(after: error, tries: 2, waited: 1.5, isKnown: false, jitter: 0.5) == nil)
        #expect(policy.pause(after: error, tries: 2, waited: 1.5, isKnown: true, jitter: 0.5) == 2)
    }

    @Test func `An empty answer is drawn again at once`() {
        #expect(policy.pause(after: .emptyReply(server: "S"), tries: 1) == 0)
        #expect(policy.pause(after: .emptyReply(server: "S"), tries: 2) == nil)
    }

    @Test func `Lasting failures stand`() {
        for error in [
            rejected(400), rejected(401), rejected(404), rejected(413), rejected(429), rejected(501), rejected(505),
            .onlyReasoned(server: "S"), .invalidSetting("s"), .noModel(reason: "r"),
        ] {
            #expect(error.prospect == .stands)
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
