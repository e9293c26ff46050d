import Manuscript
import Storage

/// `:fork [[SESSION] NAME]` switches to a copy of a session, with a new name and id.
struct Fork: Command {
    private static let session = TypedParameter<String>(
        "session", .word, "the session to copy; by default, the open one", isOptional: true, completion: .session)
    private static let name = TypedParameter<String>("name", .word, "the name of the copy", isOptional: true)
    static let card = CommandCard(
        name: "fork",
        parameters: [session, name],
        grammar: "[[SESSION] NAME]",
        summary: "continue with a copy of this session, or of another",
        example: ":fork second-draft")

    private let source: String?
    private let name: String?

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        let (first, second) = (values[Self.session], values[Self.name])
        (source, name) = second == nil ? (nil, first) : (first, second)
        guard source != nil || !session.topic.isEmpty else { throw CommandError.noTopic }
        if let source { try SessionName.checkFile(source) }
        if let name { try SessionName.check(name) }
    }

    func reach(in workspace: Workspace) -> String? { "copies the session \(source ?? workspace.session.name)" }

    func perform(in workspace: Workspace) async throws -> Report {
        let source = try source.map { try workspace.store.folder.session(named: $0) }
        let origin = source ?? workspace.session.name
        let new = name ?? SessionName.free(SessionName.plain(origin), isTaken: workspace.store.folder.isTaken)
        try workspace.store.fork(source, as: new)
        return Report(
            note: "\(new) is a copy of \(origin) and is open now. \(Greeting.opened(in: workspace))",
            data: ["name": .string(new), "path": .string(workspace.store.folder.file(new))])
    }
}
