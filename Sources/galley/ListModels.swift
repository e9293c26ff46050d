import ArgumentParser
import Commands
import Configuration
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
        program.interface.raw(store.table.map { $0 + "\n" }.joined())
        program.interface.note("`galley model install NAME` installs one; PATH or URL of a GGUF file works too.")
        return Runner.Status.done
    }
}
