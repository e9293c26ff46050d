import Manuscript

/// A call for JSON: first with a schema, then as a plain JSON request if the server refuses that, then as text.
struct JSONCall: Sendable {
    let model: any LanguageModel
    let sampling: ModelRequest.Sampling
    let maxTokens: Int

    /// The number of unreadable answers after which the call gives up.
    var patience = 3

    /// Returns the first value that `read` finds in an answer; nil once `patience` answers were unreadable.
    ///
    /// Throws `ModelError` or `CancellationError`.
    func answer<Value>(
        to messages: [ModelRequest.Message], name: String, schema: JSONValue,
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
                let reply = try await model.reply(to: request)
                usage += reply.usage
                if let value = read(reply.text, reply.finish == .length) { return (value, usage) }
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
        guard case .rejected(_, let status, let code, let message, _) = self, [400, 422, 500, 501].contains(status)
        else {
            return false
        }
        guard code != "context_length_exceeded", code != "exceed_context_size_error" else { return false }
        return !message.lowercased().contains("context")
    }
}
