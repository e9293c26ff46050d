import Chains
package import Manuscript

/// A command of the prompt: a file in `Commands/` and a line in `Catalogue.all`.
///
/// `init` parses and decides without side effects; it throws before anything is sent to a model or written. Only
/// `perform` acts.
package protocol Command: Sendable {
    /// The name, arguments and help of the command; every list of commands derives from it.
    static var card: CommandCard { get }

    /// Parses the arguments and decides what to do with the session; throws a `PlainError`.
    init(_ arguments: Arguments, session: Session) throws

    /// Runs the command.
    ///
    /// Throws a `PlainError` or `CancellationError`; the session is then unchanged, or holds the part that was
    /// finished.
    func perform(in workspace: Workspace) async throws -> Report

    /// Returns a clause such as "runs x" if the command affects more than the post and the visible files of the working
    /// folder; otherwise nil.
    func reach(in workspace: Workspace) -> String?
}

extension Command {
    /// Returns nil.
    package func reach(in workspace: Workspace) -> String? { nil }
}

/// The static description of a command.
package struct CommandCard: Sendable, Equatable {
    /// The name as typed, without the colon.
    package let name: String
    /// The options, in the order of the usage line.
    package let flags: [CommandFlag]
    /// The parameters in order; the last one repeats.
    package let parameters: [Parameter]
    /// The usage line, for arguments that a list of parameters cannot describe; nil for other commands.
    package let grammar: String?
    /// A one-line summary for lists, without a full stop.
    package let summary: String
    /// A sample line, with the colon.
    package let example: String
    /// Other accepted names, which lists omit.
    package let aliases: [String]
    /// The use of the command by models; nil if they may not use it.
    package let tool: ToolUse?

    /// Makes a card.
    package init(
        name: String, flags: [CommandFlag] = [], parameters: [any ParameterDeclaration] = [], grammar: String? = nil,
        summary: String, example: String, aliases: [String] = [], tool: ToolUse? = nil
    ) {
        self.name = name
        self.flags = flags
        self.parameters = parameters.map(\.parameter)
        self.grammar = grammar
        self.summary = summary
        self.example = example
        self.aliases = aliases
        self.tool = tool
    }

    /// The arguments as shown in the help, such as "ADDRESS [INSTRUCTION]"; empty if there are none.
    package var usage: String {
        grammar ?? (flags.map(\.usage) + parameters.map(\.usage)).joined(separator: " ")
    }

    /// The command with its arguments: ":rewrite ADDRESS [INSTRUCTION]".
    package var synopsis: String { usage.isEmpty ? ":\(name)" : ":\(name) \(usage)" }

    /// The parameters that a model may give.
    var modelParameters: [Parameter] { parameters.filter { $0.models != .hidden } }

    /// The command as a tool for models; nil if they may not use it.
    ///
    /// The schema is JSON Schema in the form used for functions by OpenAI's chat completions.
    var modelTool: ModelTool? {
        tool.map { use in
            let properties = Dictionary(uniqueKeysWithValues: modelParameters.map { ($0.name, $0.schema) })
            let required = modelParameters.filter(\.isRequiredOfModels).map { JSONValue.string($0.name) }
            return ModelTool(
                name: name, description: use.about,
                parameters: [
                    "type": "object", "properties": .object(properties), "required": .array(required),
                    "additionalProperties": false,
                ])
        }
    }

    /// Returns the error for a missing parameter.
    func missing(_ parameter: String) -> CommandError {
        let what = parameters.first { $0.name == parameter }?.missing ?? parameter
        return .missing(what, command: name)
    }
}
