import ArgumentParser
import Commands
import Platform
import REPL

/// `galley sessions`.
struct ListSessions: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions", abstract: "List the sessions.",
        usage: "galley sessions [<options>]")

    @OptionGroup var common: CommonOptions

    func perform(in program: Program) async throws -> Int32 { await program.runner.run(only: .sessions) }
}
