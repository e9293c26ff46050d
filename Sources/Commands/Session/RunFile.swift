import Manuscript

/// `:run FILE` runs the lines of a file, like `-f`.
struct RunFile: Command {
    private static let file = TypedParameter<String>(
        "file", .path, "a file with one command a line", needs: "a file")
    static let card = CommandCard(
        name: "run",
        parameters: [file],
        summary: "run the commands in a file; stop at the first that fails",
        example: ":run ~/posts/finish.galley")

    private let path: String

    init(_ arguments: Arguments, session: Session) throws {
        path = try ArgumentValues(arguments, of: Self.card, in: session)(Self.file)
    }

    func reach(in workspace: Workspace) -> String? { "runs the lines of \(path)" }

    func perform(in workspace: Workspace) async throws -> Report {
        try await Script(file: workspace.path(path), shown: path).run(in: workspace)
    }
}
