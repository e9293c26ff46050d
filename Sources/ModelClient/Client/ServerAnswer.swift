import Chains
import Platform

/// A complete answer that is not streamed: a list of models, or an error.
struct ServerAnswer {
    let head: WebHead
    /// The body, possibly cut at the limit.
    let body: [UInt8]
    /// The HTTP status, or the usual one for what the body says.
    let status: Int

    /// The maximum length of a list of models, in bytes.
    static let listLimit = 8_388_608

    init(head: WebHead, body: [UInt8]) {
        self.head = head
        self.body = body
        status = Self.meaning(of: head.status, body)
    }

    /// Returns the usual status for a limit or a model that is being loaded, which some servers report as 400, 403 or 404.
    private static func meaning(of status: Int, _ body: [UInt8]) -> Int {
        guard [400, 403, 404].contains(status) else { return status }
        // A status 400 is about limits only if the server says so plainly.
        let limits = ["rate limit exceeded", "rate_limit_exceeded", "too many requests"]
        let text = String(decoding: body.prefix(4096), as: UTF8.self).lowercased()
        if (status == 403 ? limits + ["rate limit", "rate_limit", "ratelimit"] : limits).contains(where: text.contains)
        {
            return 429
        }
        return ["is loading", "still loading", "currently loading", "being loaded"].contains(where: text.contains)
            ? 503 : status
    }

    /// Reads a transfer to its end.
    ///
    /// Throws `TransferError`, or `CancellationError`.
    init(reading transfer: WebTransfer) async throws {
        var events = transfer.events.makeAsyncIterator()
        guard case .head(let head) = try await events.next() else {
            try Task.checkCancellation()
            throw TransferError.closed
        }
        try await self.init(head: head, rest: &events, limit: Self.listLimit)
    }

    /// Reads the rest of a transfer after its head, up to `limit` bytes.
    init(
        head: WebHead, rest: inout AsyncThrowingStream<TransferEvent, any Error>.Iterator, limit: Int
    ) async throws {
        var body: [UInt8] = []
        while body.count < limit, let event = try await rest.next(isolation: #isolation) {
            if case .body(let bytes) = event { body += bytes }
        }
        try Task.checkCancellation()
        self.init(head: head, body: body)
    }

    /// The kind of body, in words.
    var kind: String {
        let text = String(decoding: body.prefix(4096), as: UTF8.self)
        if text.trimmed.isEmpty { return "nothing" }
        if ServerErrorBody.isMarkup(text) { return "a web page" }
        return text.trimmed.first == "{" || text.trimmed.first == "[" ? "unexpected JSON" : "plain text"
    }

    /// Seconds to wait, from the server's headers (RFC 9110 §10.2.3), its message or its rate limits.
    var retryAfter: Double? {
        for name in ["retry-after-ms", "x-ms-retry-after-ms"] {
            if let exact = head[name].flatMap({ Double($0.trimmed) }), exact.isFinite, exact >= 0 {
                return exact / 1000
            }
        }
        if let told = head["retry-after"].flatMap({ WaitTime.seconds($0) }) { return told }
        guard [408, 409, 425, 429].contains(status) || status >= 500 else { return nil }
        let text = RefusalText(body: body, status: status)
        return text.tree.flatMap { WaitTime.inTree($0) } ?? WaitTime.inWords(text.words)
            ?? (status == 429 ? LimitHeaders(head).untilFree : nil)
    }

    /// Returns the error for an answer with an error status.
    func error(_ endpoint: Endpoint) -> ModelError {
        if (300..<400).contains(status) {
            let target = head["location"].map { " to \($0.cleanLine(limit: 120))" } ?? ""
            return .notAModel(server: endpoint.service, status: status, what: "a redirect\(target)")
        }
        if endpoint.isPlain, asksForTLS { return endpoint.speaksTLS }
        let complaint = ServerErrorBody(body: body)
        // A web page with 404 or 405 means that the address is wrong; other statuses have other causes.
        if kind == "a web page", status == 404 || status == 405 {
            let title = complaint.message.cleanLine(limit: 80)
            let what = title.isEmpty ? "a web page" : "a web page, “\(title)”"
            return .notAModel(server: endpoint.service, status: status, what: what)
        }
        return complaint.error(
            server: endpoint.service, status: status, retryAfter: retryAfter, secret: endpoint.apiKey)
    }

    /// True if the server reports plain HTTP on a port that expects TLS.
    ///
    /// nginx: "The plain HTTP request was sent to HTTPS port"; Go and Caddy: "Client sent an HTTP request to an HTTPS
    /// server."; Apache: "You're speaking plain HTTP to an SSL-enabled server port".
    private var asksForTLS: Bool {
        guard [400, 403, 421, 426, 497].contains(status) else { return false }
        let text = String(decoding: body.prefix(4096), as: UTF8.self).lowercased()
        return [
            "plain http request was sent to https port", "http request to an https server", "speaking plain http to an",
            "requires https", "https required", "https is required",
        ].contains { text.contains($0) }
    }
}

extension Endpoint {
    /// The error for plain HTTP sent to a server that expects TLS.
    var speaksTLS: ModelError {
        .invalidSetting(
            "\(service) speaks https, and the address says http. Use \(secureURL) (`--base-url`, `:set baseURL`).")
    }

    /// The same address with https.
    fileprivate var secureURL: String { "https\(baseURL.dropFirst(4))" }
}

extension ModelError {
    /// Turns a transfer error into a message for people.
    init(_ error: TransferError, _ endpoint: Endpoint) {
        let server = endpoint.service
        switch error {
        case .unreachable(let reason, _):
            self = .unreachable(server: server, reason: reason)
        case .proxy(let failure):
            self = .proxy(failure, server: server)
        case .untrusted(let fault, let proxy):
            self = .untrusted(server: proxy.map { "The proxy \($0)" } ?? server, fault)
        case .timedOut(let phase, let seconds):
            let phase: Phase =
                switch phase {
                case .connecting: .connecting
                case .firstByte: .firstByte
                case .nextByte: .nextByte
                }
            self = .timedOut(server: server, phase: phase, seconds: seconds)
        // A TLS server answers plain HTTP with a TLS alert, which is not HTTP.
        case .dropped(reason: TransferError.noHTTP) where endpoint.isPlain:
            self = .invalidSetting(
                "\(server) does not answer in plain http. If it speaks https, use \(endpoint.secureURL) (`--base-url`, `:set baseURL`)."
            )
        case .speaksTLS:
            self = endpoint.speaksTLS
        case .closed, .privateNetwork:
            self = .closed(server: server)
        case .dropped(let reason):
            self = .dropped(server: server, reason: reason)
        }
    }
}
