import Manuscript

/// `:quit` ends the program; everything is already saved.
struct Quit: Command {
    static let card = CommandCard(
        name: "quit",
        summary: "quit Galley; everything is already saved",
        example: ":quit",
        aliases: ["exit", "bye", "q"])

    init(_ arguments: Arguments, session: Session) throws { try arguments.end() }

    func perform(in workspace: Workspace) async throws -> Report { Report(isLast: true) }
}
