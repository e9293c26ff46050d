import Chains
import Manuscript
import Platform

/// One call of a model: sends it, retries it if that may help, and yields its events one by one.
///
/// For one consumer, which requests an event only after receiving the last one; so its state needs no lock.
final class ChatCall: @unchecked Sendable {
    private typealias Bytes = AsyncThrowingStream<TransferEvent, any Error>.Iterator

    var request: ModelRequest
    let client: ChatClient
    private var decoder: ReplyDecoder
    private var transfer: WebTransfer?
    private var bytes: Bytes?
    private var ready: ArraySlice<ModelEvent> = []
    private var isOver = false
    /// True once text of this attempt has been yielded, so that a retry must say that this text is void.
    private var hasSpoken = false
    private var isHurried = false
    private var tries = 0
    /// The number of the next attempt, as an addition to a sentence: " (2 of 3)".
    private var attempt = ""
    /// Total seconds waited before retries.
    private var waited = 0.0
    /// The number of whole answers that the server had given when this call first failed.
    private var servedBefore: Int?
    /// True if the server complained within a reply that it had begun; it is not away then.
    private var hasFailedInReply = false
    var limitTries = 0
    /// How often the call was made smaller after a refusal.
    var fittings = 0
    /// The number of prompt tokens, if the server has counted them.
    var counted: Int?
    /// The last body and request sent.
    private var sent: (body: ChatBody, request: ModelRequest)?
    /// The permit for the call, while it is in flight.
    private var admission: Permit?
    /// Members left out of this call as a guess; they are remembered if the guess proves right.
    var guess: Set<ChatBody.Spare> = []

    init(_ request: ModelRequest, of client: ChatClient) {
        self.request = request
        self.client = client
        tries = request.brokenDraws
        decoder = Self.decoder(for: request, of: client)
    }

    /// Returns the next event; nil when the call has ended.
    ///
    /// Throws `ModelError`, or `CancellationError`.
    func next() async throws -> ModelEvent? {
        while ready.isEmpty, !isOver {
            do {
                if let failure = decoder.failure { throw failure }
                if bytes == nil { try await connect() }
                try await read()
            } catch {
                try await recover(from: error)
            }
        }
        return ready.popFirst()
    }

    /// Sends the request and waits for the head of the answer.
    private func connect() async throws {
        let endpoint = client.endpoint
        let headers = try endpoint.headerLines()
        try await client.learn(for: request)
        let fitted = try client.fitted(request, counted: counted)
        let admission = try await client.governor.admit(tokens: client.tokens(of: fitted))
        self.admission = admission
        let body = body(of: fitted)
        sent = (body, fitted)
        let transfer = client.engine.start(
            WebRequest(
                url: endpoint.url("chat/completions"), body: body.bytes,
                headers: headers + ["Content-Type: application/json", "Accept: text/event-stream, application/json"],
                direct: endpoint.isLoopback, limits: client.limits))
        var bytes = transfer.events.makeAsyncIterator()
        guard case .head(let head) = try await bytes.next(isolation: #isolation) else {
            try Task.checkCancellation()
            throw TransferError.closed
        }
        client.habits.answered()
        admission.learn(head)
        guard head.status == 200 else {
            let answer = try await ServerAnswer(head: head, rest: &bytes, limit: ServerErrorBody.longest)
            throw Refusal(answer: answer, body: body, request: fitted)
        }
        client.habits.remember(guess)
        client.habits.answered(underSchema: request.format.isSchema)
        self.transfer = transfer
        self.bytes = bytes
        decoder = Self.decoder(for: request, of: client)
        isHurried = false
    }

    /// Reads the next piece of the answer.
    private func read() async throws {
        guard var bytes else { return }
        do {
            guard let event = try await bytes.next(isolation: #isolation) else {
                try Task.checkCancellation()
                return finish()
            }
            self.bytes = bytes
            if case .body(let piece) = event { yield(decoder.feed(piece)) }
        } catch is TransferError where decoder.isFinished {
            // The answer is complete, so an error when the connection closes does not matter.
            return finish()
        }
        if decoder.isFinished, !isHurried {
            // The rest (usage, the end of the body) should arrive at once, and then the connection can be reused; a
            // server that keeps the stream open must not keep the user waiting.
            isHurried = true
            transfer?.limitIdle(to: min(client.limits.idle, decoder.isDone ? 0.25 : 3))
        } else if isHurried, !decoder.isFinished {
            // It was not the end after all, since more text followed.
            isHurried = false
            transfer?.limitIdle(to: client.limits.idle)
        }
    }

    private func finish() {
        let events = decoder.end()
        isOver = decoder.failure == nil
        if isOver { client.habits.hasServed() }
        if decoder.hasReasonedUntold { client.habits.rememberReasoning() }
        bytes = nil
        for case .usage(let usage) in events {
            admission?.settle(used: usage.promptTokens + usage.completionTokens)
            client.habits.learn(promptTokens: usage.promptTokens, estimated: request.estimatedTokens)
        }
        admission = nil
        yield(events)
    }

