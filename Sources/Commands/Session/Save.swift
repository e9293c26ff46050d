import Manuscript
import Storage

/// `:save NAME` continues under another name; `:save` shows where the session is saved.
struct Save: Command {
    private static let name = TypedParameter<String>("name", .word, "the name of the copy", isOptional: true)
    static let card = CommandCard(
        name: "save",
        parameters: [name],
        summary: "continue under another name; every turn is saved automatically",
        example: ":save data-engineering-2")

    private let name: String?

    init(_ arguments: Arguments, session: Session) throws {
        name = try ArgumentValues(arguments, of: Self.card, in: session)[Self.name]
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        if let name { try SessionName.check(name) }
    }

    func reach(in workspace: Workspace) -> String? { name.map { "copies this session as \($0)" } }

    func perform(in workspace: Workspace) async throws -> Report {
        guard let name, name != workspace.session.name else {
            let file = workspace.store.folder.file(workspace.session.name)
            try workspace.store.checkWritable()
            try workspace.store.saveHeld()
            return Report(note: "Saved after every turn in \(file).", data: ["path": .string(file)])
        }
        try workspace.store.fork(as: name)
        let file = workspace.store.folder.file(name)
        return Report(note: "The session is now \(name), in \(file).", data: ["path": .string(file)])
    }
}
