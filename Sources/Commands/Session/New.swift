import Manuscript

/// `:new TOPIC` begins a session; also what free text does where there is no topic yet.
struct New: Command {
    static let card = CommandCard(
        name: "new", usage: "TOPIC", summary: "begin a post on a topic, in a session of its own",
        example: ":new What is data engineering?", takes: [.text])

    private let topic: String
    private let line: String
    /// True if it was typed without a command, so that it may be meant for something else.
    private var isTyped = false

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        try self.init(topic: arguments.all(), line: arguments.line)
    }

    /// The same for a topic that is a value; `line` is for the history.
    init(topic: String, line: String) throws {
        self.line = line
        self.topic = Prose.title(topic)
        guard Prose.words(in: self.topic) > 0 else { throw CommandError.emptyTopic }
    }

    /// Free text where no post is open.
    init(typed text: String) throws {
        try self.init(topic: text, line: text)
        isTyped = true
    }

    func perform(in workspace: Workspace) async throws -> Report {
        if isTyped, let report = try await doubt(in: workspace) { return report }
        return try begin(in: workspace)
    }

    /// What comes of text that may be no topic; nil if it is one, or if nobody can be asked.
    private func doubt(in workspace: Workspace) async throws -> Report? {
        switch FirstLine(line, environment: workspace.environment) {
        case .topic: return nil
        case .needsPost: throw CommandError.noTopic
        case .doubtful: break
        }
        guard workspace.interface.isInteractive, !workspace.interface.isSure else { return nil }
        let shown = String(topic.prefix(60))
        let answer =
            await workspace.interface.answer(to: "Use “\(shown)” as the topic? [y/N] ", showing: .none)?.trimmed ?? ""
        if ["y", "yes"].contains(answer.lowercased()) { return nil }
        if !["", "n", "no"].contains(answer.lowercased()) {
            // Something else is what was wanted, such as a topic or a command.
            workspace.interface.hold(answer)
            return Report()
        }
        return Report(note: "No post was started. Type a topic, such as “How bread rises”, or `:help`.")
    }

    private func begin(in workspace: Workspace) throws -> Report {
        try workspace.begin(topic: topic, input: line)
        return Report(
            note: "Session \(workspace.session.name). `:outline` makes the outline.",
            data: ["name": .string(workspace.session.name), "topic": .string(workspace.session.topic)])
    }
}
