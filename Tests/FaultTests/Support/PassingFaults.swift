import LoopbackServer
import Manuscript
import ModelClient

extension Fault {
    /// Faults that another try overcomes.
    static let passing: [Fault] = [
        once("429 with Retry-After") { _ in Raw.refusal(429, headers: ["Retry-After: 0.05"]) },
        once("429 without a word") { _ in Raw.refusal(429) },
        once("429 with limits that are used up") { _ in
            Raw.refusal(
                429,
                headers: [
                    "x-ratelimit-limit-tokens: 60000", "x-ratelimit-remaining-tokens: 0",
                    "x-ratelimit-reset-tokens: 120ms", "x-ratelimit-limit-requests: 14400",
                    "x-ratelimit-remaining-requests: 14370", "x-ratelimit-reset-requests: 2m59.56s",
                ])
        },
        once("429 in Groq's words") { _ in
            Raw.refusal(
                429,
                "Rate limit reached on tokens per minute (TPM): Limit 600000, Used 599000, Requested 4351. Please try again in 0.15s. Visit",
                code: "rate_limit_exceeded")
        },
        once("408") { _ in Raw.refusal(408) },
        once("409") { _ in Raw.refusal(409) },
        once("425") { _ in Raw.refusal(425) },
        once("500") { _ in Raw.refusal(500) },
        once("502 as a page") { _ in [.init(Raw.head(502, ["Content-Type: text/html"]) + "<html>Bad Gateway</html>")] },
        once("503 with Retry-After") { _ in Raw.refusal(503, headers: ["Retry-After: 0.05"]) },
        once("closed without an answer") { _ in [] },
        once("closed behind the head") { _ in Raw.events("") + [] },
        once("dropped in the head") { _ in [.init("HTTP/1.1 200 OK\r\nContent-Type: text/ev")] },
        once("a body that is cut short before any text") { _ in
            [.init(Raw.head(200, ["Content-Length: 5000"]) + ": soon\n\n")]
        },
        once("comments alone") { _ in Raw.events(": one\n\n: two\n\n") },
        once("an error object before any text") { _ in
            Raw.events("data: {\"error\":{\"message\":\"overloaded\",\"code\":503}}\n\n")
        },
        once("reasoning, then dropped") { _ in Raw.events(Chunk.delta(["reasoning": "Hm."])) },
        once("damaged JSON before any text") { _ in Raw.events("data: {\"choices\":[{\"delta\":{\"conte\n\n") },
        once("an empty answer once") { _ in Raw.events(Chunk.finish("stop") + Chunk.done) },
        Fault(
            testDescription: "stream_options refused", nature: .transient, end: .whole,
            answer: { exchange in
                exchange.request.json?["stream_options"] == nil ? nil : Raw.refusal(400, "unknown: stream_options")
            }),
        Fault(
            testDescription: "the ceiling is above the tokens of a minute", strikesAll: true, end: .whole,
            answer: { exchange in
                let (prompt, ceiling) = exchange.request.tokens
                guard ceiling > 2000 else {
                    // It counts next to nothing, so that nobody has to wait for the rest of the minute.
                    let usage = Chunk.usage(Usage(promptTokens: 1, completionTokens: 1))
                    return Raw.events(Raw.texts(exchange.text) + Chunk.finish("stop") + usage)
                }
                return Raw.refusal(
                    413,
                    "Request too large on tokens per minute (TPM): Limit \(prompt + 1800), Requested \(prompt + ceiling), please reduce",
                    code: "rate_limit_exceeded")
            }),
        Fault(
            testDescription: "the ceiling is above the window", end: .whole,
            answer: { exchange in
                let (prompt, ceiling) = exchange.request.tokens
                guard ceiling > 2000 else { return nil }
                return Raw.refusal(
                    400,
                    "This model's maximum context length is \(prompt + 1800) tokens. However, you requested \(prompt + ceiling) tokens (\(prompt) in the messages, \(ceiling) in the completion).",
                    code: "context_length_exceeded")
            }),
    ]

