import Manuscript
import Platform
import Testing

@testable import ModelClient

@Suite struct WaitTimeTests {
    /// Sunday, 6 November 1994, 08:49:37 in Greenwich.
    private let now = Date(timeIntervalSince1970: 784_111_777)

    private func isClose(_ found: Double?, _ expected: Double?) -> Bool {
        guard let found, let expected else { return found == nil && expected == nil }
        return abs(found - expected) < 0.01
    }

    @Test(
        arguments: [
            ("2m59.56s", 179.56), ("7.66s", 7.66), ("120ms", 0.12), ("1h2m3s", 3723), ("6m0s", 360), ("1s", 1),
            ("30", 30), ("1.5", 1.5), ("1d", 86_400), (" 2s ", 2), ("", nil), ("s", nil), ("2x", nil), ("soon", nil),
            ("-1", nil), ("1.2.3s", nil), ("inf", nil), ("nan", nil), ("5 minutes", 300), ("1 min 30 s", 90),
            ("1 minute and 5 seconds", 65), ("784111800", 23), ("784111800000", 23),
            ("Sun, 06 Nov 1994 08:50:00 GMT", 23), ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
            ("Sunday, 06-Nov-94 08:50:00 GMT", 23), ("Sun Nov  6 08:50:00 1994", 23), ("Sun Nov 06 08:50:00 1994", 23),
            ("Sun, 06 Nov 1994 08:50:00 -0000", 23), ("Sun, 06 Nov 1994 09:50:00 +0100", 23),
            ("Sun, 06 Nov 1994 03:20:00 -0530", 23), ("Sun, 06 Nov 1994 08:50:00 UTC", 23),
            ("Sun, 06 Nov 1994 08:50:00 XYZ", nil), ("Sunday, 06-Nov-94 08:50 GMT", nil),
            ("Sun Foo 6 08:50:00 1994", nil),
            ("Wednesday, 06-Nov-69 08:50:00 GMT", 2_366_841_623), ("00:00:02", 2), ("01:02:03.5", 3723.5),
            ("00:02", nil),
            ("1994-11-06T08:50:00Z", 23), ("1994-11-06T08:50:00.500Z", 23.5), ("1994-11-06 08:50:00 UTC", 23),
            ("1994-11-06T09:50:00+01:00", 23), ("1994-11-06T03:50:00-05:00", 23), ("1994-13-06T08:50:00Z", nil),
        ] as [(String, Double?)]) func `Headers and fields are read`(text: String, seconds: Double?)
    {
        // 1994 is too early for a moment in plain seconds: such numbers are spans.
        let isEarly = text.hasPrefix("7841")
        let read = WaitTime.seconds(
            isEarly
                ? String(Int(text).map { $0 + ($0 > 10_000_000_000 ? 1_000_000_000_000 : 1_000_000_000) } ?? 0) : text,
            now: isEarly ? now.addingTimeInterval(1_000_000_000) : now)
        #expect(isClose(read, seconds), "\(text): \(String(describing: read))")
    }

    @Test(
        arguments: [
            ("Rate limit reached. Please try again in 7.66s. Visit x", 7.66), ("Please try again in 1m26.4s.", 86.4),
            ("try again in 20ms", 0.02), ("Please retry in 38.804097346s.", 38.804), ("retry in 22 s", 22),
            ("Please retry after 26 seconds.", 26), ("Please wait 5 minutes before", 300),
            ("You must wait for another 2 minutes", 120), ("Try again in about 20 seconds", 20),
            ("{'retryDelay': '34s'}", 34), ("'retry_after': 3", 3), ("Limit resets at: 1994-11-06 08:50:00 UTC", 23),
            ("try again at 1994-11-06T08:50:00Z", 23), ("Retry after: 30", 30),
            ("blocked until 1994-11-06T08:50:00Z", 23),
            ("try again later", nil), ("waited 600 s", nil), ("try again in a while", nil), ("", nil),
            ("Try again in 1 hour 5 minutes", 3900), ("The next call is allowed after 2 seconds.", 2),
            ("Back off 2s", 2),
            ("Back off for 3 s", 3), ("请在 2 秒后重试", 2), ("请 1.5分钟后再试", 90), ("slow down for 2s", 2),
            ("Retry after 00:00:02", 2), ("Cooldown: 4s", 4), ("resets at 08:50:00", nil),
        ] as [(String, Double?)]) func `Words are read`(words: String, seconds: Double?)
    {
        let read = WaitTime.inWords(words, now: now)
        #expect(isClose(read, seconds), "\(words): \(String(describing: read))")
    }

