import ArgumentParser
import Commands
import Configuration
import Manuscript
import ModelClient
import Platform
import REPL

/// `galley model list`.
struct ListModels: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the models to choose from and those installed.",
        usage: "galley model list [<options>]")
    @OptionGroup var common: CommonOptions

    func perform(in program: Program) async throws -> Int32 {
        let store = try ModelStore(environment: program.workspace.configuration.childEnvironment)
        let report = Report(
            .plain(store.table.joined(separator: "\n")),
            note: "`galley model install NAME` installs one; PATH or URL of a GGUF file works too.",
            data: ["models": store.list])
        await program.runner.give(report, of: "model list")
        return Runner.Status.done
    }
}
