package import Manuscript

/// One command of the prompt: a file in `Commands/` and a line in `Catalogue.all`.
///
/// Parsing and deciding are pure and happen in `init`, which throws before anything is asked of a model or written.
/// Only `perform` acts.
package protocol Command: Sendable {
    /// Name, arguments and help; everything that lists commands derives from it.
    static var card: CommandCard { get }

    /// Reads the arguments and decides what to do with this session; throws a `PlainError`.
    init(_ arguments: Arguments, session: Session) throws

    /// Does it. Throws a `PlainError` or `CancellationError`; the session then stands as it was, or holds what was
    /// finished until then.
    func perform(in workspace: Workspace) async throws -> Report

    /// What it does beyond the post and the open files of the working folder, as a clause such as "runs x"; nil where
    /// nothing.
    func reach(in workspace: Workspace) -> String?
}

extension Command {
    /// Nothing.
    package func reach(in workspace: Workspace) -> String? { nil }
}

/// What is known of a command without running it.
package struct CommandCard: Sendable, Equatable {
    /// What an argument is, for completion.
    package enum Argument: Sendable, Equatable {
        case address, section, format, path, session, model, setting, command, text
        /// A value of the setting before it.
        case value
    }

    /// As it is typed, without the colon.
    package var name: String
    /// The arguments as help shows them: "ADDRESS [INSTRUCTION]"; empty where there are none.
    package var usage: String
    /// One line for lists, without a full stop.
    package var summary: String
    /// A line that can be typed, with the colon.
    package var example: String
    /// What the arguments are, in order; the last one repeats.
    package var takes: [Argument]
    /// Further names that work but are not listed.
    package var aliases: [String]
    /// How a model may use it; nil where it may not.
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
