import Chains
import Manuscript
import Platform

/// How a server handles the extra members of a model's messages when they are sent back.
struct EchoHabit: Equatable {
    /// Members that the server refuses when they are sent back.
    var refused: Set<String> = []
    /// True if every model message must include its reasoning, even if empty (DeepSeek).
    var asksReasoning = false
    /// True if a message without words must have an empty text rather than none.
    var asksText = false
}

// Servers that refuse, or require, extra members in a model's messages.
extension ChatCall {
    /// Returns true if the call should be retried with other members in the model's messages.
    func echo(after refusal: Refusal) -> Bool {
        guard [400, 422].contains(refusal.answer.status) else { return false }
        let messages = request.messages.filter { $0.role == .assistant }
        let said = String(decoding: refusal.answer.body, as: UTF8.self).lowercased()
        let known = client.habits.echo
        let isMissed = ["missing", "required", "must be", "passed back", "expected"].contains { said.contains($0) }
        if isMissed, said.contains(EchoHabit.reasoning), !messages.isEmpty, !known.asksReasoning {
            client.habits.changeEcho { $0.asksReasoning = true }
            return true
        }
        let hasNull = messages.contains { !$0.calls.isEmpty && $0.text.trimmed.isEmpty }
        let plain = RefusalText(body: refusal.answer.body, status: refusal.answer.status).plain
        let isText =
            plain.contains("null") || plain.contains("none") || plain.contains("content") && plain.contains("string")
        if hasNull, !known.asksText, isText {
            client.habits.changeEcho { $0.asksText = true }
            return true
        }
        let sent = extras
        if let named = sent.sorted().first(where: { said.contains($0.lowercased()) }) {
            client.habits.changeEcho { $0.refused.insert(named) }
            return true
        }
        let isUnknown = ["extra inputs", "extra fields", "unknown prop", "unknown field", "additional prop"]
            .contains { said.contains($0) }
        let isOther = ChatBody.Spare.allCases.contains { $0 != .systemRole && said.contains($0.rawValue) }
        return isUnknown && !isOther && echoNothing(after: refusal)
    }

    /// Returns true if the call should be retried without any extra members in the model's messages.
    func echoNothing(after refusal: Refusal) -> Bool {
        let sent = extras
        guard [400, 422].contains(refusal.answer.status), !sent.isEmpty else { return false }
        client.habits.changeEcho { $0.refused.formUnion(sent) }
        return true
    }

    /// The extra members that the call sends back.
    private var extras: Set<String> {
        let messages = request.messages.filter { $0.role == .assistant }
        return Set(messages.flatMap { $0.extra.keys + $0.calls.flatMap(\.memberNames) })
            .subtracting(client.habits.echo.refused)
    }
}

extension EchoHabit {
    /// The member in which DeepSeek wants the reasoning back.
    static let reasoning = "reasoning_content"

    /// Returns the messages in the form that the server accepts.
    func applied(to messages: [ModelRequest.Message]) -> [ModelRequest.Message] {
        let hasReasoned = messages.contains { $0.extra[Self.reasoning] != nil }
        return messages.map { message in
            guard message.role == .assistant else { return message }
            var message = message
            if message.extra[Self.reasoning] == nil, asksReasoning || hasReasoned && !message.calls.isEmpty {
                message.extra[Self.reasoning] = ""
            }
            if asksText { message.extra["content"] = "" }
            for name in refused {
                message.extra[name] = nil
                for index in message.calls.indices { message.calls[index].drop(name) }
            }
            return message
        }
    }
}

extension ToolCall {
    /// The names of the members that the server added, including those inside `function`.
    fileprivate var memberNames: [String] {
        extra.keys.filter { $0 != "function" } + (extra["function"]?.object?.keys.map { $0 } ?? [])
    }

    fileprivate mutating func drop(_ name: String) {
        extra[name] = nil
        guard var inner = extra["function"]?.object else { return }
        inner[name] = nil
        extra["function"] = .object(inner)
    }
}
