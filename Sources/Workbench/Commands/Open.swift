import Manuscript

/// `:open NAME` goes on with another session.
struct Open: Command {
    static let card = CommandCard(
        name: "open", usage: "NAME", summary: "go on with another session", example: ":open what-is-data-engineering",
        takes: [.session], aliases: ["resume"])

    private let name: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        guard let word = arguments.word() else { throw CommandError.missing("the name of a session", command: "open") }
        try arguments.end()
        name = word.hasSuffix(".json") ? String(word.dropLast(5)) : word
        try SessionName.check(name)
    }

    func perform(at desk: Desk) async throws -> Report {
        try desk.open(name)
        return Report(note: Greeting.opened(desk.session), data: ["name": .string(name)])
    }
}
