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
    /// The kind of an argument, for completion.
    package enum Argument: Sendable, Equatable {
        case address, section, format, path, session, model, setting, command, text
        /// A value of the setting named by the argument before it.
        case value
    }

    /// The name as typed, without the colon.
    package var name: String
    /// The arguments as shown in the help, such as "ADDRESS [INSTRUCTION]"; empty if there are none.
    package var usage: String
    /// A one-line summary for lists, without a full stop.
    package var summary: String
    /// A sample line, with the colon.
    package var example: String
    /// The kinds of the arguments, in order; the last one repeats.
    package var takes: [Argument]
    /// Other accepted names, which lists omit.
    package var aliases: [String]
    /// The tool that models may call; nil if they may not use the command.
    package var tool: ToolUse?

    /// Makes a card.
    package init(
        name: String, usage: String = "", summary: String, example: String, takes: [Argument] = [],
        aliases: [String] = [], tool: ToolUse? = nil
    ) {
        self.tool = tool
        self.name = name
        self.usage = usage
        self.summary = summary
        self.example = example
        self.takes = takes
        self.aliases = aliases
    }

    /// The command with its arguments: ":rewrite ADDRESS [INSTRUCTION]".
    package var synopsis: String { usage.isEmpty ? ":\(name)" : ":\(name) \(usage)" }
}