    private func yield(_ events: [ModelEvent]) {
        guard !events.isEmpty else { return }
        for event in events {
            switch event {
            case .text: hasSpoken = true
            case .retracted: hasSpoken = false
            default: break
            }
        }
        ready = ModelEvent.merged(events)[...]
    }

    /// Prepares a retry, or throws the final error.
    private func recover(from error: any Error) async throws {
        bytes = nil
        transfer = nil
        admission = nil
        decoder = Self.decoder(for: request, of: client)
        do {
            try await wait(out: try verdict(on: error))
        } catch {
            isOver = true
            throw error
        }
        guard hasSpoken else { return }
        hasSpoken = false
        ready = [.again]
    }

    /// Decides how the call continues after an error; returns the pause in seconds.
    ///
    /// The pause is 0 to retry at once or as soon as the rate limiter allows it. Throws the error if the call is not
    /// retried.
    private func verdict(on error: any Error) throws -> Double {
        let endpoint = client.endpoint
        hasFailedInReply = error is ModelError
        let stands: any Error
        switch error {
        case let refusal as Refusal:
            if try echo(after: refusal) || concede(after: refusal) || hold(after: refusal)
                || echoNothing(after: refusal)
            {
                return 0
            }
            stands = refusal.answer.error(endpoint)
        case let error as ModelError:
            // Some servers refuse with status 200, in the first event of a stream.
            if !hasSpoken, try concede(after: error, sent) { return 0 }
            if hold(after: error) { return 0 }
            stands = error
        case TransferError.unreachable(let reason, let again):
            stands = ModelError.unreachable(server: endpoint.service, reason: reason)
            if !again { throw stands }
        case let error as TransferError:
            stands = ModelError(error, endpoint)
        default:
            stands = error
        }
        var cause = stands as? ModelError
        if case TransferError.dropped(let reason) = error, client.habits.served > 0 {
            // The server does speak HTTP, whatever came this time.
            cause = .dropped(server: endpoint.service, reason: reason)
        }
        guard !Task.isCancelled, let known = cause, isWorthAnother(known),
            let pause = client.retries.pause(
                after: known, tries: tries, waited: waited, isKnown: client.habits.hasAnswered,
                hasServed: known.prospect == .fails ? isAway(after: known) : client.habits.served > 0)
        else { throw stands }
        tell(of: known)
        tries += 1
        waited += pause
        if known.prospect == .redraws { request.sampling = request.sampling.reseeded }
        return pause
    }

    /// False for an empty answer in a format that may be too hard for the server; the chain tries another format then.
    private func isWorthAnother(_ error: ModelError) -> Bool {
        error.prospect != .redraws || request.format == .text && request.tools.isEmpty
    }

    /// Returns true if the server may be away, so that waiting for it may help; false if the call itself may be the cause.
    ///
    /// The call is the cause if the server has answered others meanwhile, if it broke behind text, if the server
    /// complains within its reply, or if the call's format or tools may be too hard: the chain then tries without them.
    private func isAway(after error: ModelError) -> Bool {
        let served = client.habits.served
        servedBefore = servedBefore ?? served
        guard error.prospect == .fails else { return error.prospect == .away }
        if case .rejected(_, 500, _, _, _) = error, request.format != .text || !request.tools.isEmpty { return false }
        return served > 0 && served == servedBefore && !hasSpoken && !hasFailedInReply
    }

    /// Reports a retry; for an unreachable server, only the first one.
    private func tell(of error: ModelError) {
        let isAway = isAway(after: error)
        if isAway, tries > 0 { return }
        let retries = client.retries
        let draws = error.prospect == .doubtful && client.habits.served == 0 ? 2 : retries.limit + 1
        attempt = isAway ? "" : " (\(tries + 2) of \(draws))"
        client.onRedraw(
            Redraw(
                matter: request.matter.isEmpty ? client.endpoint.service : request.matter, error: error,
                draw: tries + 2, most: isAway ? nil : draws,
                patience: client.habits.hasAnswered ? retries.away : retries.awayAtFirst))
    }

    private func wait(out pause: Double) async throws {
        guard pause > 0 else { return }
        let isLong = pause >= 1
        if isLong {
            client.onWait(ServerWait(seconds: pause, reason: "to ask \(client.endpoint.service) again\(attempt)"))
        }
        defer { if isLong { client.onWait(nil) } }
        try await Task.sleep(for: .seconds(pause))
    }

    private static func decoder(for request: ModelRequest, of client: ChatClient) -> ReplyDecoder {
        let expectation = ReplyExpectation(
            tools: Set(request.tools.map(\.name)), ceiling: request.maxTokens,
            reasonsUntold: client.habits.reasonsUntold(model: client.endpoint.model))
        return ReplyDecoder(
            server: client.endpoint.service, secret: client.endpoint.apiKey, expecting: expectation)
    }
}
