import ArgumentParser
import Commands
import Configuration
import Manuscript
import ModelClient
import Platform
import REPL

/// `galley uninstall`.
struct Uninstall: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "uninstall", abstract: "Remove the files that Galley keeps: models, history, hosts.",
        usage: "galley uninstall [--sessions] [<options>]",
        discussion: "Lists the files with their sizes and asks first. Your settings and exports stay.")

    @Flag(name: .customLong("sessions"), help: "Remove the sessions in Galley's own folder too.")
    var withSessions = false

    @OptionGroup var common: CommonOptions

    func perform(in program: Program) async throws -> Int32 {
        let workspace = program.workspace
        if !workspace.rehearsal.isOn {
            try BuiltInInstall.checkIdle(environment: workspace.configuration.childEnvironment)
        }
        let removal = Removal(workspace.environment, withSessions: withSessions)
        let report = try await removal.run(on: program.interface, isDry: workspace.rehearsal.isOn)
        await program.runner.give(report, of: "uninstall")
        return report.isRefused ? Runner.Status.failed : Runner.Status.done
    }
}