    /// Odd but complete answers.
    static let odd: [Fault] = [
        always("CRLF") { Raw.events(Raw.whole($0.text).replacing("\n", with: "\r\n")) },
        always("CR alone") { Raw.events(Raw.whole($0.text).replacing("\n", with: "\r")) },
        always("comments in between") { exchange in
            Raw.events(": hello\n\n" + Raw.whole(exchange.text).replacing("\n\n", with: "\n\n: ping\n\n"))
        },
        always("a byte at a time") { exchange in
            let bytes = Array(Raw.whole("🙂 é " + exchange.text).utf8)
            return [.init(Raw.head())] + bytes.map { Reply.Piece([$0]) }
        },
        always("no [DONE]") { Raw.events(Raw.texts($0.text) + Chunk.finish("stop")) },
        always("no reason, only [DONE]") { Raw.events(Raw.texts($0.text) + Chunk.done) },
        always("the reason twice") { exchange in
            Raw.events(Raw.texts(exchange.text) + Chunk.finish("stop") + Chunk.finish("stop") + Chunk.done + Chunk.done)
        },
        always("dropped behind the reason") { exchange in
            [.init(Raw.head(200, ["Content-Length: 99999"]) + Raw.texts(exchange.text) + Chunk.finish("stop"))]
        },
        always("gzip") { exchange in
            let head = Raw.head(200, ["Content-Type: text/event-stream", "Content-Encoding: gzip"])
            return [.init(Array(head.utf8) + Raw.gzip(Raw.whole(exchange.text)))]
        },
        always("chunks with a trailer") { exchange in
            let head = Raw.head(200, ["Content-Type: text/event-stream", "Transfer-Encoding: chunked"])
            return [.init(Array(head.utf8) + Raw.chunked(Raw.whole(exchange.text)))]
        },
        always("an interim head") { exchange in
            [.init("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + Raw.head() + Raw.whole(exchange.text))]
        },
        always("one JSON body") { exchange in
            let body: JSONValue = [
                "choices": [["message": ["content": .string(exchange.text)], "finish_reason": "stop"]]
            ]
            return [.init(Raw.head(200, ["Content-Type: application/json"]) + body.compact)]
        },
        always("lines that mean nothing") { exchange in
            let noise = "nonsense\nid: 7\nretry: 10\nevent: ping\ndata: pong\n\n:\n\ndata\n\n"
            return Raw.events("\u{FEFF}" + noise + Raw.texts(exchange.text) + noise + Chunk.finish("stop") + Chunk.done)
        },
        always("a line of 10 MB") { exchange in
            let line = ": " + String(repeating: "x", count: 10_485_760) + "\n\n"
            return Raw.events(Raw.texts(exchange.text) + line + Chunk.finish("stop") + Chunk.done)
        },
        always("invalid UTF-8 in the reasoning") { exchange in
            var bytes = Array((Raw.head() + Chunk.delta(["reasoning": "a?b"])).utf8)
            bytes = bytes.map { $0 == UInt8(ascii: "?") ? 0xFF : $0 }
            return [.init(bytes), .init(Raw.whole(exchange.text))]
        },
        always("reasoning before the answer") { exchange in
            Raw.events(Chunk.delta(["reasoning_content": "Hm."]) + Raw.whole("<think>So.</think>" + exchange.text))
        },
        always("no tokens counted, an empty list of choices") { exchange in
            let empty = "data: {\"choices\":[]}\n\ndata: {\"choices\":null,\"usage\":null}\n\n"
            return Raw.events(empty + Raw.texts(exchange.text) + empty + Chunk.finish("stop") + Chunk.done)
        },
    ]

    private static func once(_ name: String, _ answer: @escaping @Sendable (Exchange) -> [Reply.Piece]) -> Fault {
        Fault(testDescription: "\(name), then well", nature: .transient, times: 1, end: .whole, answer: answer)
    }

    private static func always(_ name: String, _ answer: @escaping @Sendable (Exchange) -> [Reply.Piece]) -> Fault {
        Fault(testDescription: name, nature: .odd, end: .whole, answer: answer)
    }
}
