import Chains
import Platform

/// A whole answer that is not streamed: a list of models, or a complaint.
struct ServerAnswer {
    let head: WebHead
    /// The body, as far as it is kept.
    let body: [UInt8]
    var status: Int { head.status }

    /// How much of a list of models is read, in bytes.
    static let listLimit = 8_388_608

    init(head: WebHead, body: [UInt8]) {
        self.head = head
        self.body = body
    }

    /// Reads a transfer to its end.
    ///
    /// Throws `TransferError`, or `CancellationError`.
    init(reading transfer: WebTransfer) async throws {
        var events = transfer.events.makeAsyncIterator()
        guard case .head(let head) = try await events.next() else {
            try Task.checkCancellation()
            throw TransferError.dropped(reason: "it closed the connection without an answer")
        }
        try await self.init(head: head, rest: &events, limit: Self.listLimit)
    }

    /// Reads the rest of a transfer whose head is known, up to `limit` bytes.
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

    /// What the body is, in words.
    var kind: String {
        let text = String(decoding: body.prefix(4096), as: UTF8.self)
        if text.trimmed.isEmpty { return "nothing" }
        if ServerComplaint.isMarkup(text) { return "a web page" }
        return text.trimmed.first == "{" || text.trimmed.first == "[" ? "JSON of another kind" : "plain text"
    }

    /// Seconds that the server asks to wait for, in its headers.
    var retryAfter: Double? {
        if let exact = head["retry-after-ms"].flatMap({ Double($0) }), exact.isFinite, exact >= 0 {
            return exact / 1000
        }
        return head["retry-after"].flatMap { RetryPolicy.seconds(retryAfter: $0) }
    }

    /// The error that an answer with a bad status is.
    func error(_ endpoint: Endpoint) -> ModelError {
        if (300..<400).contains(status) {
            let target = head["location"].map { " to \($0.cleanLine(limit: 120))" } ?? ""
            return .notAModel(server: endpoint.service, status: status, what: "a redirect\(target)")
        }
        // A gateway words its failures as pages, too; those pass.
        let passes = status == 408 || status == 429 || status >= 500
        if kind == "a web page", !passes {
            return .notAModel(server: endpoint.service, status: status, what: "a web page")
        }
        return ServerComplaint(body: body).error(
            server: endpoint.service, status: status, retryAfter: retryAfter, secret: endpoint.apiKey)
    }
}

extension ModelError {
    /// Words what can go wrong with a transfer for people.
    init(_ error: TransferError, server: String) {
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
        case .dropped(let reason):
            self = .dropped(server: server, reason: reason)
        }
    }
}
