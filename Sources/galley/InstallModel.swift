import ArgumentParser
import Commands
import Configuration
import Manuscript
import ModelClient
import Platform
import REPL

/// `galley model install`.
struct InstallModel: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "install", abstract: "Install a model and use it from now on.",
        usage: "galley model install [<model>] [--sha256 <digest>] [<options>]",
        discussion: "An interrupted download continues when the same command runs again.")
    @Argument(
        help: "A name of `galley model list`, the path of a GGUF file, or its https address.",
        completion: .list(KnownModel.all.map(\.name)))
    var model = KnownModel.small.name
    @Option(
        name: .customLong("sha256"),
        help: ArgumentHelp("The SHA-256 that the file must have.", valueName: "digest"))
    var digest: String?
    @OptionGroup var common: CommonOptions

    func perform(in program: Program) async throws -> Int32 {
        let (configuration, interface) = (program.workspace.configuration, program.interface)
        let source = try ModelInstaller.Source(model)
        if program.rehearses("install \(model)") { return Runner.Status.done }
        let installer = try ModelInstaller(
            environment: configuration.childEnvironment, network: configuration.processEnvironment.all
        ) { progress in
            switch progress {
            case .step(let text): interface.note(text)
            case .amount(let text): interface.show(amount: text)
            }
        }
        return try await program.stoppable {
            let model = try await installer.install(source, digest: digest)
            let report = Report(
                note: "Installed: \(model.path). Galley uses \(model.name) now.",
                data: ["model": .string(model.name), "path": .string(model.path)])
            await program.runner.give(report, of: "model install")
        }
    }
}
