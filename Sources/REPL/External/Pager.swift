import Commands
import Manuscript
import Platform

/// The pager for long answers: `$PAGER`, else `less -R`.
struct Pager: Equatable {
    private let program: ForegroundProgram
    private let folder: String
    let environment: ChildEnvironment

    /// The default options for less: quit if everything fits on the screen, keep colours, and leave the text on the
    /// screen.
    private static let less = "FRX"

    /// Makes the pager of an environment; nil if none is wanted.
    ///
    /// An empty `PAGER` and `cat` mean no pager, as in git, and a dumb terminal has none either. Sessions and
    /// configuration files cannot name the program, since they may come from another person.
    init?(environment: ChildEnvironment, isWanted: Bool = true) {
        guard isWanted, environment["TERM"] != "dumb",
            let program = ForegroundProgram(environment["PAGER"] ?? "less -R"), program.words != ["cat"]
        else { return nil }
        self.program = program
        folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        self.environment = environment["LESS"] == nil ? environment.adding(["LESS": Self.less]) : environment
    }

    /// Shows a text and waits until the pager ends; returns an error message, or nil on success.
    ///
    /// The pager reads the text from an unnamed file, so that it may end at any time.
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
