/// One part of a prompt, under the name by which people know it: voice, contract, a digest, the task.
package struct PromptPart: Sendable, Equatable {
    /// The message that it belongs to.
    package var role: ModelRequest.Message.Role
    /// "voice", "contract", "digest of 2.1", "task".
    package var name: String
    package var text: String

    /// Makes a part.
    package init(_ role: ModelRequest.Message.Role, _ name: String, _ text: String) {
        self.role = role
        self.name = name
        self.text = text
    }

    /// About how many tokens it takes.
    package var estimatedTokens: Int { Tokens.estimate(text) }
}

extension [PromptPart] {
    /// The messages: neighbours of one role become one message, with a blank line between them.
    package var messages: [ModelRequest.Message] {
        var messages: [ModelRequest.Message] = []
        for part in self {
            if messages.last?.role == part.role {
                messages[messages.count - 1].text += "\n\n" + part.text
            } else {
                messages.append(.init(part.role, part.text))
            }
        }
        return messages
    }
}
