import ArgumentParser
import Commands
import Platform
import REPL

/// `galley sessions`.
struct ListSessions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions", abstract: "List the sessions.",
        usage: "galley sessions [<options>]")

    @OptionGroup var common: CommonOptions

    @MainActor
    func run() async throws {
        let program = try Program(common, isPrompt: false)
        let status = await program.run { await $0.runner.run(only: .sessions) }
        throw ExitCode(status)
    }
}
