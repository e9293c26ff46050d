import ArgumentParser
import Commands
import Configuration
import Manuscript
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
        let answer = Report(.plain(report.lines.joined(separator: "\n")), data: report.data)
        await program.runner.give(answer, of: "model status")
        return report.isReady ? Runner.Status.done : Runner.Status.failed
    }
}
