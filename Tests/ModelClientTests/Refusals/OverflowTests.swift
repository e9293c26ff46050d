import Testing

@testable import ModelClient

@Suite struct OverflowTests {
    private func read(_ message: String, sent: Int? = nil) -> Overflow {
        Overflow(RefusalText(message, status: 400), sent: sent)
    }

    @Test func `llama_cpp gives figures`() {
        let body = #"{"error":{"code":400,"message":"too long","n_prompt_tokens":5031,"n_ctx":4096}}"#
        let overflow = Overflow(RefusalText(body: Array(body.utf8), status: 400))
        #expect((overflow.window, overflow.prompt) == (4096, 5031))
        #expect(!overflow.isTooMuchAMinute)
    }

    @Test func `OpenAI and vLLM give words`() {
        let overflow = read(
            "This model's maximum context length is 4,097 tokens. However, you requested 5000 tokens (3000 in the messages, 2000 in the completion). Please reduce"
        )
        #expect((overflow.window, overflow.prompt) == (4097, 3000))
    }

    @Test func `Groq's limits are read`() {
        let large = read(
            "Request too large for model `x` in organization `org_1` service tier `on_demand` on tokens per minute (TPM): Limit 8000, Requested 32979, please reduce"
        )
        #expect((large.limit, large.requested, large.used) == (8000, 32_979, nil))
        #expect(large.isTooMuchAMinute && !large.isDaily)
        let full = read(
            "Rate limit reached for model x on tokens per minute (TPM): Limit 15000, Used 11972, Requested 4351. Please try again in 5.289s. Visit y"
        )
        #expect((full.limit, full.used, full.requested) == (15_000, 11_972, 4351))
        #expect(!full.isTooMuchAMinute)
        let day = read(
            "on tokens per day (TPD): Limit 100000, Used 99000, Requested 200000. Please try again in 14m24s.")
        #expect(day.isDaily && !day.isTooMuchAMinute)
    }

    @Test(arguments: ["", "no", "Limit", "maximum context length is many", "try again in a while"])
    func `Other words say nothing`(message: String) {
        #expect(read(message) == Overflow())
    }

    /// A wording with its numbers: what was sent, and what is read.
    struct Wording: Sendable {
        let says: String
        var sent = 8192
        var window: Int?
        var prompt: Int?
        var ceiling: Int?
    }

