import Manuscript
import Storage

/// `:save NAME` continues under another name; `:save` shows where the session is saved.
struct Save: Command {
    static let card = CommandCard(
        name: "save",
        parameters: [Parameter("name", .text, "the name of the copy", isOptional: true)],
        summary: "go on under another name; every turn is saved anyway",
        example: ":save data-engineering-2")

    private let name: String?

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        name = arguments.word()
        try arguments.end()
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        if let name { try SessionName.check(name) }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        guard let name, name != workspace.session.name else {
            let file = workspace.folder.file(workspace.session.name)
            try workspace.checkWritable()
            try workspace.saveHeld()
            return Report(note: "Saved after every turn in \(file).", data: ["path": .string(file)])
        }
        try workspace.fork(as: name)
        let file = workspace.folder.file(name)
        return Report(note: "The session goes on as \(name), in \(file).", data: ["path": .string(file)])
    }
}
