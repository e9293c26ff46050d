package import Manuscript
import Platform

/// One whole answer of a model.
package struct ModelReply: Sendable, Equatable {
    /// The answer, without reasoning.
    package var text: String
    /// What the model asks to be done, in order.
    package var calls: [ToolCall] = []
    /// What its server added to the message, to be sent back with it.
    package var extra: [String: JSONValue] = [:]
    /// Tokens as the server counted them; estimated where it did not.
    package var usage: Usage
    /// Why it ended.
    package var finish: ModelEvent.FinishReason
    /// Seconds from the question to the last word.
    package var seconds: Double

    /// Makes an answer.
    package init(text: String, usage: Usage, finish: ModelEvent.FinishReason, seconds: Double) {
        self.text = text
        self.usage = usage
        self.finish = finish
        self.seconds = seconds
    }
}

extension LanguageModel {
    /// Asks and waits for the whole answer; `onText` and `onReasoning` see the pieces as they come, `onRetract` is told
    /// where all text so far turns out to be reasoning, `onAgain` gets the text that is void where the answer is drawn again.
    ///
    /// Throws `ModelError`, or `CancellationError` where the task was cancelled: a text that broke off is never
    /// taken for a whole one. What `onText` throws ends the call at once and is thrown on.
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
        guard let finish else { throw ModelError.dropped(server: profile.service, reason: "it said no end") }
        var counted =
            usage ?? Usage(promptTokens: request.estimatedTokens, completionTokens: Tokens.estimate(reasoned + text))
        counted.calls = 1
        var reply = ModelReply(text: text, usage: counted, finish: finish, seconds: (clock.now - start) / .seconds(1))
        reply.calls = calls
        reply.extra = extra
        return reply
    }
}

/// Token counts where no server has counted.
package enum Tokens {
    /// A rough count: some four bytes of UTF-8 a token, the rule of thumb that OpenAI's guide to tokens gives for English.
    package static func estimate(_ text: String) -> Int { (text.utf8.count + 3) / 4 }
}

extension ModelRequest {
    /// A rough count of the prompt's tokens, the chat template's marks included.
    package var estimatedTokens: Int {
        messages.estimatedTokens + tools.reduce(0) { $0 + Tokens.estimate($1.description + $1.parameters.compact) }
    }
}
