import Chains
import Manuscript
import Platform

/// What is known of the members that a server adds to a model's messages, and of how it takes them back.
struct EchoHabit: Equatable {
    /// Members that the server does not take back.
    var refused: Set<String> = []
    /// Whether every message of the model must tell its reasoning, if only as an empty text (DeepSeek).
    var asksReasoning = false
}

// Servers that refuse, or miss, what is sent back with a model's messages.
extension ChatCall {
    /// Whether the call is worth making again with other members in the model's messages.
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
        let sent = Set(messages.flatMap { $0.extra.keys + $0.calls.flatMap(\.memberNames) }).subtracting(known.refused)
        guard let named = sent.sorted().first(where: { said.contains($0.lowercased()) }) else { return false }
        client.habits.changeEcho { $0.refused.insert(named) }
        return true
    }
}

extension EchoHabit {
    /// The member in which DeepSeek wants the reasoning back.
    static let reasoning = "reasoning_content"

    /// The messages as the server takes them.
    func applied(to messages: [ModelRequest.Message]) -> [ModelRequest.Message] {
        let hasReasoned = messages.contains { $0.extra[Self.reasoning] != nil }
        return messages.map { message in
            guard message.role == .assistant else { return message }
            var message = message
            if message.extra[Self.reasoning] == nil, asksReasoning || hasReasoned && !message.calls.isEmpty {
                message.extra[Self.reasoning] = ""
            }
            for name in refused {
                message.extra[name] = nil
                for index in message.calls.indices { message.calls[index].drop(name) }
            }
            return message
        }
    }
}

extension ToolCall {
    /// The members that the server added, those of `function` among them.
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
