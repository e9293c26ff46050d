import Testing

@testable import ModelClient

@Suite struct OverflowTests {
    @Test func `llama_cpp gives figures`() {
        let body = #"{"error":{"code":400,"message":"too long","n_prompt_tokens":5031,"n_ctx":4096}}"#
        let overflow = Overflow(body: Array(body.utf8))
        #expect((overflow.window, overflow.prompt) == (4096, 5031))
        #expect(!overflow.isTooMuchAMinute)
    }

    @Test func `OpenAI and vLLM give words`() {
        let overflow = Overflow(
            message:
                "This model's maximum context length is 4,097 tokens. However, you requested 5000 tokens (3000 in the messages, 2000 in the completion). Please reduce"
        )
        #expect((overflow.window, overflow.prompt) == (4097, 3000))
    }

    @Test func `Groq's limits are read`() {
        let large = Overflow(
            message:
                "Request too large for model `x` in organization `org_1` service tier `on_demand` on tokens per minute (TPM): Limit 8000, Requested 32979, please reduce"
        )
        #expect((large.limit, large.requested, large.used) == (8000, 32_979, nil))
        #expect(large.isTooMuchAMinute && !large.isDaily)
        let full = Overflow(
            message:
                "Rate limit reached for model x on tokens per minute (TPM): Limit 15000, Used 11972, Requested 4351. Please try again in 5.289s. Visit y"
        )
        #expect((full.limit, full.used, full.requested, full.retryIn) == (15_000, 11_972, 4351, 5.289))
        #expect(!full.isTooMuchAMinute)
        let day = Overflow(
            message: "on tokens per day (TPD): Limit 100000, Used 99000, Requested 200000. Please try again in 14m24s.")
        #expect(day.isDaily && !day.isTooMuchAMinute && day.retryIn == 864)
    }

    @Test(arguments: ["", "no", "Limit", "maximum context length is many", "try again in a while"])
    func `Other words say nothing`(message: String) {
        #expect(Overflow(message: message) == Overflow())
    }
}
