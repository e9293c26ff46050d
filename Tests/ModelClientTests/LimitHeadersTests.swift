import Testing

@testable import ModelClient

@Suite struct LimitHeadersTests {
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
