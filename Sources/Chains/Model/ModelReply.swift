package import Manuscript
import Platform

/// A complete answer from a model.
package struct ModelReply: Sendable, Equatable {
    /// The answer, without reasoning.
    package var text: String
    /// The tool calls that the model requests, in order.
    package var calls: [ToolCall] = []
    /// The members that the server added to the message and expects back with it.
    package var extra: [String: JSONValue] = [:]
    /// The server's token counts, or estimates if it sent none.
    package var usage: Usage
    /// The reason the answer ended.
    package var finish: ModelEvent.FinishReason
    /// The seconds from the request to the end of the answer.
    package var seconds: Double

    /// Creates an answer.
    package init(text: String, usage: Usage, finish: ModelEvent.FinishReason, seconds: Double) {
        self.text = text
        self.usage = usage
        self.finish = finish
        self.seconds = seconds
    }
}

extension LanguageModel {
    /// Asks the model and waits for the complete answer; `onText` and `onReasoning` receive the pieces as they arrive,
    /// `onRetract` is called if all text so far turns out to be reasoning, and `onAgain` receives the void text if the
    /// answer starts again.
    ///
    /// Throws `ModelError`, or `CancellationError` if the task was cancelled, so that a text cut short is never taken
    /// for a complete one. An error thrown by `onText` ends the call at once and is rethrown.
    package func reply(
        to request: ModelRequest, onText: (String) throws -> Void = { _ in }, onRetract: () -> Void = {},
        onReasoning: (String) -> Void = { _ in }, onAgain: (_ void: String) throws -> Void = { _ in }
    ) async throws -> ModelReply {
        let clock = ContinuousClock()
        let start = clock.now
        var text = ""
        var reasoned = ""
        var calls: [ToolCall] = []
        var extra: [String: JSONValue] = [:]
        var usage: Usage?
        var finish: ModelEvent.FinishReason?
        for try await event in stream(request) {
            switch event {
            case .text(let piece):
                text += piece
                try onText(piece)
            case .reasoning(let piece): onReasoning(piece)
            case .retracted:
                reasoned += text
                text = ""
                onRetract()
            case .members(let members): extra = members
            case .again:
                let void = text
                (text, calls, usage, finish) = ("", [], nil, nil)
                try onAgain(void)
            case .call(let call): calls.append(call)
            case .usage(let counted): usage = counted
            case .finished(let reason): finish = reason
            }
        }
        try Task.checkCancellation()
        guard let finish else { throw ModelError.dropped(server: profile.service, reason: "it sent no end mark") }
        var counted =
            usage ?? Usage(promptTokens: request.estimatedTokens, completionTokens: Tokens.estimate(reasoned + text))
        counted.calls = 1
        var reply = ModelReply(text: text, usage: counted, finish: finish, seconds: (clock.now - start) / .seconds(1))
        reply.calls = calls
        reply.extra = extra
        return reply
    }
}

/// Token estimates, for when no server has counted.
package enum Tokens {
    /// Returns a rough count: about four bytes of UTF-8 per token, as OpenAI's token guide says for English.
    package static func estimate(_ text: String) -> Int { (text.utf8.count + 3) / 4 }
}

extension ModelRequest {
    /// A rough count of the prompt's tokens, including the chat template's markers.
    package var estimatedTokens: Int {
        messages.estimatedTokens + tools.reduce(0) { $0 + $1.estimatedTokens }
    }
}
