package import Manuscript

/// Something that a model may ask to be done, as it is told of it.
///
/// Source: OpenAI's API reference, "Create chat completion", member `tools`.
package struct ModelTool: Sendable, Equatable {
    /// Letters, digits and `_`, 64 at most.
    package var name: String
    /// What it does, in a sentence.
    package var description: String
    /// A JSON Schema of type object.
    package var parameters: JSONValue

    /// Makes a tool.
    package init(name: String, description: String, parameters: JSONValue) {
        self.name = name
        self.description = description
        self.parameters = parameters
    }
}

/// One use of a tool that a model asks for.
package struct ToolCall: Sendable, Equatable {
    /// By which the result is told apart from others; made up where a server gives none.
    package var id: String
    package var name: String
    /// JSON, as the model wrote it: perhaps none at all.
    package var arguments: String
    /// What its server added and wants back as it came, such as a signature; members of `function` under that name.
    package var extra: [String: JSONValue] = [:]

    /// Makes a call.
    package init(id: String, name: String, arguments: String) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}