    static let wordings = [
        Wording(
            says:
                "'max_tokens' or 'max_completion_tokens' is too large: 7978. This model's maximum context length is 8192 tokens and your request has 235 input tokens (7978 > 8192 - 235). None",
            sent: 7978, window: 8192, prompt: 235),
        Wording(
            says:
                "This endpoint's maximum context length is 32768 tokens. However, you requested about 40652 tokens (7000 of text input, 884 of tool input, 32768 in the output).",
            sent: 32_768, window: 32_768, prompt: 7884),
        Wording(
            says:
                "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4097. Given: 310 `inputs` tokens and 8192 `max_new_tokens`",
            window: 4097, prompt: 310),
        Wording(
            says: "Input validation error: `max_new_tokens` must be <= 192. Given: 200", sent: 200, ceiling: 192),
        Wording(
            says:
                "input length and `max_tokens` exceed context limit: 1990 + 8192 > 10000, decrease input length or `max_tokens` and try again",
            window: 10_000, prompt: 1990),
        Wording(
            says: "max_tokens: 8192 > 4096, which is the maximum allowed number of output tokens for claude-3-opus",
            ceiling: 4096),
        Wording(says: "Invalid max_tokens value, the valid range of max_tokens is [1, 4096]", ceiling: 4096),
        Wording(
            says: "<400> InternalError.Algo.InvalidParameter: Range of max_tokens should be [1,2048]", ceiling: 2048),
        Wording(
            says:
                "`max_tokens` must be less than or equal to `4096`, the maximum value for `max_tokens` is less than the `context_window` for this model",
            ceiling: 4096),
        Wording(
            says:
                "max_tokens is too large: 8192. This model supports at most 4096 completion tokens, whereas you provided 8192.",
            ceiling: 4096),
        Wording(
            says:
                "The parameter max_tokens specified in the request is not valid: integer above maximum value, expected a value <= 4,096, but got 8192 instead.",
            ceiling: 4096),
        Wording(
            says:
                "Unable to submit request because it has a maxOutputTokens value of 8192 but the supported range is from 1 (inclusive) to 2049 (exclusive).",
            ceiling: 2048),
        Wording(
            says:
                "The maximum tokens you requested exceeds the model limit of 2048. Try again with a maximum tokens value that is lower than 2048.",
            ceiling: 2047),
        Wording(
            says:
                "too many tokens: max tokens must be less than or equal to 4000, the maximum output length for this model - received 8192.",
            ceiling: 4000),
        Wording(
            says:
                "too many tokens: total number of tokens (prompt and prediction) cannot exceed 4081 - received 8500. Try using a shorter prompt or a smaller max_tokens value.",
            window: 4081),
        Wording(
            says:
                "Requested token count exceeds the model's maximum context length of 8192 tokens. You requested a total of 8492 tokens: 300 tokens from the input messages and 8192 tokens for the completion.",
            window: 8192, prompt: 300),
        Wording(
            says: "Please reduce the length of the messages or completion. Current length is 8600 while limit is 8192",
            window: 8192, prompt: 408),
        Wording(
            says:
                "Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.",
            window: 4096),
        Wording(says: "Requested tokens (8300) exceed context window of 4096", window: 4096),
        Wording(says: "The answer may have 3000 output tokens at most, 8192 is too much.", ceiling: 3000),
        Wording(says: "num_predict 8192 exceeds what this server grants (1500)", ceiling: 1500),
        Wording(says: "max_tokens must not exceed 2k", ceiling: 2000),
        Wording(says: "max_tokens is limited to 1.500 tokens.", ceiling: 1500),
        Wording(says: "max_tokens may be at most 1 500.", ceiling: 1500),
        Wording(says: "prompt (265) + max_tokens (8192) > n_ctx (3000)", window: 3000, prompt: 265),
        Wording(says: "max_tokens (8192) + prompt (265) > n_ctx (3000)", window: 3000, prompt: 265),
        Wording(says: "the prompt's 265 + 8192 > 3,000 tokens", window: 3000, prompt: 265),
        Wording(says: "prompt (265) + max_tokens (8192) exceeds the context of 3000", window: 3000, prompt: 265),
        Wording(
            says: "Requested generation length 8192 is not possible! The provided model supports 1500 tokens at most",
            ceiling: 1500),
        Wording(says: "The maximum number of generated tokens for this model is 1500 tokens", ceiling: 1500),
        Wording(says: "max_new_tokens must be in the interval (0, 1500]", ceiling: 1500),
        Wording(says: "#/max_tokens: 8192 is not less or equal to 1500", ceiling: 1500),
        Wording(says: "output limit exceeded: requested 8192, limit 1500", ceiling: 1500),
        Wording(says: "over the output cap of 1500", ceiling: 1500),
        Wording(says: "session length limit is 3000, but the input has 265 tokens", window: 3000, prompt: 265),
        Wording(says: "the input has 265 tokens, and the session length is limited to 3000", window: 3000, prompt: 265),
        Wording(
            says:
                "The sum of prompt length (265.0) and query length (0) max_tokens (8192) should not exceed max_num_tokens (3000)",
            window: 3000, prompt: 265),
        Wording(says: "prompt tokens + max_tokens > 3000", window: 3000),
        Wording(says: "Too long: the context window has 3k", window: 3000),
        Wording(says: "This exceeds the 128k context window", sent: 131_072, window: 128_000),
        Wording(says: "max_tokens 参数非法：最大值为4096", ceiling: 4096),
        Wording(says: "输出长度不能超过1500个token", ceiling: 1500),
        Wording(says: "请求超过模型的上下文长度3000", window: 3000),
        Wording(says: "max_tokens 参数非法，限制为 [1, 2000]", ceiling: 2000),
        Wording(says: "8192 and 208 make 8400 tokens, which is above the context of 6000.", window: 6000, prompt: 208),
    ]

    @Test(arguments: wordings) func `Sizes are read in any wording`(wording: Wording) {
        let read = read(wording.says, sent: wording.sent)
        #expect(read.window == wording.window, "\(wording.says)")
        #expect(read.prompt == wording.prompt, "\(wording.says)")
        #expect(read.ceiling == wording.ceiling, "\(wording.says)")
    }

    @Test func `A prompt that was not counted to its end is known as such`() {
        let read = read(
            "This model's maximum context length is 8192 tokens. However, you requested 8000 output tokens and your prompt contains at least 193 input tokens, for a total of at least 8193 tokens.",
            sent: 8000)
        #expect((read.window, read.prompt, read.isAtLeast) == (8192, 193, true))
    }

    @Test func `Numbers in words with marks between thousands are whole, and ranges are two`() {
        #expect(WordPattern("at most {n} of").numbers(in: "at most 131,072 of")?["n"] == 131_072)
        #expect(WordPattern("[{a},{b}]").numbers(in: "[1,4096]") == ["a": 1, "b": 4096])
        #expect(WordPattern("{n} tokens").numbers(in: "of 12 or 34 tokens")?["n"] == 34)
        #expect(WordPattern("a*{n}").numbers(in: "a b c 5")?["n"] == 5)
        #expect(WordPattern("of {n} tok").numbers(in: "of 131 072 tok")?["n"] == 131_072)
        #expect(WordPattern("of {n} tok").numbers(in: "of 1.500 tok")?["n"] == 1500)
        #expect(WordPattern("of {n},").numbers(in: "of 32k, 4k")?["n"] == 32_000)
        #expect(WordPattern("of {n}").numbers(in: "of 2kb")?["n"] == 2)
        #expect(WordPattern.all(in: "12 34 or 0 500, 4k and 3kg") == [12, 34, 0, 500, 4000])
        #expect(WordPattern("up to {n}").numbers(in: "up to many") == nil)
        #expect(WordPattern("up to {n}").numbers(in: "up to 99999999999999999999") == nil)
        #expect(WordPattern.all(in: "gpt-4o has 4096, not 1.5 or 12").contains(4096))
        #expect(!WordPattern.all(in: "gpt-4o").contains(4))
    }
}
