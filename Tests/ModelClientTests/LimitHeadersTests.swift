import Testing

@testable import ModelClient

@Suite struct LimitHeadersTests {
    @Test(
        arguments: [
            ("2m59.56s", 179.56), ("7.66s", 7.66), ("120ms", 0.12), ("1h2m3s", 3723), ("6m0s", 360), ("1s", 1),
            ("30", 30), ("1.5", 1.5), ("1d", 86_400), (" 2s ", 2), ("", nil), ("s", nil), ("2x", nil), ("soon", nil),
            ("-1", nil), ("1.2.3s", nil), ("inf", nil),
        ] as [(String, Double?)]) func `Spans of time are read`(text: String, seconds: Double?)
    {
        let read = LimitHeaders.seconds(text)
        #expect(seconds.map { abs(($0) - (read ?? -1)) < 1e-9 } ?? (read == nil))
    }

    @Test func `Groq's example is read`() {
        let fields = [
            ("x-ratelimit-limit-requests", "14400"), ("x-ratelimit-limit-tokens", "18000"),
            ("x-ratelimit-remaining-requests", "14370"), ("x-ratelimit-remaining-tokens", "17997"),
            ("x-ratelimit-reset-requests", "2m59.56s"), ("x-ratelimit-reset-tokens", "7.66s"),
        ].map { WebHead.Field(name: $0.0, value: $0.1) }
        let headers = LimitHeaders(WebHead(status: 200, fields: fields))
        #expect(headers.requests == .init(limit: 14_400, remaining: 14_370, reset: 179.56))
        #expect(headers.tokens == .init(limit: 18_000, remaining: 17_997, reset: 7.66))
        #expect(LimitHeaders(WebHead(status: 200, fields: [])).tokens == nil)
    }
}
