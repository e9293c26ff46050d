import ArgumentParser
import Commands
import Configuration
import ModelClient
import Platform
import REPL

/// `galley model status`.
struct ModelStatus: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say which model is used, and how its server runs.",
        usage: "galley model status [<options>]")
    @OptionGroup var common: CommonOptions

    func perform(in program: Program) async throws -> Int32 {
        let report = try ModelReport(environment: program.workspace.configuration.childEnvironment)
        program.interface.raw(report.lines.map { $0 + "\n" }.joined())
        return report.isReady ? Runner.Status.done : Runner.Status.failed
    }
}
