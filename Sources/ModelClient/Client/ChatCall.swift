import Chains
import Platform

/// One call of a model: sends it, makes it again where that helps, and hands out the events one by one.
///
/// For one consumer, which asks for the next event only when it has the last; so its state needs no lock.
final class ChatCall: @unchecked Sendable {
    private typealias Bytes = AsyncThrowingStream<TransferEvent, any Error>.Iterator

    private let request: ModelRequest
    private let client: ChatClient
    private var decoder: ReplyDecoder
    private var transfer: WebTransfer?
    private var bytes: Bytes?
    private var ready: ArraySlice<ModelEvent> = []
    private var isOver = false
    private var hasYielded = false
    private var isHurried = false
    private var tries = 0
    /// What was left out of this call on a guess, to be remembered if the guess proves right.
    private var guess: ChatBody.Spare?

    init(_ request: ModelRequest, of client: ChatClient) {
        self.request = request
        self.client = client
        decoder = Self.decoder(for: client.endpoint)
    }

    /// The next event; nil when the call is over.
    ///
    /// Throws `ModelError`, or `CancellationError`.
    func next() async throws -> ModelEvent? {
        while ready.isEmpty, !isOver {
            do {
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
        let body = body()
        let transfer = client.engine.start(
            WebRequest(
                url: "\(endpoint.baseURL)/chat/completions", body: body.bytes,
                headers: headers + ["Content-Type: application/json", "Accept: text/event-stream, application/json"],
                direct: endpoint.isLoopback, limits: client.limits))
        var bytes = transfer.events.makeAsyncIterator()
        guard case .head(let head) = try await bytes.next(isolation: #isolation) else {
            try Task.checkCancellation()
            throw TransferError.dropped(reason: "it closed the connection without an answer")
        }
        guard head.status == 200 else {
            let answer = try await ServerAnswer(head: head, rest: &bytes, limit: ServerAnswer.complaintLimit)
            throw Refusal(answer: answer, body: body)
        }
        if let guess { client.habits.remember(guess) }
        self.transfer = transfer
        self.bytes = bytes
        decoder = Self.decoder(for: endpoint)
        isHurried = false
    }

    /// Takes the next piece of the answer.
    private func read() async throws {
        guard var bytes else { return }
        do {
            guard let event = try await bytes.next(isolation: #isolation) else {
                try Task.checkCancellation()
                return try finish()
            }
            self.bytes = bytes
            if case .body(let piece) = event { yield(try decoder.feed(piece)) }
        } catch is TransferError where decoder.isFinished {
            // The answer is whole; how the connection ends is nobody's business any more.
            return try finish()
        }
        if decoder.isFinished, !isHurried {
            // What still comes (usage, the end of the body) comes at once, and then the connection can be used again;
            // a server that keeps the stream open must not keep the user waiting.
            isHurried = true
            transfer?.limitIdle(to: decoder.isDone ? 0.25 : 3)
        }
    }

    private func finish() throws {
        let events = try decoder.end()
        isOver = true
        bytes = nil
        yield(events)
    }

    private func yield(_ events: [ModelEvent]) {
        guard !events.isEmpty else { return }
        hasYielded = true
        ready = events.merged[...]
    }

    /// Gets ready for a further try, or throws what stands.
    private func recover(from error: any Error) async throws {
        bytes = nil
        transfer = nil
        let endpoint = client.endpoint
        let stands: any Error
        switch error {
        case let refusal as Refusal:
            if spare(after: refusal) { return }
            stands = refusal.answer.error(endpoint)
        case TransferError.unreachable(let reason, let again):
            stands = ModelError.unreachable(server: endpoint.service, reason: reason)
            if !again { tries = .max }
        case let error as TransferError:
            stands = ModelError(error, server: endpoint.service)
        default:
            stands = error
        }
        if !hasYielded, !Task.isCancelled, let known = stands as? ModelError,
            let pause = client.retries.pause(after: known, tries: tries)
        {
            tries += 1
            do {
                return try await Task.sleep(for: .seconds(pause))
            } catch {
                isOver = true
                throw error
            }
        }
        isOver = true
        throw stands
    }

    private static func decoder(for endpoint: Endpoint) -> ReplyDecoder {
        ReplyDecoder(server: endpoint.service, secret: endpoint.apiKey)
    }
}

// Servers that refuse a member which a call can do without.
extension ChatCall {
    /// An answer with a bad status, and what it was an answer to.
    private struct Refusal: Error {
        let answer: ServerAnswer
        let body: ChatBody
    }

    private func body() -> ChatBody {
        var spared = client.habits.spared
        if let guess { spared.insert(guess) }
        return ChatBody(request, profile: client.profile, spared: spared)
    }

    /// Whether the call is worth making again with less in it.
    private func spare(after refusal: Refusal) -> Bool {
        guard [400, 422].contains(refusal.answer.status) else { return false }
        let said = String(decoding: refusal.answer.body, as: UTF8.self)
        if let named = ChatBody.Spare.allCases.first(where: { refusal.body.has($0) && $0.isNamed(in: said) }) {
            client.habits.remember(named)
            return true
        }
        // Some servers refuse stream_options without naming it. One guess a server, and none where the words point
        // elsewhere: the form of an answer is the chain's to give up, and a shorter body cures no overlong prompt.
        let pointsElsewhere = ["response_format", "schema", "context"].contains { said.contains($0) }
        guard !pointsElsewhere, refusal.body.has(.streamOptions), client.habits.takeGuess() else { return false }
        guess = .streamOptions
        return true
    }
}

extension ChatBody.Spare {
    /// Whether a server's complaint is about this member.
    fileprivate func isNamed(in said: String) -> Bool {
        switch self {
        case .maxTokens: said.contains("max_completion_tokens")
        // A common word: only where it is said to be unsupported.
        case .temperature: said.contains(rawValue) && said.contains("support")
        default: said.contains(rawValue)
        }
    }
}
