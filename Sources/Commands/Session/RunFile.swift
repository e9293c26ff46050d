import Manuscript

/// `:run FILE` runs the lines of a file, like `-f`.
struct RunFile: Command {
    static let card = CommandCard(
        name: "run",
        parameters: [Parameter("file", .path, "a file with a command on each line", needs: "a file")],
        summary: "run the lines of a file, until the first that fails",
        example: ":run ~/posts/finish.galley")

    private let path: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        guard let word = arguments.word() else { throw Self.card.missing("file") }
        try arguments.end()
        path = word
    }

    func reach(in workspace: Workspace) -> String? { "runs the lines of \(path)" }

    func perform(in workspace: Workspace) async throws -> Report {
        try await Script(file: workspace.path(path), shown: path).run(in: workspace)
    }
}
