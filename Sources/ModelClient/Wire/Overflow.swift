import Manuscript
import Platform

/// What a refusal says of sizes: how much a request was, and how much there may be.
///
/// Known: llama.cpp's `n_ctx` and `n_prompt_tokens`; OpenAI's and vLLM's "maximum context length is 4096 tokens …
/// (3000 in the messages, 2000 in the completion)"; Groq's and OpenAI's "on tokens per minute (TPM): Limit 8000, Used
/// 100, Requested 9012 … try again in 5.289s".
struct Overflow: Equatable {
    /// Tokens that prompt and answer may take together.
    var window: Int?
    /// Tokens of the prompt, as the server counts them.
    var prompt: Int?
    /// A limit of tokens in a span of time, with what is used of it and what was asked for.
    var limit: Int?
    var used: Int?
    var requested: Int?
    /// Whether that span is a day.
    var isDaily = false
    /// Seconds after which a further try may do.
    var retryIn: Double?

    init() {}

    /// Reads the body of a refusal.
    init(body: [UInt8]) {
        let text = String(decoding: body.prefix(ServerComplaint.longest), as: UTF8.self)
        let tree = try? JSONValue(parsing: text)
        let error = tree?["error"] ?? tree
        self.init(message: ServerComplaint(body: Array(text.utf8)).message)
        window = error?["n_ctx"]?.int ?? window
        prompt = error?["n_prompt_tokens"]?.int ?? prompt
    }

    /// Reads the words of a refusal.
    init(message: String) {
        let said = message.lowercased()
        window = Self.number(after: ["maximum context length is ", "context window of "], in: said)
        if window != nil { prompt = Self.number(before: " in the messages", in: said) }
        isDaily = said.contains("per day") || said.contains("(rpd)") || said.contains("(tpd)")
        if said.contains("per min") || said.contains("per day") {
            limit = Self.number(after: ["limit ", "limit: "], in: said)
            used = Self.number(after: ["used ", "used: "], in: said)
            requested = Self.number(after: ["requested ", "requested: "], in: said)
        }
        if let mark = said.firstRange(of: "try again in ") {
            let span = said[mark.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "." }
            retryIn = LimitHeaders.seconds(span.hasSuffix(".") ? span.dropLast() : span)
        }
    }

    /// Whether the refusal is about tokens a minute, of which the request alone takes too many.
    var isTooMuchAMinute: Bool {
        guard let limit, let requested, !isDaily else { return false }
        return requested > limit
    }

    private static func number(after marks: [String], in text: String) -> Int? {
        for mark in marks {
            var rest = text[...]
            while let found = rest.firstRange(of: mark) {
                rest = rest[found.upperBound...]
                let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ",") }
                if let number = Int(digits.replacing(",", with: "")) { return number }
            }
        }
        return nil
    }

    private static func number(before mark: String, in text: String) -> Int? {
        guard let found = text.firstRange(of: mark) else { return nil }
        let digits = text[..<found.lowerBound].reversed().prefix { $0.isASCII && $0.isNumber }
        return Int(String(digits.reversed()))
    }
}
