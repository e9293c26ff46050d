import Chains
import Platform

// Servers that refuse a call for its form or its size.
extension ChatCall {
    /// An answer with a bad status, and what it was an answer to.
    struct Refusal: Error {
        let answer: ServerAnswer
        let body: ChatBody
        let request: ModelRequest
    }

    func body(of fitted: ModelRequest) -> ChatBody {
        var fitted = fitted
        fitted.messages = client.habits.echo.applied(to: fitted.messages)
        return ChatBody(fitted, profile: client.profile, spared: client.habits.spared.union(guess))
    }

    /// Whether the call is worth making again with something changed, which is remembered for the server.
    ///
    /// Throws `ModelError.tooLarge` where the call can never fit.
    func concede(after refusal: Refusal) throws -> Bool {
        let text = RefusalText(body: refusal.answer.body, status: refusal.answer.status)
        noteForm(text)
        return try concede(to: text, refusal.body, refusal.request)
    }

    /// The same for a refusal that came with status 200.
    func concede(after error: ModelError, _ sent: (body: ChatBody, request: ModelRequest)?) throws -> Bool {
        guard let sent, case .rejected(_, let status, _, let message, _) = error else { return false }
        return try concede(to: RefusalText(message, status: status), sent.body, sent.request)
    }

    private func concede(to text: RefusalText, _ body: ChatBody, _ sent: ModelRequest) throws -> Bool {
        switch Concession(to: text, sent: body) {
        case .size(let overflow): return try fit(overflow, sent)
        case .members(let members):
            client.habits.remember(members)
            return true
        case .guess(let members):
            // One guess a server: a refusal that it does not cure is about something else.
            guard client.habits.takeGuess() else { return false }
            guess = members
            return true
        case nil: return false
        }
    }

    /// Remembers that the server takes no schema, or no tools; both are the chain's to do without.
    private func noteForm(_ text: RefusalText) {
        let status = text.status
        if request.format.isSchema, [400, 422, 500, 501].contains(status) {
            // Told by name it is certain; else it is so if the same question is answered without a schema.
            let isNamed = text.holds(oneOf: RefusalRules.forms)
            client.habits.refusedSchema(certainly: isNamed && status != 500)
        }
        if !request.tools.isEmpty, [400, 404, 422, 500, 501].contains(status), text.plain.contains("tool"),
            !text.plain.contains("tool_use_failed"), !text.plain.contains("tool_choice")
        {
            client.habits.refusedTools()
        }
    }

    /// Whether the call, once it is made to fit what a refusal says of sizes, is worth making again.
    private func fit(_ overflow: Overflow, _ sent: ModelRequest) throws -> Bool {
        let length = sent.maxTokens ?? .max
        if let window = overflow.window {
            client.habits.remember(window: window)
            if let prompt = overflow.prompt {
                let estimate = client.promptTokens(of: request)
                // A prompt that was not counted to its end may have more: each time that happens more is allowed for.
                counted = overflow.isAtLeast ? max(prompt, estimate) * (5 + fittings) / 4 + 64 : prompt + 8
                if !overflow.isAtLeast { learn(promptTokens: prompt) }
            }
        } else if let ceiling = overflow.ceiling {
            client.habits.remember(ceiling: ceiling)
        } else if let limit = overflow.limit, let requested = overflow.requested {
            client.governor.learn(tokensPerMinute: limit, used: overflow.used ?? 0)
            learn(promptTokens: requested - (sent.maxTokens ?? 0))
        }
        let fitted = try client.fitted(request, counted: counted)
        // Three times: what is refused again and again for its size is not to be got right by guessing.
        guard fittings < 3, let lower = fitted.maxTokens, lower < length else { return false }
        fittings += 1
        return true
    }

    /// The same for a limit that an error within the stream tells of.
    func hold(after error: ModelError) -> Bool {
        guard case .rejected(_, 429, let code, _, let asked) = error, !Task.isCancelled,
            let pause = client.retries.pauseForLimit(code: code, asked: asked, tries: limitTries)
        else { return false }
        limitTries += 1
        client.governor.pause(seconds: pause, limit: "limit")
        return true
    }

    private func learn(promptTokens: Int) {
        client.habits.learn(promptTokens: promptTokens, estimated: request.estimatedTokens)
    }
}

// Servers that refuse a call for now.
extension ChatCall {
    /// Whether the call is to be made again once a limit allows it; all calls of the client wait for that together.
    func hold(after refusal: Refusal) -> Bool {
        guard refusal.answer.status == 429, !Task.isCancelled else { return false }
        guard let pause = client.pause(forLimit: refusal.answer, tries: limitTries) else { return false }
        limitTries += 1
        let overflow = Overflow(RefusalText(body: refusal.answer.body, status: 429))
        let isKnown = refusal.answer.retryAfter != nil || LimitHeaders(refusal.answer.head).tokens != nil
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
