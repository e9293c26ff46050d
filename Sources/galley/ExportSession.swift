import ArgumentParser
import Commands
import Platform
import REPL
import Storage

/// `galley export NAME [FORMAT]`.
struct ExportSession: ProgramCommand {
    static let configuration = CommandConfiguration(commandName: "export", abstract: "Export a session's post.")

    @Argument(help: "The session's name.", completion: ShellCandidates.sessions)
    var name: String

    @Argument(
        help: "md, html, txt or json; by default, the ending of the file decides.", completion: ShellCandidates.formats)
    var format: String?

    @Option(name: .shortAndLong, help: "The file to write; - is standard output.", completion: .file())
    var output = "-"

    @OptionGroup var common: CommonOptions

    func perform(in program: Program) async throws -> Int32 {
        // Opens without a lock, so that a session in use elsewhere can be exported too.
        try program.workspace.open(name, as: .reading)
        let status = await program.runner.run(only: .export(format: format, to: output))
        program.workspace.store.keepExports()
        return status
    }
}
