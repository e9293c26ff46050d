import ArgumentParser
import Commands
import Configuration
import Manuscript
import ModelClient
import Platform
import REPL

/// `galley model remove`.
struct RemoveModel: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove an installed model; the one in use only with --yes.",
        usage: "galley model remove <name> [<options>]")
    @Argument(help: "The name of an installed model.", completion: .custom(installedModels))
    var name: String
    @OptionGroup var common: CommonOptions

    func perform(in program: Program) async throws -> Int32 {
        let store = try ModelStore(environment: program.workspace.configuration.childEnvironment)
        if program.rehearses("remove \(name)") { return Runner.Status.done }
        let model = try store.remove(name, isSure: common.isSure)
        let next = store.chosen.map { " Galley uses \($0.name) now." } ?? ""
        let report = Report(note: "Removed \(model.name).\(next)", data: ["removed": .string(model.name)])
        await program.runner.give(report, of: "model remove")
        return Runner.Status.done
    }
}