    @Test(
        arguments: [
            (#"{"error":{"details":[{"@type":"RetryInfo","retryDelay":"34s"}]}}"#, 34),
            (#"{"cooldown_seconds": 2}"#, 2), (#"{"reset_seconds": 2}"#, 2), (#"{"error":{"backoff_ms":250}}"#, 0.25),
            (#"{"retry_after":"00:00:02"}"#, 2),
            (#"{"retry_after": 3}"#, 3), (#"{"error":{"retry_after_ms":250}}"#, 0.25),
            (#"{"error":{"metadata":{"headers":{"X-RateLimit-Reset":"1784111800000"}}}}"#, 1_000_000_023),
            (#"{"estimated_time": 20.5}"#, 20.5), (#"{"reset_at":"1994-11-06T08:50:00Z"}"#, 23),
            (#"{"error":"no"}"#, nil),
        ] as [(String, Double?)]) func `Fields of a refusal are read`(body: String, seconds: Double?) throws
    {
        #expect(isClose(WaitTime.inTree(try JSONValue(parsing: body), now: now), seconds), "\(body)")
    }

    @Test func `The most exact answer counts first`() {
        func asked(_ headers: [(String, String)], _ body: String = "", status: Int = 429) -> Double? {
            let fields = headers.map { WebHead.Field(name: $0.0, value: $0.1) }
            return ServerAnswer(head: WebHead(status: status, fields: fields), body: Array(body.utf8)).retryAfter
        }
        #expect(asked([("retry-after", "2"), ("retry-after-ms", "1500")]) == 1.5)
        #expect(asked([("retry-after", "2.25")], "try again in 9s") == 2.25)
        #expect(asked([], #"{"error":{"message":"try again in 9s"}}"#) == 9)
        #expect(asked([("x-ratelimit-reset", "12")]) == 12)
        #expect(asked([("x-ratelimit-reset-after", "0.5")]) == 0.5)
        #expect(asked([("ratelimit", "limit=10, remaining=0, reset=2")]) == 2)
        #expect(asked([("ratelimit", #""default";r=0;t=2"#)]) == 2)
        #expect(asked([("ratelimit", #""burst";r=0;t=2, "day";r=90;t=3000"#)]) == 2)
        #expect(asked([("ratelimit", #""burst";r=0;t=2,"minute";t=9;r=0"#)]) == 9)
        #expect(asked([("ratelimit", "limit=10, remaining=3, reset=2")]) == nil)
        #expect(asked([("x-ratelimit-remaining-tokens", "0"), ("x-ratelimit-reset-tokens", "2.1s")]) == 2.1)
        #expect(asked([("x-ratelimit-remaining-tokens", "5"), ("x-ratelimit-reset-tokens", "2.1s")]) == nil)
        #expect(asked([("ratelimit", "limit=10"), ("ratelimit-reset", "4")]) == 4)
        #expect(
            asked([
                ("x-ratelimit-limit-tokens", "100"), ("x-ratelimit-remaining-tokens", "0"),
                ("x-ratelimit-reset-tokens", "6m0s"),
            ]) == 360)
        // A model that cannot be had says nothing of waiting.
        #expect(asked([], "wait 5 minutes", status: 400) == nil)
        #expect(asked([], "The model is loading, try again in 20 seconds", status: 503) == 20)
        #expect(asked([("x-ratelimit-reset", "12")], status: 503) == nil)
    }
}
