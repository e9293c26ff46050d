import ArgumentParser
import Commands
import Configuration
import ModelClient
import Platform
import REPL

/// `galley model remove`.
struct RemoveModel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove an installed model; the one in use only with --yes.",
        usage: "galley model remove <name> [<options>]")
    @Argument(help: "The name of an installed model.", completion: .custom(installedModels))
    var name: String
    @OptionGroup var common: CommonOptions

    @MainActor
    func run() async throws {
        let program = try Program(common, isPrompt: false)
        let status = await program.run { program in
            let store = try ModelStore(environment: program.workspace.configuration.childEnvironment)
            if program.workspace.rehearsal.isOn {
                program.interface.note("A dry run: this would remove \(name).")
                return Runner.Status.done
            }
            let model = try store.remove(name, isSure: common.isSure)
            let next = store.chosen.map { " Galley uses \($0.name) now." } ?? ""
            program.interface.note("Removed \(model.name).\(next)")
            return Runner.Status.done
        }
        throw ExitCode(status)
    }
}
