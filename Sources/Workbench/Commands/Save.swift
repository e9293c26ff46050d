import Manuscript

/// `:save NAME` goes on under another name; `:save` says where the session is.
struct Save: Command {
    static let card = CommandCard(
        name: "save", usage: "[NAME]", summary: "go on under another name; every turn is saved anyway",
        example: ":save data-engineering-2", takes: [.text])

    private let name: String?

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        name = arguments.word()
        try arguments.end()
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        if let name { try SessionName.check(name) }
    }

    func perform(at desk: Desk) async throws -> Report {
        guard let name, name != desk.session.name else {
            let file = desk.folder.file(desk.session.name)
            try desk.checkWritable()
            try desk.saveHeld()
            return Report(note: "Saved after every turn in \(file).", data: ["path": .string(file)])
        }
        try desk.fork(as: name)
        let file = desk.folder.file(name)
        return Report(note: "The session goes on as \(name), in \(file).", data: ["path": .string(file)])
    }
}
