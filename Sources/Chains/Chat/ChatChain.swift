package import Manuscript

/// One turn of a conversation: the model answers, or first requests actions and then answers.
///
/// It uses tools if the server accepts them, or else a list of actions under a schema, or else a plain answer.
package struct ChatChain: Sendable {
    /// The maximum number of rounds in which a model may call tools.
    package static let rounds = 6

    /// The result of a turn.
    package struct Result: Sendable, Equatable {
        /// The model's text over all rounds.
        package var reply: String
        package var usage: Usage
        /// True if the model could request actions.
        var couldAct: Bool
        /// The names of nonexistent tools that the model called, each once.
        package var unknown: [String] = []
    }

    private let model: any LanguageModel
    private let sampling: ModelRequest.Sampling
    private let tools: [ModelTool]

    /// Creates a chain.
    package init(model: any LanguageModel, sampling: ModelRequest.Sampling, tools: [ModelTool]) {
        self.model = model
        self.sampling = sampling
        self.tools = tools
    }

    /// Answers a conversation; without tools, in plain text.
    ///
    /// `onText` receives the text as it arrives; `perform` carries out the calls of one reply and returns a result for
    /// each. `onAgain` receives the text that remains valid if a reply is drawn again.
    ///
    /// `onRetract` receives the text that remains valid if the rest turns out to be reasoning; `hasPlanned` tells
    /// whether any call did more than read. Throws `ModelError` or `CancellationError`.
    package func answer(
        to messages: [ModelRequest.Message], onText: @escaping (String) -> Void,
        onRetract: @escaping (String) -> Void = { _ in }, onAgain: @escaping (String) -> Void = { _ in },
        hasPlanned: () -> Bool = { true }, perform: ([ToolCall]) async -> [String]
    ) async throws -> Result {
        let text = ReplyText(onText: onText, onRetract: onRetract, onAgain: onAgain)
        guard model.profile.tier != .small, !tools.isEmpty else { return try await plain(messages, text) }
        if model.profile.takesTools {
            var hasActed = false
            do {
                return try await withTools(messages, text) { calls in
                    hasActed = true
                    return await perform(calls)
                }
            } catch let error as ModelError where error.isAboutTools && !(hasActed && hasPlanned()) {}
        }
        if let result = try await underSchema(messages, onText: onText, perform: perform) { return result }
        return try await plain(messages, text)
    }

    /// Collects the text of all rounds, and separates that of the current round.
    private final class ReplyText {
        private let onText: (String) -> Void
        private let onRetract: (String) -> Void
        private let onAgain: (String) -> Void
        private var kept = ""
        private var latest = ""

        init(
            onText: @escaping (String) -> Void, onRetract: @escaping (String) -> Void,
            onAgain: @escaping (String) -> Void
        ) {
            (self.onText, self.onRetract, self.onAgain) = (onText, onRetract, onAgain)
        }

        func append(_ text: String) {
            latest += text
            onText(text)
        }

        func retract() {
            guard !latest.isEmpty else { return }
            latest = ""
            onRetract(kept)
        }

        func again() {
            latest = ""
            onAgain(kept)
        }

        func nextRound() {
            kept += latest
            latest = ""
        }
    }

    // MARK: - Tools

    private func withTools(
        _ messages: [ModelRequest.Message], _ text: ReplyText, perform: ([ToolCall]) async -> [String]
    ) async throws -> Result {
        var messages = messages
        var result = Result(reply: "", usage: Usage(), couldAct: true)
        var asked: Set<String> = []
        for round in 1...Self.rounds {
            let request = ModelRequest(messages: messages, sampling: sampling, maxTokens: Self.ceiling, tools: tools)
            let fitted: ModelRequest
            do { fitted = try model.profile.fitting(request, what: "the request") } catch {
                // The tool results fill the window; the actions planned so far remain valid.
                if round > 1 { break }
                throw error
            }
            guard let reply = try await reply(to: fitted, orNothing: round > 1, text) else { break }
            result.usage += reply.usage
            if !reply.text.trimmed.isEmpty {
                if !result.reply.isEmpty { result.reply += "\n\n" }
                result.reply += reply.text.trimmed
            }
            for name in reply.calls.map(\.name)
            where !tools.contains(where: { $0.name == name }) && !result.unknown.contains(name) {
                result.unknown.append(name)
            }
            // A reply that only repeats earlier calls is a loop, and the last round has no next one for their results.
            let isNew = reply.calls.contains { asked.insert("\($0.name) \($0.arguments)").inserted }
            guard !reply.calls.isEmpty, isNew else { break }
            messages.append(.init(.assistant, reply.text, calls: reply.calls, extra: reply.extra))
            try Task.checkCancellation()
            for (call, said) in zip(reply.calls, await perform(reply.calls)) {
                messages.append(.init(.tool, said, callID: call.id))
            }
            if round < Self.rounds, !reply.text.trimmed.isEmpty { text.append("\n\n") }
            text.nextRound()
        }
        return result
    }

    // MARK: - Actions under a schema

    private func underSchema(
        _ messages: [ModelRequest.Message], onText: (String) -> Void, perform: ([ToolCall]) async -> [String]
    ) async throws -> Result? {
        let call = JSONCall(model: model, sampling: sampling, maxTokens: Self.ceiling)
        var asked = messages
        let lines = tools.map { "\($0.name): \($0.description)" }
        asked.append(
            .init(
                .user,
                "Answer as a JSON object: \"reply\" is what you say, \"actions\" what is to be done, empty for a question. The actions:\n"
                    + lines.joined(separator: "\n")))
        let (value, usage) = try await call.value(for: asked.joined, name: "turn", schema: schema)
        guard let value, let reply = value["reply"]?.string else { return nil }
        let calls = (value["actions"]?.array ?? []).prefix(Self.mostActions).compactMap { action -> ToolCall? in
            guard let name = action["command"]?.string, let tool = tools.first(where: { $0.name == name }) else {
                return nil
            }
            return ToolCall(id: "", name: name, arguments: Self.arguments(action, of: tool))
        }
        try Task.checkCancellation()
        if !calls.isEmpty { _ = await perform(calls) }
        onText(reply)
        return Result(reply: reply.trimmed, usage: usage, couldAct: true)
    }

    private static let mostActions = 12
    /// The maximum number of tokens in an answer: enough for conversation, not for sections.
    private static let ceiling = 2000

    private var schema: JSONValue {
        let text: JSONValue = ["type": "string", "maxLength": 500]
        let action: JSONValue = [
            "type": "object",
            "properties": [
                "command": ["type": "string", "enum": .array(tools.map { .string($0.name) })],
                "address": ["type": "string", "maxLength": 80], "place": ["type": "string", "maxLength": 80],
                "text": text,
            ],
            "required": ["command", "address", "place", "text"], "additionalProperties": false,
        ]
        return [
            "type": "object",
            "properties": [
                "reply": ["type": "string", "maxLength": 2000],
                "actions": ["type": "array", "maxItems": .int(Self.mostActions), "items": action],
            ],
            "required": ["reply", "actions"], "additionalProperties": false,
        ]
    }

    /// Returns an action's values under the parameter names of the tool.
    private static func arguments(_ action: JSONValue, of tool: ModelTool) -> String {
        let names = Set(tool.parameters["properties"]?.object?.keys.map { $0 } ?? [])
        var members: [String: JSONValue] = [:]
        func put(_ candidates: [String], _ value: JSONValue?) {
            guard let text = value?.string, !text.trimmed.isEmpty else { return }
            if let name = candidates.first(where: { names.contains($0) && members[$0] == nil }) {
                members[name] = .string(text)
            }
        }
        put(["address", "section", "place"], action["address"])
        put(["place", "other"], action["place"])
        put(["instruction", "title", "text", "words", "version"], action["text"])
        return JSONValue.object(members).compact
    }

    // MARK: - Plain

    private func plain(_ messages: [ModelRequest.Message], _ text: ReplyText) async throws -> Result {
        let isSmall = model.profile.tier == .small
        let request = ModelRequest(messages: messages, sampling: sampling, maxTokens: isSmall ? 120 : Self.ceiling)
        let fitted = try model.profile.fitting(request, what: "the request")
        guard isSmall else {
            let reply = try await reply(to: fitted, text)
            return Result(reply: reply?.text.trimmed ?? "", usage: reply?.usage ?? Usage(), couldAct: false)
        }
        // A small model talks until it is stopped, so its text is passed on by complete sentences.
        var gate = SentenceGate()
        let gated = ReplyText(
            onText: { piece in
                let whole = gate.push(piece)
                if !whole.isEmpty { text.append(whole) }
            },
            onRetract: { _ in
                gate = SentenceGate()
                text.retract()
            },
            onAgain: { _ in
                gate = SentenceGate()
                text.again()
            })
        let reply = try await reply(to: fitted, mayBeCut: true, gated)
        let rest = gate.end(isWhole: reply?.finish == .stop)
        if !rest.isEmpty { text.append(rest) }
        return Result(reply: gate.passed.trimmed, usage: reply?.usage ?? Usage(), couldAct: false)
    }

    /// Returns one complete reply; an empty reply to a request with tools is drawn again, up to three times in all.
    ///
    /// Returns nil if there is none and `orNothing` is true; throws `ChainError.answerCut` and `.answerFiltered`
    /// besides the model's errors.
    private func reply(
        to request: ModelRequest, orNothing: Bool = false, mayBeCut: Bool = false, _ text: ReplyText
    ) async throws -> ModelReply? {
        let empty = ModelError.emptyReply(server: model.profile.service)
        var request = request
        request.matter = "your question"
        var found: ModelReply?
        do {
            for draw in 1...3 where found == nil {
                do {
                    found = try await model.reply(
                        to: request, onText: text.append, onRetract: text.retract, onAgain: { _ in text.again() })
                } catch let error as ModelError where error == empty {
                    if orNothing { return nil }
                    if draw == 3 || request.tools.isEmpty { throw error }
                    request.sampling = request.sampling.reseeded
                }
            }
        } catch let error as ModelError where error.isSilence && orNothing {
            return nil
        } catch ModelError.refused(_, let message) {
            // The text of a refusal is the model's answer.
            text.append(message)
            return ModelReply(text: message, usage: Usage(calls: 1), finish: .stop, seconds: 0)
        }
        guard let reply = found else { throw empty }
        if reply.finish == .length, !mayBeCut { throw ChainError.answerCut(model: model.profile.model) }
        if reply.finish == .other("content_filter") { throw ChainError.answerFiltered(model: model.profile.model) }
        return reply
    }
}

extension [ModelRequest.Message] {
    /// The messages with neighbours of the same role merged, as some servers require.
    fileprivate var joined: [ModelRequest.Message] {
        reduce(into: []) { messages, message in
            if let last = messages.last, last.role == message.role, last.calls.isEmpty, message.calls.isEmpty,
                last.callID == nil, message.callID == nil
            {
                messages[messages.count - 1].text += "\n\n" + message.text
            } else {
                messages.append(message)
            }
        }
    }
}
