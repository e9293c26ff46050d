import ArgumentParser
import Commands
import Configuration
import ModelClient
import Platform
import REPL

/// `galley model status`.
struct ModelStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say whether the built-in model is installed.", usage: "galley model status [<options>]")
    @OptionGroup var common: CommonOptions

    @MainActor
    func run() async throws {
        let program = try Program(common, isPrompt: false)
        let status = await program.run { program in
            switch try BuiltInInstall(environment: program.workspace.configuration.childEnvironment).status {
            case .installed(let weights, let bytes):
                program.interface.raw("installed: \(weights), \(bytes / 1_000_000) MB\n")
                return Runner.Status.done
            case .missing:
                program.interface.raw("not installed; `galley model install` installs it (127 MB to download)\n")
                return Runner.Status.failed
            case .broken(let reason):
                program.interface.raw("broken: \(reason); `galley model install` installs it anew\n")
                return Runner.Status.failed
            }
        }
        throw ExitCode(status)
    }
}
