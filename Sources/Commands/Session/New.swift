import Chains
import Manuscript

/// `:new TOPIC` starts a session; free text does the same if there is no topic yet.
struct New: Command {
    private static let topic = TypedParameter<String>("topic", .text, "what the post is about")
    private static let kind = TypedParameter<String>(
        "--kind", .word, "a kind of post, such as tutorial, whose outline is made at once", label: "KIND")
    static let card = CommandCard(
        name: "new",
        flags: [CommandFlag(kind)],
        parameters: [topic],
        summary: "begin a post on a topic, in a new session; --kind makes the outline of a kind of post",
        example: ":new What is data engineering?")

    private let topic: String
    private let line: String
    private let kind: String?
    /// True if the text was typed without a command, so that it may not be a topic.
    private var isTyped = false

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        try self.init(topic: values[Self.topic] ?? "", kind: values[Self.kind], line: values.line)
    }

    /// Makes a command from a topic; `line` is for the history.
    init(topic: String, kind: String? = nil, line: String) throws {
        self.line = line
        self.kind = kind
        self.topic = Prose.title(topic)
        guard Prose.words(in: self.topic) > 0 else { throw CommandError.emptyTopic }
    }

    /// Makes a command from free text, typed when no post is open.
    init(typed text: String) throws {
        try self.init(topic: text, line: text)
        isTyped = true
    }

    func perform(in workspace: Workspace) async throws -> Report {
        if isTyped, let report = try await doubt(in: workspace) { return report }
        return try begin(in: workspace)
    }

    /// Handles text that may not be a topic; nil if it is one or if no one can be asked.
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
            // The person typed something else, such as a topic or a command.
            workspace.interface.hold(answer)
            return Report()
        }
        return Report(note: "No post was started. Type a topic, such as “How bread rises”, or `:help`.")
    }

    private func begin(in workspace: Workspace) throws -> Report {
        if let kind { return try begin(KindFiles.kind(kind, workspace.environment), in: workspace) }
        try workspace.store.begin(topic: topic, input: line)
        let sources = try SourceShelf(in: workspace).addHeld()
        let added = sources.isEmpty ? "" : " Added \(SourceShelf.names(sources))."
        return Report(
            note: "Started “\(workspace.session.name)”.\(added) Next: `:outline`.",
            data: ["name": .string(workspace.session.name), "topic": .string(workspace.session.topic)])
    }

    /// Starts a post with the outline and the tone of its kind.
    private func begin(_ kind: PostKind, in workspace: Workspace) throws -> Report {
        try workspace.store.begin(topic: topic, input: line)
        let words = workspace.filled.style.words ?? OutlineChain.defaultWords
        var edits: [Edit] = kind.draft(for: topic).sections(words: words).enumerated().map { index, section in
            .insert(section: section, parent: nil, index: index)
        }
        edits.append(.setSetting(key: "kind", value: .string(kind.name)))
        if workspace.session.style.tone.isEmpty, !kind.tone.isEmpty {
            var style = workspace.session.style
            style.tone = kind.tone
            edits.append(.setStyle(style))
        }
        let summary = "made the outline by the kind \(kind.name)"
        try workspace.turns.commit(edits, Turn(at: workspace.now(), kind: .outline, input: line, summary: summary))
        let sources = try SourceShelf(in: workspace).addHeld()
        let added = sources.isEmpty ? "" : " Added \(SourceShelf.names(sources))."
        return Report(
            .outline(OutlineView(workspace.session)),
            note: "Started “\(workspace.session.name)” (\(kind.name)).\(added) Next: `:write`.",
            data: ["name": .string(workspace.session.name), "topic": .string(workspace.session.topic)])
    }
}
