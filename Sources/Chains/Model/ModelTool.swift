package import Manuscript

/// A tool that a model may call, as described to the model.
///
/// Source: OpenAI's API reference, "Create chat completion", member `tools`.
package struct ModelTool: Sendable, Equatable {
    /// At most 64 letters, digits and `_`.
    package var name: String
    /// The purpose of the tool, in a sentence.
    package var description: String
    /// A JSON Schema of type object.
    package var parameters: JSONValue

    /// Creates a tool.
    package init(name: String, description: String, parameters: JSONValue) {
        self.name = name
        self.description = description
        self.parameters = parameters
    }

    /// A rough count of the tokens that it takes of a prompt.
    package var estimatedTokens: Int { Tokens.estimate(description + parameters.compact) }
}

/// A model's call to a tool.
package struct ToolCall: Sendable, Equatable {
    /// The identifier that links the result to the call; made up if the server sends none.
    package var id: String
    package var name: String
    /// The arguments as the model wrote them; supposed to be JSON, but not checked.
    package var arguments: String
    /// The members, such as a signature, that the server added and expects back; those of `function` under that name.
    package var extra: [String: JSONValue] = [:]

    /// Creates a call.
    package init(id: String, name: String, arguments: String) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}
