import Testing

@testable import Chains

/// Errors of servers are told in plain words, and decide on retries.
struct ModelErrorTests {
    private func rejected(_ status: Int, code: String? = nil, _ message: String = "", retryAfter: Double? = nil)
        -> ModelError
    {
        .rejected(server: "S", status: status, code: code, message: message, retryAfter: retryAfter)
    }

    @Test(arguments: [
        (0.0, "0 s"), (-5, "0 s"), (0.2, "1 s"), (59.1, "1 min"), (60, "1 min"), (125, "2 min 5 s"), (3600, "1 h"),
        (12_000, "3 h 20 min"), (.infinity, "277777 h 46 min"), (1e300, "277777 h 46 min"),
    ])
    func aSpanIsInWords(seconds: Double, words: String) { #expect(ModelError.span(seconds) == words) }

    @Test(arguments: [
        (401, "refuses the key"), (404, "`:models`"), (413, "too large"), (429, "in a minute"), (503, "status 503"),
        (418, "status 418"),
    ])
    func aStatusHasItsSentence(status: Int, words: String) {
        let sentence = rejected(status, "no way").sentence
        #expect(sentence.contains(words) && sentence.contains("(no way)") && sentence.hasSuffix("."))
        #expect(!rejected(status).sentence.contains("("))
    }

    @Test func aWaitAndAPaymentAreNamed() {
        #expect(rejected(429, retryAfter: 75).sentence.contains("Try again in 1 min 15 s."))
        #expect(rejected(429, code: "insufficient_quota").sentence.contains("payment"))
    }

    @Test func numbersAreGrouped() {
        let sentence = ModelError.tooLarge(server: "S", prompt: 8000, answer: 64, allowed: 1_000_000, bound: .window)
            .sentence
        for number in ["8,064", "8,000", "64", "1,000,000"] { #expect(sentence.contains(number), "\(sentence)") }
    }

    @Test(arguments: [
        (500, ModelError.Prospect.fails), (520, .fails), (524, .fails), (529, .fails), (408, .passes), (409, .passes),
        (424, .passes), (425, .passes), (499, .passes), (506, .passes), (519, .passes), (525, .passes), (502, .away),
        (503, .away), (504, .away), (501, .stands), (505, .stands), (400, .stands), (401, .stands), (429, .stands),
    ])
    func aStatusDecidesOnARetry(status: Int, prospect: ModelError.Prospect) {
        #expect(rejected(status).prospect == prospect)
    }

    @Test func otherErrorsDecideToo() {
        #expect(ModelError.dropped(server: "S", reason: "r").prospect == .passes)
        #expect(ModelError.closed(server: "S").prospect == .fails)
        #expect(ModelError.notAModel(server: "S", status: 200, what: "w").prospect == .doubtful)
        #expect(ModelError.notAModel(server: "S", status: 301, what: "w").prospect == .stands)
        #expect(ModelError.unreachable(server: "S", reason: "r").prospect == .away)
        #expect(ModelError.emptyReply(server: "S").prospect == .redraws)
        #expect(ModelError.invalidSetting("x").prospect == .stands)
        #expect(
            ModelError.unreachable(server: "secret.example", reason: "r").brief == "the server cannot be reached (r)")
    }

    @Test(arguments: [
        (400, nil, "tools are not supported", true), (500, nil, "Failed to parse FUNCTION call", true),
        (400, "tool_use_failed", "", true), (422, nil, "", true), (422, nil, "context too long", false),
        (400, "context_length_exceeded", "with your tools", false), (401, nil, "tools", false), (400, nil, "", true),
        (400, nil, "Bad Request", true), (405, nil, "Method Not Allowed", true), (400, nil, "no", false),
        (400, nil, "当前模型不支持工具调用", true), (404, nil, "", false),
    ])
    func toolsMayBeTheReason(status: Int, code: String?, message: String, isAboutTools: Bool) {
        #expect(rejected(status, code: code, message).isAboutTools == isAboutTools)
    }
}
