import Manuscript

/// One part of a prompt, with the name shown to people: voice, contract, a digest, the task.
package struct PromptPart: Sendable, Equatable {
    /// The role of the message that includes it.
    package var role: ModelRequest.Message.Role
    /// A name such as "voice", "contract", "digest of 2.1" or "task".
    package var name: String
    package var text: String

    /// Creates a part.
    package init(_ role: ModelRequest.Message.Role, _ name: String, _ text: String) {
        self.role = role
        self.name = name
        self.text = text
    }

    /// Creates a part that shows the tools which a request offers besides its messages.
    package init(tools: [ModelTool]) {
        let lines = tools.map { "\($0.name): \($0.description) \($0.parameters.compact)" }
        self.init(.system, "\(tools.count) tools", lines.joined(separator: "\n"))
    }

    /// The approximate number of tokens.
    package var estimatedTokens: Int { Tokens.estimate(text) }
}

extension [PromptPart] {
    /// The parts as messages; neighbours with the same role are merged, separated by a blank line.
    package var messages: [ModelRequest.Message] {
        var messages: [ModelRequest.Message] = []
        for part in self {
            if messages.last?.role == part.role {
                messages[messages.count - 1].text += "\n\n" + SourcePrompt.unmarked(part.text)
            } else {
                messages.append(.init(part.role, part.text))
            }
        }
        return messages
    }
}
