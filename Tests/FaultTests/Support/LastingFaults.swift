import LoopbackServer
import Manuscript
import ModelClient

extension Fault {
    /// Faults that no other try overcomes.
    static let lasting: [Fault] = [
        lasting("401", "refuses the key (bad [key])", asked: 1) { _ in Raw.refusal(401, "bad \(secret)") },
        lasting("404", "does not know this model", asked: 1) { _ in Raw.refusal(404) },
        lasting("413 without figures", "too large for Loopback", asked: 1) { _ in Raw.refusal(413) },
        lasting("a quota that is used up", "asks for payment first", asked: 1) { _ in
            Raw.refusal(429, "You exceeded your current quota", code: "insufficient_quota")
        },
        lasting("a limit of a day", "Try again in 1 h", asked: 1) { _ in
            Raw.refusal(429, "on tokens per day (TPD): Limit 100000, Used 100000", headers: ["Retry-After: 3600"])
        },
        lasting("429 for ever", "is limiting requests now", asked: 5) { _ in
            Raw.refusal(429, headers: ["Retry-After: 0.01"])
        },
        lasting("500 for ever", "failed with status 500", asked: 3, mayBeAway: true) { _ in Raw.refusal(500) },
        lasting("501", "failed with status 501", asked: 1) { _ in Raw.refusal(501) },
        lasting("a request that is too large for a minute", "allows 300 a minute", asked: 1) { exchange in
            let (prompt, ceiling) = exchange.request.tokens
            return Raw.refusal(
                413, "on tokens per minute (TPM): Limit 300, Requested \(prompt + ceiling)", code: "rate_limit_exceeded"
            )
        },
        lasting("a window that is too small", "holds 300", asked: 1) { _ in
            let error: JSONValue = [
                "code": 400, "message": "the request exceeds the available context size",
                "type": "exceed_context_size_error", "n_prompt_tokens": 5031, "n_ctx": 300,
            ]
            let body = JSONValue.object(["error": error]).compact
            return [.init(Raw.head(400, ["Content-Type: application/json"]) + body)]
        },
        Fault(
            testDescription: "a window that is known to be too small",
            strikesAll: true, end: .failed("model's window holds 512"),
            outlineEnd: .failed("holds 512, so it was not sent"), asked: 0,
            choice: .init(contextWindow: 512)),
        lasting("a page", "answered with a web page") { _ in
            [.init(Raw.head(200, ["Content-Type: text/html"]) + "<html><body>Hello</body></html>")]
        },
        lasting("unexpected JSON", "answered with unexpected JSON") { _ in
            [.init(Raw.head(200, ["Content-Type: application/json"]) + #"{"hello":"world"}"#)]
        },
        lasting("a redirect", "a redirect to http://127.0.0.1:1/v1", asked: 1) { _ in
            [.init(Raw.head(307, ["Location: http://127.0.0.1:1/v1", "Content-Length: 0"]))]
        },
        lasting("no HTTP", "does not answer in plain http") { _ in [.init("SSH-2.0-nothing\r\n\r\n")] },
        Fault(
            testDescription: "empty for ever", end: .failed("sent no text for section"),
            outlineEnd: .failed("could not be read"), talkEnd: .failed("sent an answer without text"), asked: 3,
            answer: { _ in Raw.events(Chunk.finish("stop") + Chunk.done) }),
        Fault(
            testDescription: "reasoning that ate the budget",
            end: .failed("for reasoning and wrote nothing for section"),
            outlineEnd: .failed("for reasoning and wrote no text"),
            talkEnd: .failed("for reasoning and wrote no text"), asked: 1,
            answer: { _ in Raw.events(Chunk.delta(["reasoning": "Hm."]) + Chunk.finish("length") + Chunk.done) }),
    ]

    /// Faults that break off after some text.
    static let breaking: [Fault] = [
        breaking("dropped", "broke off before the answer was complete") { exchange in
            [.init(Raw.head(200, ["Content-Length: 99999"]) + Raw.texts(exchange.half))]
        },
        breaking("an end without a reason", "the stream ended early") { Raw.events(Raw.texts($0.half)) },
        breaking("an error object", "failed with status 503") { exchange in
            Raw.events(Raw.texts(exchange.half) + "data: {\"error\":{\"message\":\"overloaded\",\"code\":503}}\n\n")
        },
        breaking("an error event", "failed with status 500") { exchange in
            Raw.events(Raw.texts(exchange.half) + "event: error\ndata: {\"message\":\"gone\"}\n\n" + Chunk.done)
        },
        breaking("damaged JSON", "was damaged") { exchange in
            Raw.events(
                Raw.texts(exchange.half) + "data: {\"choices\":[{\"delta\":{\"conte\n\n" + Raw.whole(exchange.rest))
        },
        breaking("a chunk that is cut off", "broke off") { exchange in
            let head = Raw.head(200, ["Content-Type: text/event-stream", "Transfer-Encoding: chunked"])
            let bytes = Raw.chunked(Raw.texts(exchange.half))
            return [.init(Array(head.utf8) + bytes.dropLast(21) + Array("FFFF\r\n: x\n\n".utf8))]
        },
        // An outline of the sections that were complete is one.
        breaking("the limit of length", "ran into its length limit", outline: .whole, nature: .lasting) { exchange in
            Raw.events(Raw.texts(exchange.half) + Chunk.finish("length") + Chunk.done)
        },
        breaking("a content filter", "content filter", outline: .whole, nature: .lasting) { exchange in
            Raw.events(Raw.texts(exchange.half) + Chunk.finish("content_filter") + Chunk.done)
        },
        Fault(
            testDescription: "a stall behind half a text", nature: .transient,
            end: .failed("stopped sending for 1 seconds", keeps: true),
            outlineEnd: .failed("stopped sending"), limits: TransferLimits(idle: 0.3),
            answer: { [.init(Raw.head() + Raw.texts($0.half)), .init("", after: 600)] }),
    ]

    /// Faults of the connection, for every request.
    static let unreachable: [Fault] = [
        Fault(
            testDescription: "a refused connection", strikesAll: true,
            end: .failed("cannot be reached: connection refused"), address: { _ in "http://127.0.0.1:1/v1" }),
        Fault(
            testDescription: "a name that is not known", strikesAll: true,
            end: .failed("cannot be reached: its name is not known"),
            // A label of more than 63 letters (RFC 1035 §2.3.4): no resolver asks anybody for it.
            address: { _ in "https://\(String(repeating: "x", count: 70)).invalid/v1" }),
        Fault(
            testDescription: "no TLS", strikesAll: true, end: .failed("speaks http, not https"),
            address: { $0.replacing("http://", with: "https://") }, answer: { _ in [] }),
        Fault(
            testDescription: "silence", strikesAll: true, end: .failed("sent nothing for 1 seconds"),
            limits: TransferLimits(firstByte: 0.2), answer: { _ in [.init("", after: 600)] }),
        Fault(
            testDescription: "a head that comes too slowly", strikesAll: true, end: .failed("sent nothing for"),
            limits: TransferLimits(firstByte: 0.3),
            answer: { _ in [.init("HTTP/1.1 200 OK\r\n")] + (0..<6000).map { .init("X-\($0): x\r\n", after: 0.1) } }),
        Fault(
            testDescription: "a head without an end", strikesAll: true, end: .failed("broke off"),
            answer: { _ in
                let line = "X-Long: " + String(repeating: "x", count: 8000) + "\r\n"
                return [.init("HTTP/1.1 200 OK\r\n")] + (0..<200).map { _ in .init(line) }
            }),
    ]

    private static func lasting(
        _ name: String, _ sentence: String, asked: Int? = nil, mayBeAway: Bool = false,
        _ answer: @escaping @Sendable (Exchange) -> [Reply.Piece]
    ) -> Fault {
        Fault(testDescription: name, end: .failed(sentence), asked: asked, mayBeAway: mayBeAway, answer: answer)
    }

    private static func breaking(
        _ name: String, _ sentence: String, outline: Fault.End? = nil, nature: Fault.Nature = .transient,
        _ answer: @escaping @Sendable (Exchange) -> [Reply.Piece]
    ) -> Fault {
        Fault(
            testDescription: "\(name) behind half a text", nature: nature, end: .failed(sentence, keeps: true),
            outlineEnd: outline ?? .failed(sentence), answer: answer)
    }
}
