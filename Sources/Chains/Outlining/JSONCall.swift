import Manuscript

/// A call for JSON: first with a schema, then as a plain JSON request if the server refuses that, then as text.
struct JSONCall: Sendable {
    let model: any LanguageModel
    var sampling: ModelRequest.Sampling
    let maxTokens: Int

    /// The number of unreadable answers after which the call gives up.
    var patience = 3

    /// Thrown by `onText` to end an answer that goes on for too long; it then counts as cut off.
    struct Enough: Error {}

    /// Returns the first value that `read` finds in an answer; nil once `patience` answers were unreadable.
    ///
    /// `onText` receives the pieces as they arrive; `onRestart` is called before each answer, and if the pieces so far are
    /// void. Throws `ModelError` or `CancellationError`.
    func answer<Value>(
        to messages: [ModelRequest.Message], name: String, schema: JSONValue,
        onText: (String) throws -> Void = { _ in }, onRestart: () -> Void = {},
        _ read: (_ text: String, _ isCut: Bool) -> Value?
    ) async throws -> (value: Value?, usage: Usage) {
        let strict: [ModelRequest.Format] = model.profile.takesSchema ? [.jsonSchema(name: name, schema: schema)] : []
        var formats = (strict + [.jsonObject, .text])[...]
        var sampling = sampling
        var usage = Usage()
        var unreadable = 0
        while let format = formats.first, unreadable < patience {
            do {
                var request = ModelRequest(
                    messages: messages, format: format, sampling: sampling, maxTokens: maxTokens)
                request.matter = "the \(name)"
                onRestart()
                let reply = try await text(of: request, onText: onText, onRestart: onRestart)
                usage += reply.usage
                let isCut = [.length, .other("content_filter")].contains(reply.finish)
                if let value = read(reply.text, isCut) { return (value, usage) }
                unreadable += 1
            } catch let error as ModelError where error.isAboutFormat && format != .text {
                formats.removeFirst()
                continue
            } catch let error as ModelError where error.isSilence {
                unreadable += 1
            }
            // The last format stays: another draw may be readable.
            if formats.count > 1 { formats.removeFirst() }
            sampling = sampling.reseeded
        }
        return (nil, usage)
    }

    /// Returns an answer; one that `onText` ended has the estimated usage and the finish `.length`.
    private func text(
        of request: ModelRequest, onText: (String) throws -> Void, onRestart: () -> Void
    ) async throws -> ModelReply {
        var text = ""
        do {
            return try await model.reply(
                to: request,
                onText: {
                    text += $0
                    try onText($0)
                }, onRetract: onRestart, onAgain: { _ in onRestart() })
        } catch is Enough {
            let usage = Usage(
                promptTokens: request.estimatedTokens, completionTokens: Tokens.estimate(text), calls: 1)
            return ModelReply(text: text, usage: usage, finish: .length, seconds: 0)
        }
    }

    /// Returns the JSON of the first answer that contains any.
    func value(for messages: [ModelRequest.Message], name: String, schema: JSONValue) async throws -> (
        value: JSONValue?, usage: Usage
    ) {
        try await answer(to: messages, name: name, schema: schema) { JSONText.value(in: $0, isCut: $1) }
    }
}

extension ModelError {
    /// True if the server may have refused the call because it does not support the `response_format`.
    var isAboutFormat: Bool {
        guard case .rejected(_, let status, let code, let message, _) = self,
            [400, 405, 422, 500, 501].contains(status)
        else {
            return false
        }
        guard code != "context_length_exceeded", code != "exceed_context_size_error" else { return false }
        return !message.lowercased().contains("context")
    }
}
