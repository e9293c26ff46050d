import Chains
import Platform

// Servers that refuse a member which a call can do without.
extension ChatCall {
    /// An answer with a bad status, and what it was an answer to.
    struct Refusal: Error {
        let answer: ServerAnswer
        let body: ChatBody
        let request: ModelRequest
    }

    func body(of fitted: ModelRequest) -> ChatBody {
        var spared = client.habits.spared
        if let guess { spared.insert(guess) }
        return ChatBody(fitted, profile: client.profile, spared: spared)
    }

    /// Whether the call is worth making again with less in it.
    func spare(after refusal: Refusal) -> Bool {
        let status = refusal.answer.status
        let said = String(decoding: refusal.answer.body, as: UTF8.self)
        if request.format.isSchema, [400, 422, 500, 501].contains(status) {
            // Told by name it is certain; else it is so if the same question is answered without a schema.
            let isNamed = ["response_format", "json_schema"].contains { said.contains($0) }
            client.habits.refusedSchema(certainly: isNamed && status != 500)
        }
        if !request.tools.isEmpty, [400, 404, 422, 500, 501].contains(status), said.lowercased().contains("tool"),
            !said.contains("tool_use_failed")
        {
            client.habits.refusedTools()
            return false
        }
        guard [400, 422].contains(status) else { return false }
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

// Servers that refuse a call for its size, or for now.
extension ChatCall {
    /// Whether the call, once it is made to fit what the refusal says of sizes, is worth making again.
    ///
    /// Throws `ModelError.tooLarge` where it cannot fit.
    func fit(after refusal: Refusal) throws -> Bool {
        guard [400, 413, 422, 429, 500].contains(refusal.answer.status) else { return false }
        let overflow = Overflow(body: refusal.answer.body)
        let ceiling = refusal.request.maxTokens ?? 0
        if let window = overflow.window, window > 0 {
            client.habits.remember(window: window)
            if let prompt = overflow.prompt { learn(promptTokens: prompt) }
        } else if overflow.isTooMuchAMinute, let limit = overflow.limit, let requested = overflow.requested {
            client.governor.learn(tokensPerMinute: limit, used: overflow.used ?? 0)
            learn(promptTokens: requested - ceiling)
        } else {
            return false
        }
        let fitted = try client.fitted(request)
        // Once: what is refused twice for its size is not to be got right by guessing.
        guard !isFitted, let lower = fitted.maxTokens, lower < ceiling else { return false }
        isFitted = true
        return true
    }

    private func learn(promptTokens: Int) {
        client.habits.learn(promptTokens: promptTokens, estimated: max(200, request.estimatedTokens))
    }

    /// Whether the call is to be made again once a limit allows it; all calls of the client wait for that together.
    func hold(after refusal: Refusal) -> Bool {
        guard refusal.answer.status == 429, !Task.isCancelled else { return false }
        let complaint = ServerComplaint(body: refusal.answer.body)
        let overflow = Overflow(body: refusal.answer.body)
        let headers = LimitHeaders(refusal.answer.head)
        let emptied = [headers.tokens, headers.requests].compactMap { $0 }.filter { $0.remaining == 0 }.compactMap(
            \.reset)
        let asked = refusal.answer.retryAfter ?? overflow.retryIn ?? emptied.max()
        guard
            let pause = client.retries.pauseForLimit(code: complaint.code, asked: asked, tries: limitTries)
        else { return false }
        limitTries += 1
        let isKnown = asked != nil || headers.tokens != nil
        if !isKnown { client.governor.narrow() }
        let limit = overflow.limit == nil ? "limit" : "limit of tokens a \(overflow.isDaily ? "day" : "minute")"
        client.governor.pause(seconds: pause, limit: limit)
        return true
    }
}

extension ModelRequest.Format {
    /// Whether the answer is to follow a schema.
    var isSchema: Bool { if case .jsonSchema = self { true } else { false } }
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
