import ArgumentParser
import Commands
import Platform
import REPL

/// `galley sessions`.
struct ListSessions: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions", abstract: "List or search the sessions.",
        usage: "galley sessions [--search <text>] [<options>]")

    @Option(help: "List only the sessions with this text in topic, titles, texts, notes or history.")
    var search: String?

    @OptionGroup var common: CommonOptions

    func perform(in program: Program) async throws -> Int32 { await program.runner.run(only: .sessions(text: search)) }
}
