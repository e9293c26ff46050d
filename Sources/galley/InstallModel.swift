import ArgumentParser
import Commands
import Configuration
import ModelClient
import Platform
import REPL

/// `galley model install`.
struct InstallModel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: "Install the built-in model (127 MB to download).", usage: "galley model install [<options>]")
    @OptionGroup var common: CommonOptions

    @MainActor
    func run() async throws {
        let program = try Program(common, isPrompt: false)
        let status = await program.run { program in
            let (install, interface) = (
                try BuiltInInstall(environment: program.workspace.configuration.childEnvironment), program.interface
            )
            if case .installed(let weights, _) = install.status {
                interface.note("The built-in model is installed already: \(weights).")
                return Runner.Status.done
            }
            if program.workspace.rehearsal.isOn {
                interface.note("A dry run: this would install the built-in model (\(BuiltInPackages.summary)).")
                return Runner.Status.done
            }
            return try await program.stoppable { try await install.install { interface.note($0) } }
        }
        throw ExitCode(status)
    }
}
