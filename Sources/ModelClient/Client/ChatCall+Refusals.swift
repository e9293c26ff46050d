import Chains
import Platform

// Servers that refuse a call because of its form or its size.
extension ChatCall {
    /// An answer with an error status, and the request it answers.
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

    /// Returns true if the call should be retried with a change, which is remembered for the server.
    ///
    /// Throws `ModelError.tooLarge` if the call can never fit.
    func concede(after refusal: Refusal) throws -> Bool {
        let text = RefusalText(body: refusal.answer.body, status: refusal.answer.status)
        noteForm(text)
        return try concede(to: text, refusal.body, refusal.request)
    }

    /// Does the same for a refusal that came with status 200.
    func concede(after error: ModelError, _ sent: (body: ChatBody, request: ModelRequest)?) throws -> Bool {
        guard let sent, case .rejected(_, let status, _, let message, _) = error else { return false }
        return try concede(to: RefusalText(message, status: status), sent.body, sent.request)
    }

    private func concede(to text: RefusalText, _ body: ChatBody, _ sent: ModelRequest) throws -> Bool {
        switch Concession(to: text, sent: body) {
        case .size(let overflow): return try fit(overflow, sent)
        case .shorter(let length):
            // For this call only: the next prompt may be shorter.
            guard fittings < 3 else { return false }
            fittings += 1
            request.maxTokens = length
            return true
        case .members(let members):
            client.habits.remember(members)
            return true
        case .guess(let members):
            // Only one call per server guesses: if that does not help, the refusal has another cause.
            guard !guess.isEmpty || client.habits.takeGuess() else { return false }
            guess.formUnion(members)
            return true
        case nil: return false
        }
    }

    /// Records that the server does not support schemas, or tools; the chain then works without them.
    private func noteForm(_ text: RefusalText) {
        let status = text.status
        if request.format.isSchema, [400, 405, 422, 500, 501].contains(status) {
            // If the refusal names the schema, that is certain; else it is if the same request succeeds without a
            // schema.
            let isNamed = text.holds(oneOf: RefusalRules.forms)
            client.habits.refusedSchema(certainly: isNamed && status != 500)
        }
        if !request.tools.isEmpty, [400, 404, 405, 422, 500, 501].contains(status),
            text.holds(oneOf: RefusalRules.tools),
            !text.plain.contains("tool_use_failed"), !text.plain.contains("tool_choice")
        {
            client.habits.refusedTools()
        }
    }

    /// Returns true if the call should be retried after adjusting it to the sizes that a refusal names.
    private func fit(_ overflow: Overflow, _ sent: ModelRequest) throws -> Bool {
        let length = sent.maxTokens ?? .max
        if let window = overflow.window {
            client.habits.remember(window: window)
            if var prompt = overflow.prompt {
                let estimate = client.promptTokens(of: request)
                // Some servers count the answer into the "prompt" or the "request".
                if !Self.isNear(prompt, estimate), Self.isNear(prompt - length, estimate) { prompt -= length }
                // The server may not have counted the whole prompt: each further refusal adds a larger margin.
                counted = overflow.isAtLeast ? max(prompt, estimate) * (5 + fittings) / 4 + 64 : prompt + 8
                if !overflow.isAtLeast { learn(promptTokens: prompt) }
            }
        } else if let ceiling = overflow.ceiling {
            // A small number that may be the prompt's size is hardly the server's limit.
            let isDoubtful = ceiling < 256 && Self.isNear(ceiling, client.promptTokens(of: request))
            client.habits.remember(ceiling: isDoubtful ? length / 4 : ceiling)
        } else if let limit = overflow.limit, let requested = overflow.requested {
            client.governor.learn(tokensPerMinute: limit, used: overflow.used ?? 0)
            learn(promptTokens: requested - (sent.maxTokens ?? 0))
        }
        let fitted = try client.fitted(request, counted: counted)
        // At most three attempts: guessing again will not fix a size that is refused every time.
        guard fittings < 3, let lower = fitted.maxTokens, lower < length else { return false }
        fittings += 1
        return true
    }

    /// Returns true if a number may be the size that is estimated.
    private static func isNear(_ number: Int, _ estimate: Int) -> Bool {
        number > estimate / 2 && number < estimate * 2
    }

    /// Does the same for a limit that is reported by an error within the stream.
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
    /// Returns true if the call should be retried when the limit allows; all calls of the client wait together.
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
    /// True if the answer must follow a schema.
    var isSchema: Bool { if case .jsonSchema = self { true } else { false } }
}
