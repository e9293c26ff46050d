import Manuscript

/// `:run FILE` runs the lines of a file, as `-f` does.
struct RunFile: Command {
    static let card = CommandCard(
        name: "run", usage: "FILE", summary: "run the lines of a file, until the first that fails",
        example: ":run ~/posts/finish.galley", takes: [.path])

    private let path: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        guard let word = arguments.word() else { throw CommandError.missing("a file", command: "run") }
        try arguments.end()
        path = word
    }

    func reach(at desk: Desk) -> String? { "runs the lines of \(path)" }

    func perform(at desk: Desk) async throws -> Report {
        try await Script(file: desk.path(path), shown: path).run(at: desk)
    }
}
