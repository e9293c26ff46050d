import ArgumentParser
import Commands
import Configuration
import Manuscript
import ModelClient
import Platform
import REPL

/// `galley model use`.
struct UseModel: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "use", abstract: "Choose the installed model that Galley uses.",
        usage: "galley model use <name> [<options>]")
    @Argument(help: "The name of an installed model.", completion: .custom(installedModels))
    var name: String
    @OptionGroup var common: CommonOptions

    func perform(in program: Program) async throws -> Int32 {
        let store = try ModelStore(environment: program.workspace.configuration.childEnvironment)
        if program.rehearses("choose \(name)") { return Runner.Status.done }
        let model = try store.use(name)
        let own = store.ownFile.map { " But GALLEY_GGUF is set, so \($0) comes first." } ?? ""
        let report = Report(note: "Galley uses \(model.name) now.\(own)", data: ["model": .string(model.name)])
        await program.runner.give(report, of: "model use")
        return Runner.Status.done
    }
}

/// Returns the names of the installed models, for the shell's completion.
@Sendable func installedModels(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    let environment = ChildEnvironment(ProcessEnvironment.current().all)
    return (try? ModelStore(environment: environment).models.map(\.name)) ?? []
}
