import Commands
import Manuscript
import Platform

/// What long answers are read in: `$PAGER`, else `less -R`.
struct Pager: Equatable {
    private let program: ForegroundProgram
    private let folder: String
    let environment: ChildEnvironment

    /// What a pager that is not told otherwise does: it ends where all fits on the screen, keeps colours, and leaves the text there.
    private static let less = "FRX"

    /// The pager of an environment; nil where none is wanted.
    ///
    /// An empty `PAGER` and `cat` mean none, as with git, and a terminal that can only print has none either. Neither a
    /// session nor a configuration file names the program, since somebody else may have made them.
    init?(environment: ChildEnvironment, isWanted: Bool = true) {
        guard isWanted, environment["TERM"] != "dumb",
            let program = ForegroundProgram(environment["PAGER"] ?? "less -R"), program.words != ["cat"]
        else { return nil }
        self.program = program
        folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        self.environment = environment["LESS"] == nil ? environment.adding(["LESS": Self.less]) : environment
    }

    /// Shows a text and waits until the person has read it; what is to be said where the pager failed, nil where it did not.
    ///
    /// The text comes to it as a file without a name, so that it may leave whenever it likes.
    func show(_ text: String) async -> String? {
        guard let file = unnamedFile(holding: text) else {
            return "There is no room for the pager's text in \(folder)."
        }
        defer { try? file.close() }
        switch await program.run(in: environment, input: file) {
        case 0?, 128 + Int(SIGINT), 128 + Int(SIGTERM), 128 + Int(SIGHUP), 128 + Int(SIGPIPE): return nil
        case let status?: return "The pager \(program.name) ended with status \(status). Set PAGER to another."
        case nil: return "The pager \(program.name) cannot be started. Set PAGER to another, or `:set pager off`."
        }
    }

    private func unnamedFile(holding text: String) -> FileDescriptor? {
        let path = "\(folder)/galley-\(Identifier.random())"
        guard (try? Files.replace(path, with: Array(text.utf8))) != nil else { return nil }
        defer { unlink(path) }
        return try? FileDescriptor.open(path, .readOnly, options: .closeOnExec)
    }
}
